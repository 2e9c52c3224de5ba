using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Local.Demo;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Documents;

public sealed class DocumentReviewTests(RunningApp running) : IClassFixture<RunningApp>
{
    private static readonly WorkingCalendar s_calendar = WorkingCalendar.Default;

    [Fact]
    public async Task A_file_whose_documents_are_all_accepted_is_admissible_and_goes_to_the_committee()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);

        await dossier.JudgeAsync();

        Assert.Single(await dossier.FactsAsync<DeclaredAdmissible>());
        Assert.Equal(CaseState.Committee, await dossier.StateAsync());
    }

    [Fact]
    public async Task A_refused_document_waits_for_the_officer_to_ask_for_the_complement()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);

        await dossier.JudgeAsync(refused: "rib-certificate");

        Assert.Equal(CaseState.DocumentCheck, await dossier.StateAsync());
        Assert.Empty(await dossier.FactsAsync<DeclaredInadmissible>());
    }

    [Fact]
    public async Task A_complement_is_reminded_of_on_the_days_of_the_programme_when_offices_open_and_its_answer_takes_the_check_up_again()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.AskToCompleteAsync();
        DateOnly due = (await dossier.FileAsync()).Complement!.DueOn;

        await running.App.LetPassAsync(due.AddDays(-1));

        DateTimeOffset[] reminded = [.. (await dossier.LogAsync()).Where(entry => entry.Event is RequestReminded).Select(entry => entry.At)];
        Assert.Equal(
            [due.AddDays(-15), due.AddDays(-5), due.AddDays(-1)],
            reminded.Select(s_calendar.DateOf));
        Assert.All(reminded, at => Assert.InRange(at - s_calendar.At(s_calendar.DateOf(at), new TimeOnly(8, 30)), TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.Equal(3, (await dossier.LettersAsync(LetterKind.ComplementReminder)).Length);

        await dossier.CompleteAsync();
        await dossier.JudgeAsync();

        Assert.Equal(CaseState.Committee, await dossier.StateAsync());
    }

    [Fact]
    public async Task A_complement_that_does_not_do_ends_in_inadmissibility_with_the_reasons()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.AskToCompleteAsync();
        await dossier.CompleteAsync();

        await dossier.JudgeAsync(refused: "rib-certificate", reason: "La clé du RIB est fausse.");

        Assert.Equal(CaseState.Inadmissible, await dossier.StateAsync());
        DeclaredInadmissible decision = Assert.Single(await dossier.FactsAsync<DeclaredInadmissible>());
        Assert.Equal([new Fault("rib-certificate", "La clé du RIB est fausse.")], decision.Reasons);
        ArrivedMail letter = (await dossier.MailAsync())[^1];
        Assert.Contains("La clé du RIB est fausse.", letter.Text, StringComparison.Ordinal);
        Assert.True((await dossier.LifecycleAsync())!.IsCompleted);
    }

    [Fact]
    public async Task Without_an_answer_by_the_deadline_the_check_goes_on_with_what_is_there()
    {
        await using Dossier silent = await Dossier.SubmitAsync(running.App);
        await using Dossier forgetful = await Dossier.SubmitAsync(running.App);
        await silent.AskToCompleteAsync();
        await forgetful.AskToCompleteAsync();
        await forgetful.BringAsync("rib-certificate");
        CaseFile asked = await forgetful.FileAsync();

        await running.App.LetPassAsync(asked.Complement!.DueOn);

        Assert.Equal(CaseState.Inadmissible, await silent.StateAsync());
        RequestExpired expired = Assert.Single(await forgetful.FactsAsync<RequestExpired>());
        Assert.Equal(new RequestKey(Ask.Complement), expired.Request);
        CaseFile file = await forgetful.FileAsync();
        Assert.Equal(CaseState.DocumentCheck, file.State);
        // Sixty days and those of the pause, rounded once: the first due date may itself have been moved by a day off.
        int paused = asked.Complement.DueOn.DayNumber - s_calendar.DateOf(asked.Complement.RequestedAt).DayNumber;
        Assert.Equal(s_calendar.NextWorkingDay(s_calendar.DateOf(asked.SubmittedAt!.Value).AddDays(60 + paused)), file.LegalDueOn);

        await forgetful.JudgeAsync();
        Assert.Equal(CaseState.Committee, await forgetful.StateAsync());
    }

    [Fact]
    public async Task A_complement_asked_for_and_answered_before_the_procedure_looks_is_not_lost()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.WriteUnheardAsync(People.Officer, People.Verdicts(refused: "rib-certificate"));
        await dossier.WriteUnheardAsync(People.Officer, (file, now) => Complements.Request(file, note: null, items: null, now));
        await dossier.WriteUnheardAsync(Dossier.Applicant, (_, _) => Outcome.Record([.. People.Brought("rib-certificate", 99)]));
        await dossier.WriteUnheardAsync(Dossier.Applicant, People.Answer);
        Assert.Equal(2, (await dossier.FileAsync()).LettersToSend.Count);

        await running.App.LetPassAsync(TimeSpan.FromDays(1));
        await dossier.JudgeAsync();

        Assert.Equal(CaseState.Committee, await dossier.StateAsync());
        Assert.Single(await dossier.LettersAsync(LetterKind.ComplementRequested));
        Assert.Single(await dossier.LettersAsync(LetterKind.ComplementReceived));
        Assert.Empty((await dossier.FileAsync()).LettersToSend);
    }

    [Fact]
    public async Task An_officer_who_is_late_is_reminded_at_the_office_and_never_ends_the_case()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "03");
        DateOnly due = (await dossier.FileAsync()).LegalDueOn!.Value;

        await running.App.LetPassAsync(due.AddDays(2));

        Assert.Equal(CaseState.DocumentCheck, await dossier.StateAsync());
        ArrivedMail[] reminders = [.. (await dossier.MailAsync()).Where(mail => mail.To == "bureau-03@tasdir.example")];
        Assert.Equal(3, reminders.Length);
        Assert.Equal(
            [due.AddDays(-30), due.AddDays(-15), due.AddDays(-5)],
            (await dossier.LogAsync()).Where(entry => entry.Event is RequestReminded).Select(entry => s_calendar.DateOf(entry.At)));

        await dossier.JudgeAsync();
        Assert.Equal(CaseState.Committee, await dossier.StateAsync());
    }
}
