using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>Why a legal hold is placed or lifted.</summary>
public sealed record LegalHoldBody(string? Reason = null);

public sealed class PlaceLegalHold(CaseRequests cases)
{
    [Function(nameof(PlaceLegalHold))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/legal-hold")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<LegalHoldBody>(
            request,
            reference,
            Role.ProgrammeOffice,
            (file, body, _) => FreeText.Check(body.Reason, "reason") ?? LegalHold.Place(file, body.Reason),
            cancellation);
}
