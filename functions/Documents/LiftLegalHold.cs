using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

public sealed class LiftLegalHold(CaseRequests cases)
{
    [Function(nameof(LiftLegalHold))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/legal-hold/lift")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<LegalHoldBody>(
            request,
            reference,
            Role.ProgrammeOffice,
            (file, body, _) => FreeText.Check(body.Reason, "reason") ?? LegalHold.Lift(file, body.Reason),
            cancellation);
}
