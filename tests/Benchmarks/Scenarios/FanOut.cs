using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>B3: a thousand activities at once, in one orchestration and in two hundred.</summary>
internal static class FanOut
{
    private const int Width = 1_000;
    private const int Many = 200;

    public static readonly Scenario B3 = new(
        "B3",
        "fan-out of 1,000 activities, in one orchestration and in 200 at once",
        [new("1 x 1,000", "activities/s", Floor: 3_000, Goal: 10_000), new("200 x 1,000", "activities/s", Floor: 3_000, Goal: 10_000)],
        async run =>
        {
            DurableEngine engine = await StartAsync(run);
            await MeasureAsync(run, engine, "1 x 1,000", 1);
            await MeasureAsync(run, engine, "200 x 1,000", Many);
        },
        async run => await MeasureAsync(run, await StartAsync(run), "", 5));

    private static Task<DurableEngine> StartAsync(Run run) => run.StartAsync(registry => registry
        .AddActivityFunc<int, int>("Square", (_, number) => number * number)
        .AddOrchestratorFunc<int, long>("FanOut", async (context, width) =>
        {
            int[] squares = await Task.WhenAll(Enumerable.Range(0, width).Select(number => context.CallActivityAsync<int>("Square", number)));
            return squares.Sum(square => (long)square);
        }));

    private static async Task MeasureAsync(Run run, DurableEngine engine, string measure, int orchestrations)
    {
        long[] outputs = [];
        await run.RateAsync(
            engine, measure,
            orchestrations * Width,
            async () => outputs = await engine.Client.RunAllAsync<long>("FanOut", orchestrations, _ => Width),
            events: orchestrations * Width * 2);
        Run.Check("right sums", orchestrations, outputs.Count(sum => sum == Enumerable.Range(0, Width).Sum(number => (long)number * number)));
    }
}
