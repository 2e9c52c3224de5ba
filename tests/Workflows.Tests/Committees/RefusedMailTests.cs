using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Storage;
using Tasdir.TestKit;
using Tasdir.Workflows.Committees;
using Tasdir.Workflows.Tests.Driver;
using Tasdir.Workflows.Tests.Mail;

namespace Tasdir.Workflows.Tests.Committees;

/// <summary>An address to which the mail service takes no mail: the others are written to, the alternate is called, and people hear of it.</summary>
public sealed class RefusedMailTests(EmulatedStorage storage) : IAsyncLifetime
{
    private const string Seat = "chamber";
    private const string Member = "comite-04-ccis@tasdir.example";
    private const string Alternate = "comite-04-ccis-suppleant@tasdir.example";

    private readonly FakeMailService _mail = new();
    private TestApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _mail.StartAsync(Cancellation);
        _app = await RunningApp.StartAsync(
            storage, "--Mail:Host", _mail.Address, "--Mail:AllowedRecipients:0", "@tasdir.example", "--Mail:AllowedRecipients:1", Dossier.Email);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task A_call_to_a_meeting_that_is_refused_calls_the_alternate_and_keeps_nobody_else_waiting()
    {
        await using Dossier dossier = await ReviewedAsync();
        _mail.Refused.Add(Member);

        string meeting = await ConveneAsync(days: 4);

        Assert.Equal((Alternate, 5), ((await dossier.FileAsync()).Sessions[^1].MemberOf(Seat)!.Mailbox, ReceivedBy(meeting).Count));
        Assert.Contains(Alternate, ReceivedBy(meeting));
        Assert.Equal(5, ReceivedBy(meeting).Distinct().Count()); // one mail each
        JsonNode waiting = Assert.Single(await WaitingAsync());
        Assert.Equal(("undelivered", Seat, Member), ((string)waiting["why"]!, (string)waiting["seat"]!, (string)waiting["from"]!));
    }

    [Fact]
    public async Task A_meeting_goes_on_when_nobody_of_a_seat_can_be_written_to()
    {
        await using Dossier dossier = await ReviewedAsync();
        _mail.Refused.UnionWith([Member, Alternate]);
        string meeting = await ConveneAsync(days: 4);
        await dossier.VoteAsync(VoteChoice.Approve, [.. People.Regional.Where(seat => seat != Seat)]);

        await _app.LetPassAsync(WorkingCalendar.Default.AddWorkingDays(_app.Today(), 4));

        Assert.Equal(4, ReceivedBy(meeting).Distinct().Count());
        Assert.Equal(CaseState.ConventionToSign, await dossier.StateAsync());
        Assert.Contains(await WaitingAsync(), mail => (string?)mail["from"] == Alternate);
    }

    [Fact]
    public async Task An_answer_to_who_answered_the_call_ends_if_it_is_refused()
    {
        await using Dossier dossier = await ReviewedAsync();
        await ConveneAsync(days: 4);
        _mail.Refused.Add(Member);
        AnsweredAgenda answered = new(new MeetingToHold("04", WorkingCalendar.Default.AddWorkingDays(_app.Today(), 4)), Member, _app.Today());

        string instance = await _app.DurableClient().ScheduleNewOrchestrationInstanceAsync(nameof(AgendaAnswer), answered, cancellation: Cancellation);
        await _app.SettleAsync();

        OrchestrationMetadata ended = (await _app.DurableClient().GetInstanceAsync(instance, Cancellation))!;
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
    }

    [Fact]
    public async Task A_letter_to_a_member_that_is_refused_calls_the_alternate_and_is_told_to_secretary_and_officer()
    {
        _mail.Refused.Add(Member);

        await using Dossier dossier = await ReviewedAsync();

        Assert.Equal(Alternate, (await dossier.FileAsync()).Sessions[^1].MemberOf(Seat)!.Mailbox);
        Assert.Contains(Alternate, ReceivedBy(dossier.Reference));
        Assert.Empty((await dossier.FileAsync()).LettersToSend);
        JsonNode waiting = Assert.Single(await WaitingAsync());
        Assert.Equal(("undelivered", dossier.Reference, Member), ((string)waiting["why"]!, (string)waiting["reference"]!, (string)waiting["from"]!));
        using HttpClient officer = _app.SignedIn("officer-04");
        JsonNode mails = (await officer.GetFromJsonAsync<JsonNode>($"/api/applications/{dossier.Reference}/mails", Cancellation))!;
        JsonNode lost = Assert.Single(mails["items"]!.AsArray(), mail => mail!["undelivered"] is not null)!;
        Assert.Equal(("voteInvitation", Seat, "refused"), ((string)lost["letter"]!, (string)lost["seat"]!, (string)lost["undelivered"]!));
    }

    private IReadOnlyList<string> ReceivedBy(string meeting) =>
    [
        .. from received in _mail.Received
           where received.Mail.GetProperty("custom_args").GetProperty("mailId").GetString()!.StartsWith(meeting, StringComparison.Ordinal)
           select received.Mail.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString()!,
    ];

    private async Task<Dossier> ReviewedAsync()
    {
        Dossier dossier = await Dossier.SubmitAsync(_app, "04");
        await dossier.JudgeAsync();
        return dossier;
    }

    private async Task<string> ConveneAsync(int days)
    {
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(_app.Today(), days);
        using HttpClient secretary = _app.SignedIn("secretary-04");
        using HttpResponseMessage answer = await secretary.PutAsJsonAsync(
            string.Create(CultureInfo.InvariantCulture, $"/api/meetings/{on:yyyy-MM-dd}"), new { references = Array.Empty<string>() }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await _app.SettleAsync();
        return Keys.Meeting("04", on);
    }

    private async Task<IReadOnlyList<JsonNode>> WaitingAsync()
    {
        using HttpClient secretary = _app.SignedIn("secretary-04");
        return [.. (await secretary.GetFromJsonAsync<JsonNode>("/api/committee-mail", Cancellation))!["items"]!.AsArray().Select(mail => mail!)];
    }
}
