using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>The process that B9 starts and kills. It tells what it measures in lines of a name and a number.</summary>
internal static class WaitingChild
{
    public const string Mode = "waiting-child";
    public const int Instances = 100_000;
    public const int DueAtOnce = 10_000;
    private static int s_woken;

    /// <summary>When what was begun at this time is due: the first ten thousand, the next, and all others.</summary>
    public static DateTimeOffset Due(DateTimeOffset began, int number) =>
        began + (number < DueAtOnce ? TimeSpan.FromDays(1) : number < 2 * DueAtOnce ? TimeSpan.FromDays(2) : TimeSpan.FromDays(2.9));

    public static async Task<int> RunAsync(string[] args)
    {
        Task orphaned = Task.Run(Console.In.ReadToEnd);
        Task work = args switch
        {
            ["prepare", var path, var began] => PrepareAsync(path, Time(began)),
            ["raise", var path, var now, var number] => RaiseAsync(path, Time(now), number),
            ["due", var path, var now, var due] => DueAsync(path, Time(now), Time(due)),
            _ => throw new ArgumentException("Not a part of B9.", nameof(args)),
        };
        await await Task.WhenAny(orphaned, work);
        await orphaned;
        return 0;
    }

    private static async Task PrepareAsync(string path, DateTimeOffset began)
    {
        DurableEngine engine = await StartAsync(path, began);
        foreach (int[] batch in Enumerable.Range(0, Instances).Chunk(1_000))
        {
            await Task.WhenAll(batch.Select(number =>
                engine.Client.ScheduleNewOrchestrationInstanceAsync("Waits", new Waits(number, Due(began, number)), new StartOrchestrationOptions($"case-{number}"))));
        }

        await engine.WhenIdleAsync(CancellationToken.None);
        TellMemory();
        Tell("done", 0);
    }

    private static async Task RaiseAsync(string path, DateTimeOffset now, string number)
    {
        DurableEngine engine = await StartAsync(path, now);
        await engine.Client.RaiseEventAsync($"case-{number}", "Decided", true);
        await engine.Client.OutputAsync<bool>($"case-{number}");
        Tell("done", 0);
        await engine.WhenIdleAsync(CancellationToken.None);
        TellMemory();
        Tell("waiting", await CountRunningAsync(engine.Client));
    }

    private static async Task DueAsync(string path, DateTimeOffset now, DateTimeOffset due)
    {
        Clock clock = new(now);
        DurableEngine engine = await StartAsync(path, now, clock);
        TimeSpan left = due - clock.GetUtcNow();
        Tell("early", left.TotalSeconds);
        // A delay is counted by another clock and may end a little early.
        for (; left > TimeSpan.Zero; left = due - clock.GetUtcNow())
        {
            await Task.Delay(left + TimeSpan.FromMilliseconds(1));
        }

        await engine.WhenIdleAsync(CancellationToken.None);
        Tell("took", (clock.GetUtcNow() - due).TotalSeconds);
        TellMemory();
        Totals? totals = (await engine.Client.Entities.GetEntityAsync<Totals>(Ledger.Id))?.State;
        Tell("count", totals?.Count ?? 0);
        Tell("sum", totals?.Sum ?? 0);
        Tell("squares", totals?.Squares ?? 0);
        Tell("waiting", await CountRunningAsync(engine.Client));
    }

    private static async Task<DurableEngine> StartAsync(string path, DateTimeOffset now, Clock? clock = null)
    {
        DurableEngine engine = Run.Open(path, registry => registry.AddEntity<Ledger>().AddOrchestratorFunc<Waits, bool>("Waits", WaitAsync), clock ?? new Clock(now));
        await engine.StartAsync(CancellationToken.None);
        Tell("started", 0);
        return engine;
    }

    private static async Task<bool> WaitAsync(TaskOrchestrationContext context, Waits input)
    {
        using CancellationTokenSource cancellation = new();
        Task decided = context.WaitForExternalEvent<bool>("Decided");
        Task late = context.CreateTimer(input.Due.UtcDateTime, cancellation.Token);
        Task first = await Task.WhenAny(decided, late);
#pragma warning disable CA1849 // An orchestrator goes on in its own thread alone, and CancelAsync leaves it.
        cancellation.Cancel();
#pragma warning restore CA1849
        if (first == late)
        {
            await context.Entities.SignalEntityAsync(Ledger.Id, "Note", input.Number);
            if (!context.IsReplaying && Interlocked.Increment(ref s_woken) == DueAtOnce / 2)
            {
                Tell("half", 0);
            }
        }

        return first == decided;
    }

    private static async Task<int> CountRunningAsync(DurableTaskClient client)
    {
        int count = 0;
        await foreach (OrchestrationMetadata _ in client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running], PageSize: 1_000)))
        {
            count++;
        }

        return count;
    }

    private static void TellMemory()
    {
        string rss = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        Tell("rss", double.Parse(rss[6..^2], CultureInfo.InvariantCulture) / 1024);
        Tell("managed", GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
    }

    private static void Tell(string name, double number) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {number}"));

    private static DateTimeOffset Time(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
}

internal sealed record Waits(int Number, DateTimeOffset Due);

internal sealed record Totals(long Count, long Sum, long Squares);

/// <summary>Notes who was woken, so that one who is missing and one who came twice cannot hide each other.</summary>
internal sealed class Ledger : TaskEntity<Totals>
{
    public static readonly EntityInstanceId Id = new(nameof(Ledger), "all");

    public void Note(int number) => State = new Totals(State.Count + 1, State.Sum + number, State.Squares + (long)number * number);

    protected override Totals InitializeState(TaskEntityOperation entityOperation) => new(0, 0, 0);
}

/// <summary>A clock that goes on from another time.</summary>
internal sealed class Clock(DateTimeOffset now) : TimeProvider
{
    private readonly TimeSpan _ahead = now - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
