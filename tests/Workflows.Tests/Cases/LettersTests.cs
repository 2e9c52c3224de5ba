using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Local.Demo;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class LettersTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task A_submitted_case_gets_its_receipt_with_its_reference_and_the_legal_due_date()
    {
        DateOnly today = running.App.Today();

        await using Dossier dossier = await Dossier.SubmitAsync(running.App);

        DateOnly due = WorkingCalendar.Default.Deadline(today, 60);
        Assert.Equal(due, (await dossier.FileAsync()).LegalDueOn);
        ArrivedMail receipt = Assert.Single(await dossier.MailAsync());
        Assert.Equal(Dossier.Email, receipt.To);
        Assert.Contains(dossier.Reference, receipt.Text, StringComparison.Ordinal);
        Assert.Contains(Formats.Date(due, "fr"), receipt.Text, StringComparison.Ordinal);
        Assert.Contains(Formats.Date(due, "ar"), receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_gets_no_letter_and_no_orchestration_even_when_it_is_withdrawn()
    {
        await using Dossier dossier = await Dossier.DraftAsync(running.App);

        await dossier.WithdrawAsync();

        Assert.Empty(await dossier.FactsAsync<LetterRecorded>());
        Assert.Empty(await dossier.OrchestrationsAsync());
    }

    [Fact]
    public async Task A_letter_is_recorded_with_its_fact_handed_over_once_and_marked_as_sent_once()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.ReachAsync(CaseState.Closed);

        IReadOnlyList<LogEntry> log = await dossier.LogAsync();
        LogEntry[] recorded = [.. log.Where(entry => entry.Event is LetterRecorded)];
        Assert.All(recorded, entry => Assert.Equal(log[((LetterRecorded)entry.Event).Sequence - 1].Cause, entry.Cause));
        Assert.Equal(
            [
                LetterKind.ApplicationReceived, LetterKind.DeclaredAdmissible, .. Enumerable.Repeat(LetterKind.VoteInvitation, 5),
                LetterKind.SupportGranted, LetterKind.ConventionToSign, LetterKind.ProofRequested, LetterKind.TranchePaid,
                LetterKind.ProofRequested, LetterKind.TranchePaid, LetterKind.CaseClosed,
            ],
            recorded.Select(entry => ((LetterRecorded)entry.Event).Letter));
        string[] ids = [.. recorded.Select(entry => ((LetterRecorded)entry.Event).MailId)];
        Assert.Equal(ids.Order(), log.Select(entry => entry.Event).OfType<LetterSent>().Select(sent => sent.MailId).Order());
        IReadOnlyList<ArrivedMail> arrived = await dossier.MailAsync();
        Assert.Equal(ids.Order(), arrived.Select(mail => mail.MailId).Order());
        Assert.All(arrived, mail => Assert.Equal(1, mail.Deliveries));
    }
}
