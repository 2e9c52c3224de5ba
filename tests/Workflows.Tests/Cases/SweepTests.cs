using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class SweepTests(RunningApp running) : IClassFixture<RunningApp>
{
    // Notes younger than a minute are left alone, and the sweep comes every two minutes.
    private static readonly TimeSpan s_swept = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PendingCases Pending => running.App.Services.GetRequiredService<PendingCases>();

    [Fact]
    public async Task A_submission_whose_announcement_was_lost_is_taken_up_by_the_sweep()
    {
        await using Dossier dossier = await Dossier.DraftAsync(running.App);
        await running.App.SettleAsync();
        await WriteUnannouncedAsync(dossier, Dossier.Applicant, Applications.Submit);
        await running.App.SettleAsync();
        Assert.Equal(CaseState.Submitted, await dossier.StateAsync());

        await running.App.LetPassAsync(s_swept);

        Assert.Equal(CaseState.DocumentCheck, await dossier.StateAsync());
        Assert.Single(await dossier.MailAsync());
        Assert.Null(await Pending.FindAsync(dossier.Reference, Cancellation));
    }

    [Fact]
    public async Task An_answer_whose_announcement_was_lost_is_taken_up_by_the_sweep()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await WriteUnannouncedAsync(dossier, People.Officer, People.Verdicts());
        await running.App.SettleAsync();
        Assert.Equal(CaseState.DocumentCheck, await dossier.StateAsync());

        await running.App.LetPassAsync(s_swept);

        Assert.Equal(CaseState.Committee, await dossier.StateAsync());
        Assert.Null(await Pending.FindAsync(dossier.Reference, Cancellation));
    }

    [Fact]
    public async Task An_answer_that_was_neither_noted_nor_announced_is_found_within_a_day()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.WriteUnheardAsync(People.Officer, People.Verdicts());

        await running.App.LetPassAsync(TimeSpan.FromDays(1));

        Assert.Equal(CaseState.Committee, await dossier.StateAsync());
    }

    [Fact]
    public async Task A_note_whose_change_was_never_written_stays_for_a_while_and_is_struck_out_later()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        CaseFile file = await dossier.FileAsync();
        await Pending.NoteAsync(new Nudge(dossier.Reference, RequestKey.AwaitedBy(file), file.Sequence), Cancellation);

        await running.App.LetPassAsync(s_swept);
        Assert.NotNull(await Pending.FindAsync(dossier.Reference, Cancellation));
        await running.App.LetPassAsync(TimeSpan.FromMinutes(16));

        Assert.Null(await Pending.FindAsync(dossier.Reference, Cancellation));
        Assert.Equal(file.Sequence, (await dossier.FileAsync()).Sequence);
    }

    [Fact]
    public async Task A_note_of_a_case_that_was_never_begun_is_struck_out_later()
    {
        await using Dossier known = await Dossier.DraftAsync(running.App);
        string reference = known.Reference[..^6] + "ZZZZZZ";
        await Pending.NoteAsync(new Nudge(reference, Awaited: null, After: 0), Cancellation);

        await running.App.LetPassAsync(TimeSpan.FromMinutes(20));

        Assert.Null(await Pending.FindAsync(reference, Cancellation));
    }

    [Fact]
    public async Task Funds_that_a_lost_orchestration_did_not_give_back_are_given_back_although_the_case_has_ended()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "04");
        await dossier.ReachAsync(CaseState.ConventionToSign);
        await dossier.LoseAsync();
        await WriteUnannouncedAsync(dossier, Dossier.Applicant, (file, _) => Applications.Withdraw(file));
        await dossier.WriteUnheardAsync(Actor.Procedure, (file, _) => Outcome.Record(new LetterSent(Assert.Single(file.LettersToSend).MailId)));

        await running.App.LetPassAsync(s_swept);

        Assert.Single(await dossier.FactsAsync<FundsReleased>());
        Assert.Equal(Money.Zero, (await running.App.EnvelopeAsync("04")).Reserved);
    }

    [Fact]
    public async Task A_message_that_comes_twice_or_late_changes_nothing()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.ReachAsync(CaseState.ConventionToSign);
        int lines = (await dossier.FileAsync()).Sequence;

        await Pending.AnnounceAsync(new Nudge(dossier.Reference, new RequestKey(Ask.Verdicts), After: 10), Cancellation);
        await Pending.AnnounceAsync(new Nudge(dossier.Reference, new RequestKey(Ask.Signature), After: 10), Cancellation);
        await Pending.AnnounceAsync(new Nudge(dossier.Reference, new RequestKey(Ask.Signature), After: 10), Cancellation);
        await running.App.SettleAsync();

        Assert.Equal(lines, (await dossier.FileAsync()).Sequence);
        Assert.False((await dossier.LifecycleAsync())!.IsCompleted);
    }

    /// <summary>The app dies after it wrote the log and before it said so.</summary>
    private async Task WriteUnannouncedAsync(Dossier dossier, Actor actor, Func<CaseFile, Circumstances, Outcome> rule)
    {
        CaseFile before = await dossier.FileAsync();
        await Pending.NoteAsync(new Nudge(dossier.Reference, RequestKey.AwaitedBy(before), before.Sequence), Cancellation);
        await dossier.WriteUnheardAsync(actor, rule);
    }
}
