using System.Collections.Concurrent;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

/// <summary>The mode in which an app proves itself against repeated deliveries and restarts.</summary>
public sealed class DeliverTwiceRules
{
    private static readonly EntityInstanceId Sum = new(nameof(Counter), "sum");

    [Fact]
    public async Task Every_event_comes_twice_also_one_that_an_orchestration_sends()
    {
        await using var engine = await StartAsync(registry => registry
            .AddOrchestratorFunc("Collects", async context =>
            {
                List<string> got = [];
                while (got.Count < 4)
                {
                    got.Add(await context.WaitForExternalEvent<string>("Next"));
                }

                return got;
            })
            .AddOrchestratorFunc("Sends", context =>
            {
                context.SendEvent("collector", "Next", "sent");
                return Task.CompletedTask;
            }));
        await engine.BeginAsync("Collects", id: "collector");
        await engine.RaiseAsync("collector", "Next", "raised");
        await engine.SettleAsync();
        await engine.BeginAsync("Sends");

        Assert.Equal(["raised", "raised", "sent", "sent"], await engine.ResultOfAsync<string[]>("collector"));
    }

    [Fact]
    public async Task A_result_that_comes_twice_counts_once()
    {
        var worked = 0;
        await using var engine = await StartAsync(registry => registry
            .AddActivityFunc<int, int>("Work", (_, number) => number + (Interlocked.Increment(ref worked) * 0))
            .AddOrchestratorFunc("Works", async context =>
            {
                List<int> results = [];
                for (var number = 0; number < 10; number++)
                {
                    results.Add(await context.CallActivityAsync<int>("Work", number));
                }

                return results;
            }));
        var id = await engine.BeginAsync("Works");

        Assert.Equal(Enumerable.Range(0, 10), await engine.ResultOfAsync<int[]>(id));
        Assert.Equal(10, worked);
        await engine.SettleAsync();
        Assert.Equal(0, engine.CountRows()["messages"]);

        // What came twice is in the history twice: one step for the start, two results for each activity.
        var results = (await engine.Client.GetOrchestrationHistoryAsync(id, TestContext.Current.CancellationToken)).OfType<TaskCompletedEvent>().Count();
        Assert.InRange(results, 11, 20);
    }

    [Fact]
    public async Task Nothing_stays_in_memory_between_two_steps()
    {
        var runs = new ConcurrentQueue<bool>();
        await using var engine = await StartAsync(registry => registry
            .AddActivityFunc("Work", _ => Task.CompletedTask)
            .AddOrchestratorFunc("Works", async context =>
            {
                runs.Enqueue(context.IsReplaying);
                await context.CallActivityAsync("Work");
                await context.CallActivityAsync("Work");
            }));

        await engine.ResultAsync<object>("Works");

        Assert.False(runs.First());
        Assert.InRange(runs.Count, 3, 5);
        Assert.All(runs.Skip(1), Assert.True);
    }

    [Fact]
    public async Task What_is_exactly_once_stays_so()
    {
        await using var engine = await StartAsync(registry => registry
            .AddEntity<Counter>()
            .AddActivityFunc("Work", _ => Task.CompletedTask)
            .AddOrchestratorFunc("Part", context => context.Entities.SignalEntityAsync(Sum, "Add", 100))
            .AddOrchestratorFunc("Whole", async context =>
            {
                await context.CallActivityAsync("Work");
                await context.Entities.CallEntityAsync(Sum, "Add", 1);
                await context.CallSubOrchestratorAsync("Part");
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                await context.CallActivityAsync("Work");
                await context.Entities.SignalEntityAsync(Sum, "Add", 10);
            }));
        var id = await engine.BeginAsync("Whole");

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        await engine.EndOfAsync(id);
        Assert.Equal(111, (await engine.Client.Entities.GetEntityAsync<int>(Sum, TestContext.Current.CancellationToken))?.State);
    }

    private static Task<TestEngine> StartAsync(Action<DurableTaskRegistry> functions) =>
        TestEngine.StartAsync(functions, options: options => options with { DeliverTwice = true });
}
