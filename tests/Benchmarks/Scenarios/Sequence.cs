using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>B2: one orchestration alone, an activity at a time. Nothing can share its commits.</summary>
internal static class Sequence
{
    private const int Activities = 500;

    public static readonly Scenario B2 = new(
        "B2",
        "one orchestration of 500 sequential activities",
        [new("sequential", "activities/s", Floor: 500, Goal: 1_500)],
        MeasureAsync,
        MeasureAsync);

    private static async Task MeasureAsync(Run run)
    {
        DurableEngine engine = await run.StartAsync(registry => registry
            .AddActivityFunc<int, int>("Next", (_, number) => number + 1)
            .AddOrchestratorFunc<int, int>("Sequence", async (context, count) =>
            {
                int number = 0;
                for (int i = 0; i < count; i++)
                {
                    number = await context.CallActivityAsync<int>("Next", number);
                }

                return number;
            }));
        int[] outputs = [];
        await run.RateAsync(
            engine, "sequential", Activities, async () => outputs = await engine.Client.RunAllAsync<int>("Sequence", 1, _ => Activities), events: Activities * 2);
        Run.Check("the last number", Activities, outputs[0]);
    }
}
