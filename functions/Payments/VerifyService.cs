using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Payments;

/// <summary>What a verifier says of a proof.</summary>
public sealed record VerdictBody([property: JsonRequired] bool Accepted, string? Reason = null);

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
