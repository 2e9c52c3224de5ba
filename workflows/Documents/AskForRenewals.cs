using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Documents;

/// <summary>
/// Asks again for the documents of a case that expire before they are needed; the letters go out with the nudge that follows. A
/// document whose checks were lost on the way is nudged too: it would wait for ever, and an officer with it.
/// </summary>
public sealed class AskForRenewals(Procedure procedure, CaseChanges changes, PendingCases pending)
{
    /// <summary>Looks at the case; most days there is nothing to do.</summary>
    [Function(nameof(AskForRenewals))]
    public async Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile file = await procedure.ReadAsync(step.Reference, cancellation);
        Circumstances now = await procedure.CircumstancesOfAsync(file, cancellation);
        if (Renewals.Ask(file, now).Events.Count > 0)
        {
            Operation operation = new($"{nameof(AskForRenewals)}:{step.Operation:N}", Actor.Procedure);
            await changes.ChangeAsync(
                step.Reference, operation, latest => Renewals.Ask(latest, procedure.CircumstancesOf(latest, now.Calendar)), cancellation);
        }
        else if (file.Documents.Exists(document => !document.IsScreened && !document.IsErased))
        {
            await pending.AnnounceAsync(new Nudge(step.Reference, Awaited: null, file.Sequence), cancellation);
        }
    }
}
