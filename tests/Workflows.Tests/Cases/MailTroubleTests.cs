using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;
using Tasdir.Workflows.Tests.Mail;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class MailTroubleTests(EmulatedStorage storage) : IAsyncLifetime
{
    private readonly FakeMailService _mail = new();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        await _mail.StartAsync(TestContext.Current.CancellationToken);
        _app = await RunningApp.StartAsync(
            storage, "--Mail:Host", _mail.Address, "--Mail:AllowedRecipients:0", "@tasdir.example", "--Mail:AllowedRecipients:1", Dossier.Email);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task A_letter_that_the_mail_service_refuses_is_recorded_as_refused_and_the_case_goes_on()
    {
        _mail.Status = 400;
        await using Dossier dossier = await Dossier.SubmitAsync(_app);
        _mail.Status = 202;

        await dossier.JudgeAsync();

        CaseFile file = await dossier.FileAsync();
        Assert.Equal(CaseState.Committee, file.State);
        CaseLetter lost = Assert.Single(file.Letters, letter => letter.Undelivered is not null);
        Assert.Equal((LetterKind.ApplicationReceived, Undelivered.Refused), (lost.Recorded.Letter, lost.Undelivered!.Value));
        Assert.Equal(400, Assert.Single(await dossier.FactsAsync<LetterRefused>()).Status);
        Assert.Empty(file.LettersToSend);
    }

    [Fact]
    public async Task An_appeal_that_comes_while_the_refusal_is_still_being_notified_is_not_lost()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(_app);
        await dossier.ReachAsync(CaseState.Committee);
        await dossier.VoteAsync(VoteChoice.Reject, People.Regional[..4]);
        _mail.Status = 503;
        await dossier.VoteAsync(VoteChoice.Reject, People.Regional[4]);
        await dossier.DoAsync(Dossier.Applicant, (file, now) => Reviews.Appeal(file, "Le devis a baissé.", now));
        await _app.LetPassAsync(TimeSpan.FromMinutes(30));
        Assert.False((await dossier.LifecycleAsync())!.IsCompleted);
        Assert.Equal(CaseState.Appeal, await dossier.StateAsync());

        _mail.Status = 202;
        await _app.LetPassAsync(TimeSpan.FromHours(2));

        Assert.Equal(CaseState.NationalCommittee, await dossier.StateAsync());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    public async Task A_mail_service_that_is_away_for_days_holds_the_case_and_no_letter_is_lost(int status)
    {
        await using Dossier dossier = await Dossier.SubmitAsync(_app);
        _mail.Status = status;
        await dossier.AskToCompleteAsync();
        await _app.LetPassAsync(TimeSpan.FromDays(2));
        await dossier.CompleteAsync();
        await dossier.JudgeAsync();
        Assert.Equal(CaseState.DocumentCheck, await dossier.StateAsync());
        Assert.Equal(2, (await dossier.FileAsync()).LettersToSend.Count);

        _mail.Status = 202;
        await _app.LetPassAsync(TimeSpan.FromHours(2));

        Assert.Equal(CaseState.Committee, await dossier.StateAsync());
        Assert.Empty((await dossier.FileAsync()).LettersToSend);
        string[] recorded = [.. (await dossier.FactsAsync<LetterRecorded>()).Select(letter => letter.MailId).Order()];
        Assert.Equal(recorded, ReceivedIds().Order());
    }

    [Fact]
    public async Task A_letter_to_an_address_off_the_allow_list_is_held_back_and_recorded_so()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(_app, email: "autre@cooperative.example");
        await dossier.JudgeAsync();

        LetterSent[] sent = await dossier.FactsAsync<LetterSent>();
        LetterRecorded[] held = [.. (await dossier.FactsAsync<LetterRecorded>()).Where(letter => letter.Seat is null)];
        Assert.Equal(held.Select(letter => letter.MailId).Order(), sent.Where(letter => letter.HeldBack).Select(letter => letter.MailId).Order());
        Assert.Equal(sent.Where(letter => !letter.HeldBack).Select(letter => letter.MailId).Order(), ReceivedIds().Order());
        Assert.Equal(5, ReceivedIds().Count());
    }

    private IEnumerable<string> ReceivedIds() =>
        _mail.Received.Select(received => received.Mail.GetProperty("custom_args").GetProperty("mailId").GetString()!);
}
