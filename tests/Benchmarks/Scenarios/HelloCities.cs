using Tasdir.BenchmarkApp;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>B1: five activities one after the other, many instances at once.</summary>
internal static class HelloCities
{
    public static readonly Scenario B1 = new(
        "B1",
        "HelloCities5: 1,000 and 5,000 orchestrations of 5 sequential activities, started at once",
        [new("x 1,000", "orchestrations/s", Floor: 500, Goal: 1_500), new("x 5,000", "orchestrations/s", Floor: 500, Goal: 1_500)],
        async run =>
        {
            await MeasureAsync(run, "x 1,000", 1_000);
            await MeasureAsync(run, "x 5,000", 5_000);
        },
        run => MeasureAsync(run, "", 500));

    /// <summary>What each of them says.</summary>
    public const string Said = "Hello Tokyo! Hello Seattle! Hello London! Hello Amsterdam! Hello Rabat!";

    private static async Task MeasureAsync(Run run, string measure, int count)
    {
        await using DurableEngine engine = Run.Open(
            Path.Combine(run.Folder, $"{count}.db"), registry => registry.AddHello().AddOrchestratorFunc("HelloCities5", Greetings.HelloCities));
        await engine.StartAsync(CancellationToken.None);
        string[] outputs = [];
        await run.RateAsync(
            engine, measure, count, async () => outputs = await engine.Client.RunAllAsync<string>("HelloCities5", count, _ => null), events: count * 10);
        Run.Check("greetings", count, outputs.Count(output => output == Said));
    }
}
