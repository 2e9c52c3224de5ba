using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>
/// Closes the session on a case: a decision, or the referral to the national committee. What the enterprise was granted in
/// other cases while the committee sat is read here and counts.
/// </summary>
public sealed class CloseSession(Procedure procedure, Enterprises enterprises)
{
    /// <summary>What follows.</summary>
    [Function(nameof(CloseSession))]
    public async Task<SessionEnd> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile before = await procedure.ReadAsync(step.Reference, cancellation);
        IReadOnlyList<PriorAid> received = await enterprises.ReceivedAsync(before, cancellation);
        CaseFile closed = await procedure.RecordAsync(
            nameof(CloseSession), step, (file, now) => Reviews.Close(file, now with { Received = received }), cancellation);
        return Reviews.EndOf(closed);
    }
}
