using Tasdir.Domain.Cases;

namespace Tasdir.Storage.Cases;

/// <summary>
/// Changes that come from outside the procedure: noted as pending, written to the log, announced. Whatever fails between
/// these, the change is either not there or is taken up.
/// </summary>
public sealed class CaseChanges(CaseStore store, PendingCases pending)
{
    /// <summary>Begins a case.</summary>
    public async Task<Appended> BeginAsync(string reference, Operation operation, Outcome outcome, CancellationToken cancellation)
    {
        Nudge nudge = new(reference, Awaited: null, After: 0);
        if (!outcome.IsRefused)
        {
            await pending.NoteAsync(nudge, cancellation);
        }

        return await AnnounceAsync(nudge, await store.BeginAsync(reference, operation, outcome, cancellation), cancellation);
    }

    /// <summary>Changes a case by a rule.</summary>
    public async Task<Appended> ChangeAsync(
        string reference, Operation operation, Func<CaseFile, Outcome> rule, CancellationToken cancellation)
    {
        Nudge nudge = new(reference, Awaited: null, After: 0);
        Appended appended = await store.AppendAsync(
            reference,
            operation,
            rule,
            before => pending.NoteAsync(nudge = new Nudge(reference, RequestKey.AwaitedBy(before), before.Sequence), cancellation),
            cancellation);
        return await AnnounceAsync(nudge, appended, cancellation);
    }

    // A repeated operation is announced again: the first announcement may be what was lost.
    private async Task<Appended> AnnounceAsync(Nudge nudge, Appended appended, CancellationToken cancellation)
    {
        if (appended.File is not null)
        {
            await pending.AnnounceAsync(nudge, cancellation);
        }

        return appended;
    }
}
