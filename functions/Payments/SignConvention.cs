using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Payments;

/// <summary>The signature of a convention.</summary>
public sealed record SignatureBody(string? Signatory = null);

public sealed class SignConvention(CaseRequests cases)
{
    [Function(nameof(SignConvention))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/convention/signature")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<SignatureBody>(
            request,
            reference,
            Role.Applicant,
            (file, body, _) => FreeText.Check(body.Signatory, "signatory") ?? Conventions.Sign(file, body.Signatory),
            cancellation);
}
