using Microsoft.DurableTask;

namespace Tasdir.Local.Tests.Engine;

public sealed class FanOutsKept() : FanOutRules(Memory.Kept);

public sealed class FanOutsReplayed() : FanOutRules(Memory.Replayed);

public abstract class FanOutRules(Memory memory)
{
    private const int Width = 300;

    [Fact]
    public async Task Hundreds_of_activities_that_end_in_any_order_give_one_result_over_every_replay()
    {
        var gates = Enumerable.Range(0, Width).Select(_ => new TaskCompletionSource()).ToArray();
        var random = new Random(7);
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<int, int>("Square", async (_, number) =>
                {
                    await gates[number].Task;
                    return number * number;
                })
                .AddOrchestratorFunc("Spreads", async context =>
                {
                    List<int> order = [];
                    var squares = await Task.WhenAll(Enumerable.Range(0, Width).Select(async number =>
                    {
                        var square = await context.CallActivityAsync<int>("Square", number);
                        order.Add(number);
                        return square;
                    }));

                    // Asked for in the order of the answers: any replay in another order would be found out.
                    var repeated = await context.CallActivityAsync<int>($"Sum{order[0]}", order.Take(5));
                    return new Outcome(squares, order, repeated);
                })
                .AddEach(Width, number => $"Sum{number}"),
            memory,
            options => options with { MaxConcurrentActivities = Width });
        var id = await engine.BeginAsync("Spreads");
        var opened = gates.OrderBy(_ => random.Next()).ToList();
        opened.Take(Width / 2).ToList().ForEach(gate => gate.SetResult());

        await using (var part = await engine.KilledNowAsync())
        {
            opened.Skip(Width / 2).ToList().ForEach(gate => gate.SetResult());
            await CheckAsync(part, id);
        }

        await CheckAsync(engine, id);
    }

    [Fact]
    public async Task Parts_fan_out_and_in_too()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<int, int>("Double", (_, number) => number * 2)
                .AddOrchestratorFunc<int, int>("Part", (context, number) => context.CallActivityAsync<int>("Double", number))
                .AddOrchestratorFunc("Whole", async context =>
                    (await Task.WhenAll(Enumerable.Range(0, 50).Select(i => context.CallSubOrchestratorAsync<int>("Part", i)))).Sum()),
            memory);

        Assert.Equal(2450, await engine.ResultAsync<int>("Whole"));
    }

    [Fact]
    public async Task More_events_than_fit_one_step_are_taken_up_in_their_order()
    {
        const int Many = 2500;
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Collects", async context =>
            {
                List<int> got = [];
                while (got.Count < Many)
                {
                    got.Add(await context.WaitForExternalEvent<int>("Next"));
                }

                return got;
            }),
            memory);
        await engine.BeginAsync("Collects", id: "collector");
        await engine.SettleAsync();
        await engine.Client.SuspendInstanceAsync("collector", cancellation: TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => engine.RaiseAsync("collector", "Next", number)));

        await engine.Client.ResumeInstanceAsync("collector", cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, Many), await engine.ResultOfAsync<int[]>("collector"));
    }

    private static async Task CheckAsync(TestEngine engine, string id)
    {
        var outcome = await engine.ResultOfAsync<Outcome>(id);
        Assert.Equal(Enumerable.Range(0, Width).Select(number => number * number), outcome.Squares);
        Assert.Equal(Enumerable.Range(0, Width), outcome.Order.Order());
        Assert.Equal(outcome.Order.Take(5).Sum(), outcome.Sum);
    }

    private sealed record Outcome(int[] Squares, List<int> Order, int Sum);
}

file static class Many
{
    /// <summary>Adds an activity for each number that adds up what it is given.</summary>
    public static DurableTaskRegistry AddEach(this DurableTaskRegistry registry, int count, Func<int, string> name)
    {
        for (var number = 0; number < count; number++)
        {
            registry.AddActivityFunc<int[], int>(name(number), (_, numbers) => numbers.Sum());
        }

        return registry;
    }
}
