using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Brings the session on a case to the composition of the day; whoever is called is written to with the nudge that follows.</summary>
public sealed class ReseatSession(Procedure procedure, CaseChanges changes, AbsenceStore absences)
{
    /// <summary>Looks at the case; most days there is nothing to do.</summary>
    [Function(nameof(ReseatSession))]
    public async Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile file = await procedure.ReadAsync(step.Reference, cancellation);
        if (file.State is not (CaseState.Committee or CaseState.NationalCommittee))
        {
            return;
        }

        Circumstances now = await procedure.CircumstancesOfAsync(file, cancellation);
        IReadOnlyList<Delegation> delegations = await absences.DelegationsAsync(file.Region, cancellation);
        if (Sitting.Reseat(file, now with { Delegations = delegations }).Events.Count > 0)
        {
            Operation operation = new($"{nameof(ReseatSession)}:{step.Operation:N}", Actor.Procedure);
            await changes.ChangeAsync(
                step.Reference,
                operation,
                latest => Sitting.Reseat(latest, procedure.CircumstancesOf(latest, now.Calendar) with { Delegations = delegations }),
                cancellation);
        }
    }
}
