using System.Globalization;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;
using Tasdir.BenchmarkApp;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>B4: many signals to one entity. A signal is acknowledged when it is on the disk; the figure ends when all are counted.</summary>
internal static class CounterSignals
{
    private const int Signals = 10_000;
    private const int Senders = 256;
    private static readonly EntityInstanceId s_counter = new(nameof(Counter), "one");

    public static readonly Scenario B4 = new(
        "B4",
        "10,000 signals to one entity, from 256 senders that each wait for the acknowledgement",
        [new("signals", "signals/s", Floor: 2_500, Goal: 10_000), new("acknowledgement p99", "ms", Goal: 100, LessIsBetter: true)],
        run => MeasureAsync(run, Signals),
        run => MeasureAsync(run, 2_000));

    private static async Task MeasureAsync(Run run, int count)
    {
        DurableEngine engine = await run.StartAsync(registry => registry.AddEntity<Counter>());
        Samples acknowledgements = new();
        await run.RateAsync(engine, "signals", count, () => SendAsync(engine, count, acknowledgements), events: count);
        EntityMetadata<int>? counter = await engine.Client.Entities.GetEntityAsync<int>(s_counter);
        Run.Check("the counter", count, counter?.State ?? 0);
        run.Tell("acknowledgement p99", acknowledgements.Percentile(0.99));
        run.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"    acknowledgement p50 {acknowledgements.Percentile(0.5):N1} ms, p99 {acknowledgements.Percentile(0.99):N1} ms"));
    }

    private static async Task SendAsync(DurableEngine engine, int count, Samples acknowledgements)
    {
        int left = count;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await acknowledgements.TimeAsync(() => engine.Client.Entities.SignalEntityAsync(s_counter, "Add", 1));
            }
        })));
        await engine.WhenIdleAsync(CancellationToken.None);
    }
}
