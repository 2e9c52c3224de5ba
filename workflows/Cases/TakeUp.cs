using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Committees;
using Tasdir.Workflows.Documents.Screening;

namespace Tasdir.Workflows.Cases;

/// <summary>
/// Takes up a case whose log has grown: its lists are brought up, its orchestration is started, or whatever waits is
/// nudged. Doing so once too often costs a look at the log; an orchestration that was lost starts anew and catches up.
/// </summary>
public sealed class TakeUp(CaseStore store, PendingCases pending, Projections projections, TimeProvider clock)
{
    // By then a change that was noted is written, or whoever noted it has crashed and was never answered.
    private static readonly TimeSpan s_givenUp = TimeSpan.FromMinutes(15);

    /// <summary>Takes it up.</summary>
    public async Task RunAsync(Nudge nudge, DurableTaskClient client, CancellationToken cancellation)
    {
        Note? note = await pending.FindAsync(nudge.Reference, cancellation);
        CaseFile? file = await store.FindAsync(nudge.Reference, cancellation);
        if (file is not null)
        {
            await projections.ProjectAsync(file, cancellation);
            await ScreenAsync(file, client, cancellation);
            await ReviewAppealAsync(file, client, cancellation);
            // Who signs while funds for more are awaited was waited for beside that.
            RequestKey? beside = file is { State: CaseState.ConventionSigned, Appeal: not null } ? new RequestKey(Ask.Signature) : null;
            await CarryAsync(file, [nudge.Awaited, note?.Nudge.Awaited, beside], client, cancellation);
        }

        // An appeal may come while the lifecycle that it follows is just completing: its note stays until another carries it.
        if (file?.State == CaseState.Appeal)
        {
            return;
        }

        // A note is made before the log grows: one whose change is still being written stays.
        if (note is not null && (file?.Sequence > note.Nudge.After || clock.GetUtcNow() - note.Since > s_givenUp))
        {
            await pending.StrikeAsync(nudge.Reference, note.Mark, cancellation);
        }
    }

    // Each document is checked by an orchestration of its own, a draft's too: its applicant learns at once what is wrong.
    private static async Task ScreenAsync(CaseFile file, DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (CaseDocument document in file.Documents.Where(document => !document.IsScreened && !document.IsErased))
        {
            string instance = Keys.Screening(file.Reference, document.Id);
            if (await client.GetInstanceAsync(instance, cancellation) is null or { IsCompleted: true })
            {
                await client.StartAsync(nameof(DocumentScreening), instance, new DocumentOfCase(file.Reference, document.Id), cancellation);
            }
        }
    }

    // After a refusal the case's own orchestration has ended and begins anew; after a reduction it waits for the signature.
    private static async Task ReviewAppealAsync(CaseFile file, DurableTaskClient client, CancellationToken cancellation)
    {
        string instance = Keys.Instance(file.Reference, nameof(AppealReview));
        if (file is { Appeal: not null, Convention.SignedAt: null, State: not CaseState.ConventionToSign } && !StateTable.HasEnded(file.State)
            && await client.GetInstanceAsync(instance, cancellation) is null or { IsCompleted: true })
        {
            await client.StartAsync(nameof(AppealReview), instance, file.Reference, cancellation);
        }
    }

    private static async Task CarryAsync(
        CaseFile file, IEnumerable<RequestKey?> requests, DurableTaskClient client, CancellationToken cancellation)
    {
        string instance = Keys.Instance(file.Reference);
        if (file.SubmittedAt is null)
        {
            return;
        }

        if (await client.GetInstanceAsync(instance, cancellation) is { IsCompleted: false })
        {
            foreach (RequestKey request in requests.OfType<RequestKey>().Distinct())
            {
                await client.NudgeAsync(Keys.Instance(file.Reference, request), RequestAndWait.Nudged, file.Reference, cancellation);
            }
        }
        else if (!StateTable.HasEnded(file.State) || file.LettersToSend.Count > 0
            || file is { State: CaseState.Withdrawn or CaseState.Expired, Envelope: not null })
        {
            await client.StartAsync(nameof(ApplicationLifecycle), instance, file.Reference, cancellation);
        }
    }
}
