using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
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
    private const int Amount = 7;

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
            .AddActivityFunc("Ask", context => asked.Writer.TryWrite(context.InstanceId))
            .AddOrchestratorFunc<int, int>("Case", OrchestrateAsync));
        Task people = Task.WhenAll(Enumerable.Range(0, 256).Select(_ => Task.Run(() => AnswerAsync(asked.Reader, engine.Client))));
        int[] numbers = [];
        await run.RateAsync(engine, "cases", cases, async () => numbers = await engine.Client.RunAllAsync<int>("Case", cases, number => number % Regions), events: cases * 39);
        asked.Writer.Complete();
        await people;
        Run.Check("different case numbers", cases, numbers.Distinct().Count());
        int budget = 0;
        for (int region = 0; region < Regions; region++)
        {
            budget += (await engine.Client.Entities.GetEntityAsync<int>(Entity($"budget-{region}")))?.State ?? 0;
        }

        Run.Check("the budget", cases * Amount, budget);
    }

    private static async Task<int> OrchestrateAsync(TaskOrchestrationContext context, int region)
    {
        int number = await context.Entities.CallEntityAsync<int>(Entity("numbers"), "Add", 1);
        for (int stage = 0; stage < 6; stage++)
        {
            await context.CallActivityAsync<string>("Do", $"stage {stage} of case {number}");
            await context.CallActivityAsync<bool>("Ask");
            await context.WaitForExternalEvent<bool>("Decided");
            if (stage < 4)
            {
                await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        }

        await context.Entities.CallEntityAsync<int>(Entity($"budget-{region}"), "Add", Amount);
        return number;
    }

    private static async Task AnswerAsync(ChannelReader<string> asked, DurableTaskClient client)
    {
        await foreach (string id in asked.ReadAllAsync())
        {
            await client.RaiseEventAsync(id, "Decided", true);
        }
    }

    private static EntityInstanceId Entity(string key) => new(nameof(Counter), key);
}
