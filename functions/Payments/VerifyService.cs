using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Payments;

public sealed class VerifyService(CaseRequests cases)
{
    [Function(nameof(VerifyService))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/tranches/{tranche:int}/verification")] HttpRequest request,
        string reference,
        int tranche,
        CancellationToken cancellation) =>
        cases.ChangeAsync<VerdictBody>(
            request,
            reference,
            Role.Verifier,
            (file, verdict, asked) => FreeText.Check(verdict.Reason, "reason")
                ?? Payouts.Verify(file, tranche, verdict.Accepted, verdict.Reason, asked.Caller.Id, asked.Now),
            cancellation);
}
