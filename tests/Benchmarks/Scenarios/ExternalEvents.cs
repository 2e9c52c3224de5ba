using Microsoft.DurableTask.Client;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>B6: external events that an instance takes up one after the other.</summary>
internal static class ExternalEvents
{
    private const int Events = 10_000;

    public static readonly Scenario B6 = new(
        "B6",
        "10,000 external events, to one instance and over 1,000 instances, raised from 256 senders",
        [new("1 instance", "events/s", Floor: 1_000, Goal: 5_000), new("1,000 instances", "events/s", Floor: 1_000, Goal: 5_000)],
        async run =>
        {
            DurableEngine engine = await StartAsync(run);
            await MeasureAsync(run, engine, "1 instance", 1, Events);
            await MeasureAsync(run, engine, "1,000 instances", 1_000, Events);
        },
        async run =>
        {
            DurableEngine engine = await StartAsync(run);
            await MeasureAsync(run, engine, "", 1, 1_000);
            await MeasureAsync(run, engine, "", 100, 1_000);
        });

    private static Task<DurableEngine> StartAsync(Run run) => run.StartAsync(registry => registry
        .AddOrchestratorFunc<int, long>("Sums", async (context, count) =>
        {
            long sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += await context.WaitForExternalEvent<int>("Number");
            }

            return sum;
        }));

    private static async Task MeasureAsync(Run run, DurableEngine engine, string measure, int instances, int events)
    {
        int each = events / instances;
        string[] ids = await Task.WhenAll(Enumerable.Range(0, instances).Select(_ => engine.Client.ScheduleNewOrchestrationInstanceAsync("Sums", each)));
        await engine.WhenIdleAsync(CancellationToken.None);
        long[] sums = [];
        await run.RateAsync(
            engine, measure,
            events,
            async () =>
            {
                await RaiseAsync(engine.Client, ids, events);
                sums = await Task.WhenAll(ids.Select(id => engine.Client.OutputAsync<long>(id)));
            },
            events: events);
        Run.Check("the sum of all events", Enumerable.Range(0, events).Sum(number => (long)number), sums.Sum());
    }

    private static async Task RaiseAsync(DurableTaskClient client, string[] ids, int events)
    {
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, 256).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is int number && number < events)
            {
                await client.RaiseEventAsync(ids[number % ids.Length], "Number", number);
            }
        })));
    }
}
