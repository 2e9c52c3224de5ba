using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Calendar;
using Tasdir.Local.Demo;
using Tasdir.Storage;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Committees;
using Tasdir.Workflows.Tests.Driver;
using Tasdir.Workflows.Tests.Mail.Paper;

namespace Tasdir.Workflows.Tests.Committees;

public sealed class CommitteeMeetingTests(RunningApp running) : IClassFixture<RunningApp>
{
    private static readonly string[] s_seats = People.Regional;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_meeting_ranks_its_cases_within_the_region_s_funds_and_seals_its_minutes_in_each()
    {
        await running.App.LeaveInEnvelopeAsync("07", 200_000m); // enough for one
        await using Dossier first = await ReviewedAsync("07");
        await using Dossier best = await ReviewedAsync("07");
        await using Dossier refused = await ReviewedAsync("07");
        DateOnly today = running.App.Today();
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(today, 4);

        JsonNode convened = await ConveneAsync("07", on);
        await running.App.SettleAsync();

        Assert.Empty(convened["agenda"]!.AsArray());
        await ScoreAsync(first, 60);
        await ScoreAsync(best, 90);
        await first.VoteAsync(VoteChoice.Approve, s_seats);
        await best.VoteAsync(VoteChoice.Approve, s_seats);
        await refused.VoteAsync(VoteChoice.Reject, s_seats);
        Assert.All(await StatesAsync(first, best, refused), state => Assert.Equal(CaseState.Committee, state)); // all have voted, and the day is not over
        await running.App.LetPassAsync(on);

        Assert.Equal([CaseState.WaitingList, CaseState.ConventionToSign, CaseState.Rejected], await StatesAsync(first, best, refused));
        Assert.Equal((1, 2), ((await best.FactsAsync<SupportDecided>()).Single().Rank!.Value, (await first.FactsAsync<SupportDecided>()).Single().Rank!.Value));
        BinaryData minutes = (await running.App.Services.GetRequiredService<MeetingStore>().FindMinutesAsync(Keys.Meeting("07", on), Cancellation))!;
        string hash = Convert.ToHexStringLower(SHA256.HashData(minutes));
        foreach (Dossier one in (Dossier[])[first, best, refused])
        {
            Assert.Equal([new MinutesSealed(1, Keys.Meeting("07", on), hash)], await one.FactsAsync<MinutesSealed>());
        }

        await ReadMinutesAsync("07", on, minutes);
        string text = PaperText.Of(minutes.ToArray());
        Assert.Matches($@"convoqué le {French(today)}, s’est réuni\s+le\s+{French(on)} ;", text);
        Assert.DoesNotMatch(@"\d:\d\d", text);
    }

    [Fact]
    public async Task A_meeting_that_is_over_takes_no_more_cases_however_often_it_is_begun()
    {
        await using Dossier treated = await ReviewedAsync("01");
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 4);
        await ConveneAsync("01", on);
        await running.App.SettleAsync();
        await treated.VoteAsync(VoteChoice.Approve, s_seats);
        await running.App.LetPassAsync(on);
        await using Dossier later = await ReviewedAsync("01");

        // As after its history was purged.
        await running.App.DurableClient().ScheduleNewOrchestrationInstanceAsync(
            nameof(CommitteeMeeting), new MeetingToHold("01", on), new StartOrchestrationOptions("begun-again"), Cancellation);
        await running.App.SettleAsync();

        Assert.Equal(CaseState.Committee, await later.StateAsync());
        Assert.Empty(await later.FactsAsync<PlacedOnAgenda>());
        Assert.Single(await treated.FactsAsync<MinutesSealed>());
        Assert.Single(await treated.FactsAsync<SupportDecided>());
    }

    [Fact]
    public async Task Members_get_one_mail_for_all_cases_of_a_meeting_and_are_reminded_of_those_that_are_left()
    {
        await using Dossier one = await ReviewedAsync("06");
        await using Dossier other = await ReviewedAsync("06");
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 4);
        await ConveneAsync("06", on);
        await running.App.SettleAsync();

        ArrivedMail[] calls = [.. (await running.App.World.MailAsync(Keys.Meeting("06", on), Cancellation)).OrderBy(mail => mail.To, StringComparer.Ordinal)];
        Assert.Equal(5, calls.Length);
        await ReviewDueDatesAsync();
        Assert.Empty(await one.FactsAsync<DueDateMoved>()); // the day of the meeting is not ten working days away
        Assert.All(calls, mail => Assert.All((string[])[one.Reference, other.Reference, "/vote?ballot=", "/meeting?pass="], part => Assert.Contains(part, mail.Text, StringComparison.Ordinal)));

        await one.VoteAsync(VoteChoice.Approve, s_seats);
        await other.VoteAsync(VoteChoice.Approve, s_seats[0]);
        await running.App.LetPassAsync(WorkingCalendar.Default.SubtractWorkingDays(on, 2));
        ArrivedMail[] reminders = [.. (await running.App.World.MailAsync(Keys.Meeting("06", on), Cancellation)).Except(calls)];

        Assert.Equal(5, reminders.Length); // four who have not voted, and the chair, who hears that the quorum is not there
        Assert.All(reminders, mail => Assert.DoesNotContain(one.Reference, mail.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(await other.FactsAsync<LetterRecorded>(), letter => letter.Letter is LetterKind.VoteReminder or LetterKind.QuorumAtRisk);

        await running.App.LetPassAsync(on);
        Assert.Equal(1, (await other.FileAsync()).Sessions[^1].Extensions); // it goes on in writing
        Assert.Equal(5, (await one.FileAsync()).Sessions[^1].Voters.Count);
    }

    [Fact]
    public async Task Minutes_tell_who_voted_what_and_why_on_a_case_that_was_not_decided_too()
    {
        await using Dossier left = await ReviewedAsync("08");
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 4);
        await ConveneAsync("08", on);
        await running.App.SettleAsync();
        await left.VoteAsync(VoteChoice.Approve, s_seats[0], 40_000m);
        await left.VoteAsync(VoteChoice.Conflict, s_seats[1]);

        await running.App.LetPassAsync(on);

        Session session = (await left.FileAsync()).Sessions[^1];
        string text = PaperText.Of((await running.App.Services.GetRequiredService<MeetingStore>().FindMinutesAsync(Keys.Meeting("08", on), Cancellation))!.ToArray());
        Assert.Null(session.Decision);
        Assert.Contains($"1. Dossier {left.Reference}", text, StringComparison.Ordinal);
        Assert.Contains("40 000,00 DH", text, StringComparison.Ordinal);
        Assert.Contains($"Devis trop élevé ({s_seats[0]})", text, StringComparison.Ordinal);
        Assert.Contains("•" + session.MemberOf(s_seats[1])!.Name!.Fr, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_voted_on_every_case_is_called_nevertheless_but_not_to_a_case_of_their_own_interest()
    {
        await using Dossier one = await ReviewedAsync("02");
        await using Dossier other = await ReviewedAsync("02");
        await one.VoteAsync(VoteChoice.Approve, s_seats[1], s_seats[2]);
        await other.VoteAsync(VoteChoice.Approve, s_seats[1]);
        await other.VoteAsync(VoteChoice.Conflict, s_seats[2]); // as has the alternate, so that nobody is left
        string all = (await one.FileAsync()).Sessions[^1].MemberOf(s_seats[1])!.Mailbox!;
        string partly = (await one.FileAsync()).Sessions[^1].MemberOf(s_seats[2])!.Mailbox!;
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 4);

        await ConveneAsync("02", on);
        await running.App.SettleAsync();

        IReadOnlyList<ArrivedMail> calls = await running.App.World.MailAsync(Keys.Meeting("02", on), Cancellation);
        ArrivedMail call = Assert.Single(calls, mail => mail.To == all);
        Assert.All((string[])[one.Reference, other.Reference, "/meeting?pass="], part => Assert.Contains(part, call.Text, StringComparison.Ordinal));
        ArrivedMail left = Assert.Single(calls, mail => mail.To == partly);
        Assert.Contains(one.Reference, left.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Reference, left.Text, StringComparison.Ordinal);

        await running.App.LetPassAsync(WorkingCalendar.Default.SubtractWorkingDays(on, 2));
        Assert.Single(await running.App.World.MailAsync(Keys.Meeting("02", on), Cancellation), mail => mail.To == all); // there is nothing to remind of
    }

    [Fact]
    public async Task A_call_that_bounces_calls_the_alternate_to_every_case_with_one_mail_and_tells_the_secretary()
    {
        await using Dossier one = await ReviewedAsync("04");
        await using Dossier other = await ReviewedAsync("04");
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 4);
        await ConveneAsync("04", on);
        await running.App.SettleAsync();
        await one.VoteAsync(VoteChoice.Approve, "chamber"); // stays, for it was cast
        const string Lost = "comite-04-ccis@tasdir.example";
        const string Alternate = "comite-04-ccis-suppleant@tasdir.example";

        await BounceAsync(Keys.Meeting("04", on), Lost);
        await BounceAsync(Keys.Meeting("04", on), Lost);
        await running.App.SettleAsync();

        Assert.Equal((Lost, Alternate), ((await one.FileAsync()).Sessions[^1].MemberOf("chamber")!.Mailbox, (await other.FileAsync()).Sessions[^1].MemberOf("chamber")!.Mailbox));
        ArrivedMail call = Assert.Single(await running.App.World.MailAsync(Keys.Meeting("04", on), Cancellation), mail => mail.To == Alternate);
        Assert.Contains(other.Reference, call.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(one.Reference, call.Text, StringComparison.Ordinal);
        Assert.Single(await other.LettersAsync(LetterKind.VoteInvitation), letter => letter.Seat == "chamber"); // that of the opening
        using HttpClient secretary = running.App.SignedIn("secretary-04");
        JsonNode waiting = (await secretary.GetFromJsonAsync<JsonNode>("/api/committee-mail", Cancellation))!;
        Assert.Equal("undelivered", (string)Assert.Single(waiting["items"]!.AsArray())!["why"]!);
    }

    [Fact]
    public async Task An_answer_to_the_call_is_no_vote_and_its_sender_is_told_once_a_day_where_to_vote()
    {
        await using Dossier one = await ReviewedAsync("03");
        await using Dossier other = await ReviewedAsync("03");
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 4);
        string meeting = Keys.Meeting("03", on);
        await ConveneAsync("03", on);
        await running.App.SettleAsync();
        await one.VoteAsync(VoteChoice.Approve, "chamber");
        const string Member = "comite-03-ccis@tasdir.example";

        await AnswerAsync(meeting, Member, "APPROUVE");
        await AnswerAsync(meeting, Member, "APPROUVE tout");
        await AnswerAsync(meeting, Member, "REJETTE", ("from", "autre@tasdir.example"));
        await AnswerAsync(meeting, Member, "Non remis.", ("from", "mailer-daemon@tasdir.example"));

        ArrivedMail told = Assert.Single(await running.App.World.MailAsync($"answer-{meeting}", Cancellation));
        Assert.Equal(Member, told.To);
        Assert.Contains("n’y vaut pas vote", told.Text, StringComparison.Ordinal);
        Assert.Contains(other.Reference, told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(one.Reference, told.Text, StringComparison.Ordinal);
        Assert.Empty((await other.FileAsync()).Sessions[^1].Voters);
        using HttpClient secretary = running.App.SignedIn("secretary-03");
        JsonNode waiting = (await secretary.GetFromJsonAsync<JsonNode>("/api/committee-mail", Cancellation))!;
        Assert.Equal(["addressForged", "bounced", "manyCases", "manyCases"], waiting["items"]!.AsArray().Select(mail => (string)mail!["why"]!).Order());
    }

    [Fact]
    public async Task A_secretary_convenes_once_in_time_and_where_there_is_something_to_decide()
    {
        DateOnly soon = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 1);
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 5);

        await RefusedAsync("05", soon, null, HttpStatusCode.UnprocessableEntity, "meeting_date");
        await RefusedAsync("05", on, null, HttpStatusCode.UnprocessableEntity, "meeting_empty");
        await using Dossier chosen = await ReviewedAsync("05");
        await using Dossier left = await ReviewedAsync("05");
        await RefusedAsync("05", on, "TSD-2026-05-00000", HttpStatusCode.UnprocessableEntity, "value_unknown");
        await ConveneAsync("05", on, chosen.Reference);
        await ConveneAsync("05", on, chosen.Reference);
        await RefusedAsync("05", on, null, HttpStatusCode.Conflict, "meeting_twice");
        await running.App.SettleAsync();

        Assert.Equal((on, null), ((await chosen.FileAsync()).DueOn!.Value, (await left.FileAsync()).Sessions[^1].Meeting));
    }

    [Fact]
    public async Task Cases_of_one_enterprise_in_one_meeting_stay_under_its_ceiling_together()
    {
        string ice = SampleFiles.NewIce();
        await using Dossier one = await ReviewedAsync("12", ice, cost: 375_000m);
        await using Dossier two = await ReviewedAsync("12", ice, cost: 375_000m);
        await using Dossier three = await ReviewedAsync("12", ice, cost: 250_000m);
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(running.App.Today(), 4);
        await ConveneAsync("12", on);
        await running.App.SettleAsync();
        foreach (Dossier dossier in (Dossier[])[one, two, three])
        {
            await dossier.VoteAsync(VoteChoice.Approve, s_seats);
        }

        await running.App.LetPassAsync(on);

        SupportDecided[] decided = [.. await one.FactsAsync<SupportDecided>(), .. await two.FactsAsync<SupportDecided>(), .. await three.FactsAsync<SupportDecided>()];
        Assert.Equal(3, decided.Length);
        Assert.Equal(Money.FromMad(600_000), decided.Aggregate(Money.Zero, (sum, decision) => sum + (decision.Amount ?? Money.Zero)));
    }

    // As its timer does every morning.
    private async Task ReviewDueDatesAsync()
    {
        ReviewDueDates timer = ActivatorUtilities.CreateInstance<ReviewDueDates>(running.App.Services);
        await timer.Run(new TimerInfo(), running.App.DurableClient(), Cancellation);
        await running.App.SettleAsync();
    }

    private async Task<Dossier> ReviewedAsync(string region, string? ice = null, decimal cost = 180_000m)
    {
        Dossier dossier = await Dossier.SubmitAsync(running.App, region, cost, ice: ice);
        await dossier.JudgeAsync();
        return dossier;
    }

    private async Task ReadMinutesAsync(string region, DateOnly on, BinaryData minutes)
    {
        using HttpResponseMessage answer = await running.App.SignedIn($"secretary-{region}").GetAsync($"/api/meetings/{on:yyyy-MM-dd}/minutes", Cancellation);

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(minutes.ToArray(), await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    // As the mail service reports it; the local mailbox signs for it.
    private Task BounceAsync(string meeting, string to) =>
        OnMailAsync(meeting, to, "event", [("event", "bounce"), ("eventId", Guid.NewGuid().ToString("N")), ("reason", "550 5.1.1")]);

    private Task AnswerAsync(string meeting, string to, string text, params (string Name, string Value)[] also) =>
        OnMailAsync(meeting, to, "answer", [("text", text), .. also]);

    private async Task OnMailAsync(string meeting, string to, string what, (string Name, string Value)[] fields)
    {
        JsonNode mail = (await running.App.Http.GetFromJsonAsync<JsonNode>("/local/mailbox/messages", Cancellation))!.AsArray()
            .Last(mail => (string)mail!["to"]! == to && ((string?)mail["customArgs"]?["mailId"])?.StartsWith(meeting, StringComparison.Ordinal) == true)!;
        using FormUrlEncodedContent form = new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        (await running.App.Http.PostAsync($"/local/mailbox/{mail["id"]}/{what}", form, Cancellation)).EnsureSuccessStatusCode();
        await running.App.SettleAsync();
    }

    private async Task<JsonNode> ConveneAsync(string region, DateOnly on, params string[] references)
    {
        using HttpResponseMessage answer = await PutAsync(region, on, references);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
    }

    private async Task RefusedAsync(string region, DateOnly on, string? reference, HttpStatusCode status, string code)
    {
        using HttpResponseMessage answer = await PutAsync(region, on, reference is null ? [] : [reference]);
        Assert.Equal((status, code), (answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["code"]));
    }

    private Task<HttpResponseMessage> PutAsync(string region, DateOnly on, string[] references) => running.App.SignedIn($"secretary-{region}").PutAsJsonAsync(
        string.Create(CultureInfo.InvariantCulture, $"/api/meetings/{on:yyyy-MM-dd}"), new { references }, Cancellation);

    private static string French(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("fr")).Replace(" ", @"\s+", StringComparison.Ordinal);

    private static async Task ScoreAsync(Dossier dossier, int total)
    {
        foreach (string seat in s_seats)
        {
            await dossier.ChangeAsync(new Actor(seat, Role.Member), (file, now) => Sitting.Score(file, new ScoresGiven(1, seat, Spread(total, file, now)), by: null, now));
        }
    }

    private static CriterionScore[] Spread(int total, CaseFile file, Circumstances now) =>
    [
        .. now.Rules.Scheme(file.Form.Scheme!).Scoring.Criteria.Select(criterion => new CriterionScore(criterion.Code, criterion.Weight * total / 100)),
    ];

    private static async Task<CaseState[]> StatesAsync(params Dossier[] dossiers)
    {
        List<CaseState> states = [];
        foreach (Dossier dossier in dossiers)
        {
            states.Add(await dossier.StateAsync());
        }

        return [.. states];
    }
}
