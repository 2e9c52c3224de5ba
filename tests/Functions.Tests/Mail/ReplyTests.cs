using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Tests.Pages;
using Tasdir.Local.Demo;
using Tasdir.Mail.Replies;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Mail;

/// <summary>Members vote by answering the mail; what is not theirs, or not understood, waits for the secretary.</summary>
public sealed class ReplyTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string Seat = "chamber";
    private const string Invitation = "votre vote est attendu";
    private const string Receipt = "votre réponse par courriel";
    private const string NotUnderstood = "n'a pas été comprise";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_is_posted_by_the_hundred_is_one_vote_with_one_receipt()
    {
        (Journey journey, Letterbox letter) = await InvitedAsync();

        // Inbound Parse posts again whatever it did not see answered, and so may anybody who has its secret.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            letter.AnswerAsync("APPROUVE 40 000 DH : le stand est trop cher\n\nEnvoyé de mon iPhone", ("messageId", $"{journey.Reference}@phone.example"))));

        Letterbox receipt = await Letterbox.OfAsync(App, journey.Reference, Receipt, letter.To);
        await App.SettleAsync();
        VoteCast vote = Assert.Single((await journey.FactsAsync()).OfType<VoteCast>());
        Assert.Equal(new VoteCast(1, Seat, VoteChoice.Approve, Money.FromMad(40_000), "le stand est trop cher", VoteChannel.Mail), vote);
        Assert.Single((await journey.FactsAsync()).OfType<ReplyTaken>());
        Assert.Single(await Letterbox.AllAsync(App, journey.Reference), one => one.MailId == receipt.MailId || one.Text.Contains(Receipt, StringComparison.Ordinal));
        Assert.Contains("est enregistré", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("/vote?ballot=", receipt.Text, StringComparison.Ordinal);
        Assert.Empty(await WaitingAsync(journey.Reference));
    }

    [Fact]
    public async Task A_later_answer_to_the_receipt_corrects_the_vote_and_a_refused_one_is_told_why()
    {
        (Journey journey, Letterbox letter) = await InvitedAsync();
        await letter.AnswerAsync("موافق");
        Letterbox receipt = await Letterbox.OfAsync(App, journey.Reference, Receipt, letter.To);

        await receipt.AnswerAsync("REJETTE");
        await Letterbox.OfAsync(App, journey.Reference, "n'est pas enregistré", letter.To);
        await receipt.AnswerAsync("REJETTE : hors région");

        await World.UntilAsync("the correction", async () =>
            (await journey.FactsAsync()).OfType<VoteCast>().LastOrDefault() is { Choice: VoteChoice.Reject } vote ? vote : null, Cancellation);
        Assert.Equal(["reason_required"], (await journey.FactsAsync()).OfType<ReplyTaken>().Select(reply => reply.RefusedCode).OfType<string>());
    }

    [Fact]
    public async Task A_mail_that_came_before_the_member_voted_and_is_taken_up_afterwards_does_not_change_the_vote()
    {
        (Journey journey, Letterbox letter) = await InvitedAsync();
        DateTimeOffset before = await App.World.NowAsync(Cancellation);
        await journey.VoteAsync(await journey.BallotAsync(Seat), "approve").RecordsAsync();

        await letter.ReceiveAsync("REJETTE : trop vague", before, Cancellation);

        Letterbox receipt = await Letterbox.OfAsync(App, journey.Reference, Receipt, letter.To);
        Assert.Contains("c’est lui qui compte", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(VoteChoice.Approve, Assert.Single((await journey.FactsAsync()).OfType<VoteCast>()).Choice);
        Assert.Equal("vote_overtaken", Assert.Single((await journey.FactsAsync()).OfType<ReplyTaken>()).RefusedCode);
    }

    [Fact]
    public async Task What_is_not_understood_is_told_to_its_sender_and_waits_for_the_secretary_who_settles_it()
    {
        (Journey journey, Letterbox letter) = await InvitedAsync();
        await letter.AnswerAsync("Je n'approuve pas vraiment, à voir.");

        Letterbox told = await Letterbox.OfAsync(App, journey.Reference, NotUnderstood, letter.To);
        Assert.Contains("REJETTE : motif", told.Text, StringComparison.Ordinal);
        JsonNode waiting = await OneWaitingAsync(journey.Reference);
        Assert.Equal(("notUnderstood", letter.To), ((string)waiting["why"]!, ((string)waiting["from"]!).Trim('<', '>')));

        HttpClient secretary = App.SignedIn("secretary-10");
        string path = $"/api/committee-mail/{waiting["id"]}";
        using HttpResponseMessage source = await secretary.GetAsync($"{path}/source", Cancellation);
        Assert.Equal(("message/rfc822", "attachment", "nosniff"), (source.Content.Headers.ContentType!.MediaType, source.Content.Headers.ContentDisposition!.DispositionType, source.Headers.GetValues("X-Content-Type-Options").Single()));
        await secretary.SayAsync($"{path}/settlement", new { note = " " }).RefusesAsync(HttpStatusCode.UnprocessableEntity, "field_required", "note");
        await secretary.SayAsync($"{path}/settlement", new { note = "Appelé." }).DoneAsync();
        await secretary.SayAsync($"{path}/settlement", new { note = "Appelé." }).DoneAsync();
        await secretary.SayAsync($"{path}/settlement", new { note = "Autrement." }).RefusesAsync(HttpStatusCode.Conflict, "mail_settled");
        Assert.Empty(await WaitingAsync(journey.Reference));
        await App.SignedIn("secretary-04").GetAsync(path, Cancellation).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await App.SignedIn("officer-10").GetAsync(path, Cancellation).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
    }

    [Fact]
    public async Task A_secretary_settles_a_mail_on_its_page()
    {
        (Journey journey, Letterbox letter) = await InvitedAsync();
        await letter.AnswerAsync("<script>alert(1)</script> Peut-être");
        string id = (string)(await OneWaitingAsync(journey.Reference))["id"]!;
        Visitor secretary = new(App, "secretary-10");
        Assert.Contains($"/secretariat/mail/{id}", await secretary.OpenAsync("/secretariat?lang=ar"), StringComparison.Ordinal);
        string page = await secretary.OpenAsync($"/secretariat/mail/{id}");
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);

        using HttpResponseMessage refused = await secretary.SendAsync(page, "settlement", ("note", ""));
        using HttpResponseMessage settled = await secretary.SendAsync(page, "settlement", ("note", "Appelé."));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (refused.StatusCode, settled.StatusCode));
        Assert.Empty(await WaitingAsync(journey.Reference));
    }

    [Theory]
    [InlineData("from", "attacker@other.example", "otherSender")]
    [InlineData("spf", "softfail", "spfNotPassed")]
    [InlineData("dkim", "{@other.example : pass}", "dkimNotAligned")]
    public async Task A_forged_answer_is_neither_taken_nor_answered(string field, string value, string why)
    {
        (Journey journey, Letterbox letter) = await InvitedAsync();
        await App.SettleAsync();
        int before = (await Letterbox.AllAsync(App, journey.Reference)).Count;

        await letter.AnswerAsync("APPROUVE", (field, value));

        JsonNode waiting = await OneWaitingAsync(journey.Reference);
        Assert.Equal((why, "approve"), ((string)waiting["why"]!, (string)waiting["choice"]!));
        await App.SettleAsync();
        Assert.DoesNotContain(await journey.FactsAsync(), fact => fact is VoteCast or ReplyTaken);
        Assert.Equal(before, (await Letterbox.AllAsync(App, journey.Reference)).Count);
    }

    [Fact]
    public async Task A_letter_that_bounces_calls_the_alternate_and_tells_secretary_and_officer_however_often_it_is_reported()
    {
        (Journey journey, Letterbox letter) = await InvitedAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => letter.ReportAsync(i % 2 == 0 ? "bounce" : "dropped", $"{letter.MailId}-{i % 4}")));

        JsonNode waiting = await OneWaitingAsync(journey.Reference);
        Assert.Equal("undelivered", (string)waiting["why"]!);
        Letterbox alternate = await World.UntilAsync("the alternate's invitation", async () =>
            (await Letterbox.AllAsync(App, journey.Reference)).LastOrDefault(one => one.Text.Contains(Invitation, StringComparison.Ordinal) && one.MailId.EndsWith(Seat, StringComparison.Ordinal) && one.To != letter.To), Cancellation);
        await App.SettleAsync();
        Assert.Single((await journey.FactsAsync()).OfType<LetterUndelivered>());
        Assert.Equal(CallReason.Undeliverable, Assert.Single((await journey.FactsAsync()).OfType<MemberCalled>()).Why);

        JsonNode seen = await App.SignedIn("officer-10").GetAsync(journey.Path, Cancellation).DoneAsync();
        Assert.Equal(letter.MailId, (string)Assert.Single(seen["undeliveredLetters"]!.AsArray())!["mailId"]!);
        JsonNode mails = await App.SignedIn("officer-10").GetAsync(journey.Path + "/mails", Cancellation).DoneAsync();
        JsonNode lost = mails["items"]!.AsArray().Single(mail => (string)mail!["id"]! == letter.MailId)!;
        Assert.Equal(["bounce", "bounce", "dropped", "dropped"], lost["marks"]!.AsArray().Select(mark => (string)mark!["kind"]!).Order());
        await journey.Applicant.GetAsync(journey.Path + "/mails", Cancellation).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");

        await letter.AnswerAsync("APPROUVE");
        Letterbox told = await Letterbox.OfAsync(App, journey.Reference, Receipt, letter.To);
        Assert.Contains("une autre personne agit désormais", told.Text, StringComparison.Ordinal);
        await alternate.AnswerAsync("OUI");
        await World.UntilAsync("the alternate's vote", async () => (await journey.FactsAsync()).OfType<VoteCast>().SingleOrDefault(), Cancellation);
    }

    [Fact]
    public async Task A_bounce_that_comes_by_mail_waits_for_the_secretary_and_keeps_nobody_from_voting()
    {
        (Journey journey, Letterbox letter) = await InvitedAsync();

        await letter.AnswerAsync("Undelivered", ("from", "postmaster@other.example"), ("spf", "fail"), ("dkim", "none"));

        Assert.Equal("bounced", (string)(await OneWaitingAsync(journey.Reference))["why"]!);
        await App.SettleAsync();
        Assert.DoesNotContain(await journey.FactsAsync(), fact => fact is LetterUndelivered or MemberCalled);
        await letter.AnswerAsync("APPROUVE");
        await World.UntilAsync("the member's vote", async () => (await journey.FactsAsync()).OfType<VoteCast>().SingleOrDefault(), Cancellation);
    }

    [Theory]
    [InlineData("wrong-secret", "sendgrid", "only-for-this-machine")]
    [InlineData("only-for-this-machine", "sendgrid", "wrong")]
    [InlineData("only-for-this-machine", null, null)]
    public async Task Whoever_does_not_know_both_secrets_finds_nothing(string segment, string? user, string? password)
    {
        string? basic = user is null ? null : "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}"));

        await App.Http.TellAsync(HttpMethod.Post, $"/api/mail/replies/{segment}", new MultipartFormDataContent { { new StringContent("x"), "email" } }, ("Authorization", basic))
            .RefusesAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Events_that_are_not_signed_or_signed_long_ago_are_not_taken()
    {
        foreach ((string? signature, string? timestamp) in new[] { (null, null), ("MEUCIQ==", "1"), ("x", $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}") })
        {
            await App.Http.TellAsync(
                HttpMethod.Post, "/api/mail/events", new StringContent("[]"),
                ("X-Twilio-Email-Event-Webhook-Signature", signature), ("X-Twilio-Email-Event-Webhook-Timestamp", timestamp))
                .RefusesAsync(HttpStatusCode.Forbidden, "signature_invalid");
        }
    }

    [Fact]
    public async Task Mail_that_is_about_no_case_is_kept_for_the_national_secretary()
    {
        string id = Guid.NewGuid().ToString("N");
        ReplyOptions options = App.Services.GetRequiredService<IOptions<ReplyOptions>>().Value;
        string basic = "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{options.InboundUser}:{options.InboundPassword}"));
        MultipartFormDataContent form = new() { { new StringContent($"From: a@b.example\r\nMessage-ID: <{id}@x>\r\nSubject: {id}\r\n\r\nAPPROUVE"), "email" } };

        using HttpResponseMessage answer = await App.Http.TellAsync(HttpMethod.Post, $"/api/mail/replies/{options.InboundSecret}", form, ("Authorization", basic));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await World.UntilAsync("the mail in the queue", async () => (await ListAsync("secretary")).FirstOrDefault(mail => (string?)mail["subject"] == id), Cancellation);
    }

    private async Task<(Journey Journey, Letterbox Letter)> InvitedAsync()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string mailbox = (await journey.FileAsync()).Sessions[^1].MemberOf(Seat)!.Mailbox!;
        Letterbox letter = await Letterbox.OfAsync(App, journey.Reference, Invitation, mailbox);
        Assert.StartsWith("vote+tsd-", letter.ReplyTo, StringComparison.Ordinal);
        return (journey, letter);
    }

    private async Task<IReadOnlyList<JsonNode>> WaitingAsync(string reference) =>
        [.. (await ListAsync("secretary-10")).Where(mail => (string?)mail["reference"] == reference)];

    private Task<JsonNode> OneWaitingAsync(string reference) =>
        World.UntilAsync("the mail in the queue", async () => (await WaitingAsync(reference)).SingleOrDefault(), Cancellation);

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string secretary) =>
        [.. (await App.SignedIn(secretary).GetAsync("/api/committee-mail", Cancellation).DoneAsync())["items"]!.AsArray().Select(mail => mail!)];
}
