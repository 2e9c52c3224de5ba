using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Local.Clock;
using Tasdir.Local.Demo;
using Tasdir.TestKit;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Tests.Committees;

/// <summary>A vote link opens only if this installation sealed it, and only for its session's time.</summary>
public sealed class VoteLinkTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string Seat = "chamber";

    [Theory]
    [InlineData("none")]
    [InlineData("empty")]
    [InlineData("made up")]
    [InlineData("not base64")]
    [InlineData("cut short")]
    [InlineData("one letter changed")]
    [InlineData("something added")]
    public async Task A_forged_or_altered_link_leads_nowhere(string how)
    {
        Journey journey = await StandingAsync(CaseState.Committee);
        string real = await journey.BallotAsync(Seat);
        string? forged = how switch
        {
            "none" => null,
            "empty" => "",
            "made up" => "CfDJ8" + new string('A', 120),
            "not base64" => $"{journey.Reference}|1|{Seat}|9999999999",
            "cut short" => real[..^4],
            "one letter changed" => real[..60] + (real[60] == 'A' ? 'B' : 'A') + real[61..],
            _ => real + "AAAA",
        };

        await journey.AddsNothingAsync(async () =>
        {
            await OpenAsync(App, forged).RefusesAsPageAsync(HttpStatusCode.NotFound, "link_invalid");
            await journey.VoteAsync(forged ?? "", "approve").RefusesAsPageAsync(HttpStatusCode.NotFound, "link_invalid");
        });
    }

    [Fact]
    public async Task A_link_of_another_installation_leads_nowhere()
    {
        await using TestApp other = await TestApp.StartAsync(await Shared.StorageAsync());
        Journey journey = await StandingAsync(CaseState.Committee);

        await OpenAsync(other, await journey.BallotAsync(Seat)).RefusesAsPageAsync(HttpStatusCode.NotFound, "link_invalid");
    }

    // Nothing carries this app's cases on, so the session stays as it is when its time is over.
    [Fact]
    public async Task Votes_are_taken_to_the_end_of_the_last_day_whether_the_session_is_closed_by_then_or_not()
    {
        await using TestApp still = await TestApp.StartAsync(
            await Shared.StorageAsync(), settings: ["--AzureWebJobs.TakeUpCase.Disabled", "true", "--AzureWebJobs.SweepPending.Disabled", "true"]);
        Journey journey = await InSessionAsync(still);
        string ballot = await journey.BallotAsync(Seat);
        string inTime = await journey.BallotAsync("exporters");
        string longer = await journey.BallotAsync(Seat, extraDays: 30);
        MovableClock clock = (MovableClock)still.Services.GetRequiredService<TimeProvider>();
        DateTimeOffset end = WorkingCalendar.Default.EndOfDay((await SessionAsync(journey)).DueOn);

        clock.MoveTo(end.AddMinutes(-10));
        await journey.VoteAsync(inTime, "approve").RecordsAsync();
        clock.MoveTo(end);

        await journey.AddsNothingAsync(async () =>
        {
            await OpenAsync(still, ballot).RefusesAsPageAsync(HttpStatusCode.Gone, "link_expired");
            await journey.VoteAsync(ballot, "approve").RefusesAsPageAsync(HttpStatusCode.Gone, "link_expired");
            await OpenAsync(still, longer).RefusesAsPageAsync(HttpStatusCode.Conflict, "vote_closed");
            await journey.VoteAsync(longer, "approve").RefusesAsPageAsync(HttpStatusCode.Conflict, "vote_closed");
        });
    }

    [Fact]
    public async Task When_the_session_was_extended_the_former_links_vote_and_change_votes_too_and_when_it_is_over_none_does()
    {
        await using TestApp moving = await TestApp.StartAsync(await Shared.StorageAsync());
        Journey journey = await Journey.ToAsync(moving, CaseState.Committee);
        string first = await journey.BallotAsync(Seat);
        string longer = await journey.BallotAsync("delegation", extraDays: 60);
        await journey.VoteAsync(first, "approve").RecordsAsync();

        await PassAsync(moving, journey);
        await journey.VoteAsync(first, "reject", reason: "Trop cher.").RecordsAsync();
        await journey.VoteAsync(await journey.BallotAsync("exporters"), "approve").RecordsAsync();
        Assert.Equal(VoteChoice.Reject, (await SessionAsync(journey)).VoteOf(Seat)!.Choice);
        await PassAsync(moving, journey);

        Assert.Contains(await journey.FactsAsync(), fact => fact is ReferredToNational);
        await journey.AddsNothingAsync(async () =>
        {
            await OpenAsync(moving, first).RefusesAsPageAsync(HttpStatusCode.Gone, "link_expired");
            await journey.VoteAsync(first, "approve").RefusesAsPageAsync(HttpStatusCode.Gone, "link_expired");
            await OpenAsync(moving, longer).RefusesAsPageAsync(HttpStatusCode.Conflict, "vote_closed");
            await journey.VoteAsync(longer, "approve").RefusesAsPageAsync(HttpStatusCode.Conflict, "vote_closed");
        });
    }

    private static Task<HttpResponseMessage> OpenAsync(TestApp app, string? ballot) =>
        app.Http.GetAsync("/vote" + (ballot is null ? "" : $"?ballot={Uri.EscapeDataString(ballot)}"), TestContext.Current.CancellationToken);

    // Lets the days of the present session pass, and what follows from it happen.
    private static async Task PassAsync(TestApp app, Journey journey)
    {
        DateTimeOffset end = WorkingCalendar.Default.EndOfDay((await SessionAsync(journey)).DueOn);
        double days = (end - await app.World.NowAsync(TestContext.Current.CancellationToken)).TotalDays;
        await app.World.LetPassAsync((int)Math.Ceiling(days), TestContext.Current.CancellationToken);
    }

    private static async Task<Session> SessionAsync(Journey journey) => (await journey.FileAsync()).Sessions[^1];

    private static async Task<Journey> InSessionAsync(TestApp app)
    {
        Journey journey = await Journey.ToAsync(app, CaseState.Draft);
        foreach (SampleFile sample in SampleFiles.Application.Where(sample => sample.Kind != "commitment-letter"))
        {
            await journey.BringAsync(sample.Kind);
        }

        // Nor does anything check its documents.
        await RecordAsync((file, _) => Outcome.Record([.. file.Documents.Select(document => new DocumentChecked(document.Id, Checks.Passed))]));
        await journey.SayAsync(journey.Applicant, "submission");
        await RecordAsync((_, _) => Outcome.Record(new CheckOpened()));
        await journey.JudgeAsync();
        await RecordAsync((file, now) => DocumentCheck.Conclude(file, now.Rules));
        await RecordAsync(Reviews.Open);
        return journey;

        Task<CaseFile> RecordAsync(Func<CaseFile, Circumstances, Outcome> rule) => app.Services.GetRequiredService<Procedure>()
            .RecordAsync("Test", new CaseStep(journey.Reference, Guid.NewGuid()), rule, TestContext.Current.CancellationToken);
    }
}
