using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Opens the next session on a case and writes to its members. What the enterprise was granted in other cases, and who is away, is read here and counts.</summary>
public sealed class OpenSession(Procedure procedure, Enterprises enterprises, AbsenceStore absences)
{
    /// <summary>Number of the session.</summary>
    [Function(nameof(OpenSession))]
    public async Task<int> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile before = await procedure.ReadAsync(step.Reference, cancellation);
        IReadOnlyList<PriorAid> received = await enterprises.ReceivedAsync(before, cancellation);
        IReadOnlyList<Delegation> delegations = await absences.DelegationsAsync(before.Region, cancellation);
        CaseFile opened = await procedure.RecordAsync(
            nameof(OpenSession), step, (file, now) => Reviews.Open(file, now with { Received = received, Delegations = delegations }), cancellation);
        return opened.Sessions.Count;
    }
}
