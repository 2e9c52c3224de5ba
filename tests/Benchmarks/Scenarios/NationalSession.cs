using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Local.Azurite;
using Tasdir.Local.Demo;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.TestKit;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>
/// The committees of the twelve regions meet on one day: every case by its own orchestration, every member's vote through the
/// log, the clock moved to the end of the day. Every case must end decided once, and no envelope overdrawn.
/// </summary>
internal static class NationalSession
{
    private const int Cases = 2_000;
    private const int AtOnce = 16;

    /// <summary>The scenario, with so many cases.</summary>
    public static Scenario Of(int? cases) => new(
        "session",
        $"12 regional committees of five members meet on one day over {cases ?? Cases:N0} cases, in moved time, each on a storage emulator of its own",
        [
            new("cases taken up by their orchestrations", "s", LessIsBetter: true),
            new("agendas drawn up, members called", "s", LessIsBetter: true),
            new("votes", "1/s"),
            new("decided, funds set aside, minutes sealed", "s", LessIsBetter: true),
            new("cases decided", "1/s"),
        ],
        run => MeasureAsync(run, cases ?? Cases),
        run => MeasureAsync(run, 24))
    { Runs = 1 };

    // The emulator looks through a whole table for each case, where a storage account goes to the case's partition: with a region
    // on an emulator of its own, what is measured is the app. The committees meet one after the other on the same moved day.
    private static async Task MeasureAsync(Run run, int count)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(WorkingCalendar.Default.DateOf(now), 8);
        string[] regions = [.. Programmes.Current(on).Regions.Select(region => region.Code)];
        Phases all = new();
        for (int i = 0; i < regions.Length; i++)
        {
            Phases one = await MeetAsync(run, regions[i], on, (count / regions.Length) + (i < count % regions.Length ? 1 : 0));
            run.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"    {regions[i]}: {one.Cases} cases taken up in {one.Opening:N1} s, called in {one.Calling:N1} s, {one.Votes / one.Voting:N0} votes/s, closed in {one.Closing:N1} s"));
            all += one;
        }

        run.Tell("cases taken up by their orchestrations", all.Opening);
        run.Tell("agendas drawn up, members called", all.Calling);
        run.Tell("votes", all.Votes / all.Voting);
        run.Tell("decided, funds set aside, minutes sealed", all.Closing);
        run.Tell("cases decided", all.Cases / all.Closing);
    }

    private static async Task<Phases> MeetAsync(Run run, string region, DateOnly on, int count)
    {
        await using StorageEmulator storage = await StorageEmulator.StartAsync(Path.Combine(run.Folder, region));
        await using TestApp app = await TestApp.StartAsync(
            storage, configure: null,
            "--AzureWebJobs.SendDigests.Disabled", "true", "--AzureWebJobs.ReviewDueDates.Disabled", "true",
            "--AzureWebJobs.ReviewRetention.Disabled", "true", "--AzureWebJobs.ReviewRenewals.Disabled", "true", "--AzureWebJobs.ReviewSeating.Disabled", "true");
        using HttpClient clock = new() { BaseAddress = app.Http.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        string[] cases = [];
        int votes = 0;
        double opening = await SecondsAsync(async () =>
        {
            cases = await OpenAsync(app, region, app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), count);
            await MoveAsync(clock, new { advance = TimeSpan.Zero });
        });
        double calling = await SecondsAsync(async () =>
        {
            await ConveneAsync(app, region, on);
            await MoveAsync(clock, new { advance = TimeSpan.Zero });
        });
        double voting = await SecondsAsync(() => Parallel.ForEachAsync(
            cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (reference, _) => Interlocked.Add(ref votes, await VoteAsync(app, reference))));
        await MoveAsync(clock, new { to = WorkingCalendar.Default.EndOfDay(on).AddMinutes(-1) });
        double closing = await SecondsAsync(() => MoveAsync(clock, new { to = WorkingCalendar.Default.EndOfDay(on) }));
        await CheckAsync(app, region, cases, on);
        return new(cases.Length, votes, opening, calling, voting, closing);
    }

    private static async Task<string[]> OpenAsync(TestApp app, string region, DateTimeOffset now, int count)
    {
        CaseStore store = app.Services.GetRequiredService<CaseStore>();
        CaseChanges changes = app.Services.GetRequiredService<CaseChanges>();
        string[] references = [.. Enumerable.Range(0, count).Select(_ => CaseReference.Create(now.Year, region, RandomNumberGenerator.GetBytes(CaseReference.RandomBytes)))];
        await Parallel.ForEachAsync(references, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (reference, cancellation) =>
        {
            CaseEvent[] facts = [.. InCommittee(region, now).Lines.Select(line => LogEntry.FromJson(line).Event).Where(fact => fact is not LetterRecorded)];
            Appended begun = await store.BeginAsync(reference, new Operation("begin", Actor.Procedure), Outcome.Record(facts), cancellation);
            Run.Check("a case begun", 0, begun.Refusals.Count);
            // What was written to people before the session is not what is measured.
            await changes.ChangeAsync(
                reference,
                new Operation("sent", Actor.Procedure),
                file => Outcome.Record([.. file.LettersToSend.Select(letter => new LetterSent(letter.MailId))]),
                cancellation);
        });
        return references;
    }

    private static SampleCase InCommittee(string region, DateTimeOffset now)
    {
        SampleCase draft = SampleCase.Begin(SampleForm.Complete with { Region = region, Ice = SampleFiles.NewIce() }) with { Now = now };
        return (draft with { Rules = Programmes.Current(WorkingCalendar.Default.DateOf(now)) })
            .BringFile().Do(Applications.Submit).Record(new CheckOpened()).Judge().Do((file, then) => DocumentCheck.Conclude(file, then.Rules)).Do(Reviews.Open);
    }

    private static async Task ConveneAsync(TestApp app, string region, DateOnly on)
    {
        using HttpClient secretary = app.SignedIn($"secretary-{region}");
        (await secretary.PutAsJsonAsync(string.Create(CultureInfo.InvariantCulture, $"/api/meetings/{on:yyyy-MM-dd}"), new { })).EnsureSuccessStatusCode();
    }

    // Three in four are supported; scores differ from case to case.
    private static async Task<int> VoteAsync(TestApp app, string reference)
    {
        CaseChanges changes = app.Services.GetRequiredService<CaseChanges>();
        CaseFile file = await app.Services.GetRequiredService<CaseStore>().GetAsync(reference, CancellationToken.None);
        Circumstances now = await app.Services.GetRequiredService<Workflows.Cases.Procedure>().CircumstancesOfAsync(file, CancellationToken.None);
        bool supported = RandomNumberGenerator.GetInt32(4) > 0;
        int percent = supported ? RandomNumberGenerator.GetInt32(65, 101) : 40;
        foreach (string seat in file.Sessions[^1].SeatsToVote)
        {
            ScoresGiven scores = new(
                1, seat, [.. now.Rules.Scheme(file.Form.Scheme!).Scoring.Criteria.Select(criterion => new CriterionScore(criterion.Code, criterion.Weight * percent / 100))]);
            VoteCast vote = supported ? new(1, seat, VoteChoice.Approve, null, null) : new(1, seat, VoteChoice.Reject, null, "Le plan reste trop vague.");
            Operation operation = new($"{reference}/{seat}", new Actor(seat, Role.Member));
            Appended voted = await changes.ChangeAsync(
                reference, operation, before => Outcome.Record([.. Sitting.Score(before, scores, by: null, now).Events, .. Sitting.Vote(before, vote, by: null, now).Events]), CancellationToken.None);
            Run.Check("a vote", 0, voted.Refusals.Count);
        }

        return file.Sessions[^1].Members.Count;
    }

    private static async Task CheckAsync(TestApp app, string region, string[] references, DateOnly on)
    {
        CaseStore store = app.Services.GetRequiredService<CaseStore>();
        Money set = Money.Zero;
        BinaryData minutes = (await app.Services.GetRequiredService<MeetingStore>().FindMinutesAsync(Keys.Meeting(region, on), CancellationToken.None))!;
        string hash = Convert.ToHexStringLower(SHA256.HashData(minutes));
        foreach (string reference in references)
        {
            CaseFile file = await store.GetAsync(reference, CancellationToken.None);
            Session session = file.Sessions.Single();
            Run.Check($"votes on {reference}", 5, session.Votes.Count);
            Run.Check($"minutes of {reference}", hash, session.Minutes.Single().Sha256);
            Run.Check($"{reference} decided", true, file.State is CaseState.Rejected or CaseState.WaitingList or CaseState.ConventionToSign);
            set += file.Envelope is null ? Money.Zero : file.Granted!.Value;
        }

        Run.Check($"the envelope of {region} is overdrawn", false, set > Programmes.Current(on).Region(region).Envelope);
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        long start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task MoveAsync(HttpClient clock, object move) => (await clock.PostAsJsonAsync("/local/clock", move)).EnsureSuccessStatusCode();

    private sealed record Phases(int Cases = 0, int Votes = 0, double Opening = 0, double Calling = 0, double Voting = 0, double Closing = 0)
    {
        public static Phases operator +(Phases one, Phases other) => new(
            one.Cases + other.Cases, one.Votes + other.Votes, one.Opening + other.Opening, one.Calling + other.Calling, one.Voting + other.Voting, one.Closing + other.Closing);
    }
}
