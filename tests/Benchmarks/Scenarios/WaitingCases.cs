using System.Globalization;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>B9: many instances that wait, in a process that is killed: how soon it works again, how ten thousand timers due at once are met.</summary>
internal static class WaitingCases
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromSeconds(5);

    public static readonly Scenario B9 = new(
        "B9",
        "100,000 waiting instances: restart, 10,000 timers due at once, kill -9 in the middle of the next 10,000",
        [
            new("restart to first step", "s", Floor: 10, Goal: 1, LessIsBetter: true),
            new("10,000 timers due at once, all done", "s", Floor: 20, Goal: 2, LessIsBetter: true),
            new("the same, killed in the middle: done after the restart", "s", LessIsBetter: true),
            new("memory, resident, all waiting", "MiB", Floor: 1_024, Goal: 250, LessIsBetter: true),
            new("memory, resident, timers done", "MiB", Floor: 1_024, Goal: 250, LessIsBetter: true),
            new("memory, managed, all waiting", "MiB", LessIsBetter: true),
            new("history", "MiB", LessIsBetter: true),
        ],
        MeasureAsync)
    { Runs = 3 };

    private static async Task MeasureAsync(Run run)
    {
        DateTimeOffset began = DateTimeOffset.UtcNow;
        await PrepareAsync(run, began);
        await RestartAsync(run, began);
        await MeetAsync(run, began);
        await MeetKilledAsync(run, began);
    }

    private static async Task PrepareAsync(Run run, DateTimeOffset began)
    {
        using ChildProcess child = new(WaitingChild.Mode, "prepare", run.HistoryPath, Ticks(began));
        double rss = await child.HearAsync("rss");
        await child.HearAsync("done");
        run.Say(string.Create(
            CultureInfo.InvariantCulture, $"    {WaitingChild.Instances} instances begun in {child.Started.Elapsed.TotalSeconds:N1} s, {rss:N0} MiB resident; killed"));
    }

    private static async Task RestartAsync(Run run, DateTimeOffset began)
    {
        using ChildProcess child = new(WaitingChild.Mode, "raise", run.HistoryPath, Ticks(began.AddHours(1)), $"{WaitingChild.Instances - 1}");
        await child.HearAsync("started");
        double started = child.Started.Elapsed.TotalSeconds;
        await child.HearAsync("done");
        run.Tell("restart to first step", child.Started.Elapsed.TotalSeconds);
        run.Tell("memory, resident, all waiting", await child.HearAsync("rss"));
        run.Tell("memory, managed, all waiting", await child.HearAsync("managed"));
        run.Tell("history", new FileInfo(run.HistoryPath).Length / 1048576.0);
        Run.Check("waiting after the restart", WaitingChild.Instances - 1, await child.HearAsync("waiting"));
        run.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"    restart: process and engine {started:N2} s, first step done {run.Figures["restart to first step"]:N2} s, "
            + $"{run.Figures["memory, resident, all waiting"]:N0} MiB resident, {run.Figures["memory, managed, all waiting"]:N0} MiB managed; killed"));
    }

    private static async Task MeetAsync(Run run, DateTimeOffset began)
    {
        DateTimeOffset due = WaitingChild.Due(began, 0);
        using ChildProcess child = new(WaitingChild.Mode, "due", run.HistoryPath, Ticks(due - s_ahead), Ticks(due));
        double early = await child.HearAsync("early");
        double took = await child.HearAsync("took");
        run.Tell("10,000 timers due at once, all done", took);
        run.Tell("memory, resident, timers done", await child.HearAsync("rss"));
        run.Say(string.Create(CultureInfo.InvariantCulture, $"    timers: ready {early:N2} s before, all done {took:N2} s after; killed"));
        await CheckAsync(child, WaitingChild.DueAtOnce);
    }

    private static async Task MeetKilledAsync(Run run, DateTimeOffset began)
    {
        DateTimeOffset due = WaitingChild.Due(began, WaitingChild.DueAtOnce);
        using (ChildProcess killed = new(WaitingChild.Mode, "due", run.HistoryPath, Ticks(due - s_ahead), Ticks(due)))
        {
            await killed.HearAsync("half");
        }

        using ChildProcess child = new(WaitingChild.Mode, "due", run.HistoryPath, Ticks(due), Ticks(due));
        await child.HearAsync("took");
        double took = child.Started.Elapsed.TotalSeconds;
        run.Tell("the same, killed in the middle: done after the restart", took);
        run.Say(string.Create(CultureInfo.InvariantCulture, $"    killed half-way, the rest done {took:N2} s after the restart"));
        await CheckAsync(child, 2 * WaitingChild.DueAtOnce);
    }

    // Whoever was woken, once each, and everybody else still waiting.
    private static async Task CheckAsync(ChildProcess child, int woken)
    {
        Run.Check("effects", woken, await child.HearAsync("count"));
        Run.Check("the sum of who was woken", Enumerable.Range(0, woken).Sum(number => (double)number), await child.HearAsync("sum"));
        Run.Check("the sum of their squares", Enumerable.Range(0, woken).Sum(number => (double)number * number), await child.HearAsync("squares"));
        Run.Check("still waiting", WaitingChild.Instances - woken - 1, await child.HearAsync("waiting"));
    }

    private static string Ticks(DateTimeOffset time) => time.UtcTicks.ToString(CultureInfo.InvariantCulture);
}
