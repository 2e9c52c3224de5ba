using System.Threading.Channels;
using Microsoft.DurableTask.Client;
using Tasdir.BenchmarkApp;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>
/// B8: the case that the product is for, in 39 messages: a start, 12 activities, 6 decisions of people, 4 deadlines that pass,
/// 2 calls of entities (the case's number, the budget). People answer as soon as they are asked.
/// </summary>
internal static class GrantCase
{
    private const int Cases = 2_000;
    private const int Regions = 12;

    public static readonly Scenario B8 = new(
        "B8",
        "the grant case (39 messages) x 2,000 started at once, human waits compressed",
        [new("cases", "cases/s", Floor: 80, Goal: 300)],
        run => MeasureAsync(run, Cases),
        run => MeasureAsync(run, 200));

    private static async Task MeasureAsync(Run run, int cases)
    {
        Channel<string> asked = Channel.CreateUnbounded<string>();
        DurableEngine engine = await run.StartAsync(registry => registry
            .AddEntity<Counter>()
            .AddActivityFunc<string, string>("Do", (_, what) => what)
            .AddActivityFunc<string, bool>("Ask", (_, id) => asked.Writer.TryWrite(id))
            .AddOrchestratorFunc<int, int>("Case", GrantCases.Case));
        Task people = Task.WhenAll(Enumerable.Range(0, 256).Select(_ => Task.Run(() => AnswerAsync(asked.Reader, engine.Client))));
        int[] numbers = [];
        await run.RateAsync(engine, "cases", cases, async () => numbers = await engine.Client.RunAllAsync<int>("Case", cases, number => number % Regions), events: cases * 39);
        asked.Writer.Complete();
        await people;
        Run.Check("different case numbers", cases, numbers.Distinct().Count());
        int budget = 0;
        for (int region = 0; region < Regions; region++)
        {
            budget += (await engine.Client.Entities.GetEntityAsync<int>(GrantCases.Entity($"budget-{region}")))?.State ?? 0;
        }

        Run.Check("the budget", cases * GrantCases.Amount, budget);
    }

    /// <summary>People who answer as soon as they are asked.</summary>
    public static async Task AnswerAsync(ChannelReader<string> asked, DurableTaskClient client, CancellationToken over = default)
    {
        await foreach (string id in asked.ReadAllAsync(over))
        {
            await client.RaiseEventAsync(id, "Decided", true, over);
        }
    }
}
