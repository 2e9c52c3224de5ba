using System.Globalization;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>B7: how long one small orchestration takes when nothing else runs, from asking for it to seeing it completed.</summary>
internal static class Latency
{
    private const int Count = 1_000;

    public static readonly Scenario B7 = new(
        "B7",
        "an orchestration of 3 sequential activities on an idle engine, 1,000 times one after the other",
        [
            new("p50", "ms", Floor: 6, Goal: 2, LessIsBetter: true),
            new("p95", "ms", Floor: 15, Goal: 5, LessIsBetter: true),
        ],
        run => MeasureAsync(run, Count),
        run => MeasureAsync(run, Count));

    private static async Task MeasureAsync(Run run, int count)
    {
        DurableEngine engine = await run.StartAsync(registry => registry.AddHello().AddOrchestratorFunc("Three", async context =>
        {
            string said = "";
            for (int i = 0; i < 3; i++)
            {
                said = await context.CallActivityAsync<string>("SayHello", said);
            }

            return said;
        }));
        Samples samples = new();
        await run.RateAsync(
            engine, "one at a time",
            count,
            async () =>
            {
                for (int i = 0; i < count; i++)
                {
                    await samples.TimeAsync(async () => Run.Check("greeting", "Hello Hello Hello !!!", (await engine.Client.RunAllAsync<string>("Three", 1, _ => null))[0]));
                }
            },
            events: count * 6);
        run.Tell("p50", samples.Percentile(0.50));
        run.Tell("p95", samples.Percentile(0.95));
        run.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"    p50 {samples.Percentile(0.5):N2} ms, p95 {samples.Percentile(0.95):N2} ms, p99 {samples.Percentile(0.99):N2} ms, most {samples.Percentile(1):N1} ms"));
    }
}
