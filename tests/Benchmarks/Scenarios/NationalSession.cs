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
using Tasdir.Functions.Demo;
using Tasdir.Local.Azurite;
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
        $"12 regional committees of five members meet on one day over {cases ?? Cases:N0} cases, in moved time, on the storage emulator",
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

    private static async Task MeasureAsync(Run run, int count)
    {
        await using StorageEmulator storage = await StorageEmulator.StartAsync(Path.Combine(run.Folder, "storage"));
        await using TestApp app = await TestApp.StartAsync(
            storage, configure: null,
            "--AzureWebJobs.SendDigests.Disabled", "true", "--AzureWebJobs.ReviewDueDates.Disabled", "true",
            "--AzureWebJobs.ReviewRetention.Disabled", "true", "--AzureWebJobs.ReviewRenewals.Disabled", "true", "--AzureWebJobs.ReviewSeating.Disabled", "true");
        using HttpClient clock = new() { BaseAddress = app.Http.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        DateTimeOffset now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(WorkingCalendar.Default.DateOf(now), 8);
        string[] regions = [.. Programmes.Current(on).Regions.Select(region => region.Code)];

        Dictionary<string, string[]> cases = [];
        run.Tell("cases taken up by their orchestrations", await SecondsAsync(async () =>
        {
            foreach (string region in regions)
            {
                cases[region] = await OpenAsync(app, region, now, count / regions.Length);
            }

            await MoveAsync(clock, new { advance = TimeSpan.Zero });
        }));
        run.Tell("agendas drawn up, members called", await SecondsAsync(async () =>
        {
            await Task.WhenAll(regions.Select(region => ConveneAsync(app, region, on)));
            await MoveAsync(clock, new { advance = TimeSpan.Zero });
        }));
        int votes = 0;
        double voting = await SecondsAsync(() => Parallel.ForEachAsync(
            cases.Values.SelectMany(of => of),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (reference, _) => Interlocked.Add(ref votes, await VoteAsync(app, reference))));
        run.Tell("votes", votes / voting);
        await MoveAsync(clock, new { to = WorkingCalendar.Default.EndOfDay(on).AddMinutes(-1) });
        double closing = await SecondsAsync(() => MoveAsync(clock, new { to = WorkingCalendar.Default.EndOfDay(on) }));
        run.Tell("decided, funds set aside, minutes sealed", closing);
        run.Tell("cases decided", cases.Values.Sum(of => of.Length) / closing);
        await CheckAsync(app, cases, on);
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

    private static async Task CheckAsync(TestApp app, Dictionary<string, string[]> cases, DateOnly on)
    {
        CaseStore store = app.Services.GetRequiredService<CaseStore>();
        foreach ((string region, string[] references) in cases)
        {
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
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        long start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task MoveAsync(HttpClient clock, object move) => (await clock.PostAsJsonAsync("/local/clock", move)).EnsureSuccessStatusCode();
}
