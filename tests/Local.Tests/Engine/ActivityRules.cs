using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Tests.Engine;

public sealed class ActivitiesKept() : ActivityRules(Memory.Kept);

public sealed class ActivitiesReplayed() : ActivityRules(Memory.Replayed);

public abstract class ActivityRules(Memory memory)
{
    [Fact]
    public async Task Records_go_in_and_come_out_as_they_were()
    {
        var order = new Order("D-7", [new Line("argan oil", 3), new Line("saffron", 1)], new DateOnly(2026, 3, 1), null);
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<Order, Order>("Confirm", (_, asked) => asked with { ConfirmedAt = TestEngine.Began })
                .AddOrchestratorFunc<Order, Order>("Ordering", (context, asked) => context.CallActivityAsync<Order>("Confirm", asked)),
            memory);

        var confirmed = await engine.ResultAsync<Order>("Ordering", order);

        Assert.Equal(TestEngine.Began, confirmed.ConfirmedAt);
        Assert.Equal(order.Lines, confirmed.Lines);
        Assert.Equal(order.Placed, confirmed.Placed);
    }

    [Fact]
    public async Task Null_goes_in_and_comes_out()
    {
        var got = new ConcurrentQueue<string?>();
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<string?, string?>("Echo", (_, text) =>
                {
                    got.Enqueue(text);
                    return text;
                })
                .AddOrchestratorFunc("Asks", async context => await context.CallActivityAsync<string?>("Echo") is null),
            memory);

        Assert.True(await engine.ResultAsync<bool>("Asks"));
        Assert.Equal([null], got);
    }

    [Fact]
    public async Task No_result_is_the_default_of_a_value_type()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc("Nothing", _ => Task.CompletedTask)
                .AddOrchestratorFunc("Asks", context => context.CallActivityAsync<int>("Nothing")),
            memory);

        Assert.Equal(0, await engine.ResultAsync<int>("Asks"));
    }

    [Fact]
    public async Task An_activity_without_an_input_of_a_value_type_fails()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<int, int>("Next", (_, number) => number + 1)
                .AddOrchestratorFunc("Asks", context => context.CallActivityAsync<int>("Next")),
            memory);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.RunAsync("Asks")).RuntimeStatus);
    }

    [Fact]
    public async Task An_activity_knows_its_name_its_instance_and_its_version_and_names_ignore_case()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc("WhoAmI", context => $"{context.Name} {context.InstanceId} {context.Version}")
                .AddOrchestratorFunc("Asks", async context => new[]
                {
                    await context.CallActivityAsync<string>("whoami"),
                    await context.CallActivityAsync<string>("WhoAmI", new TaskOptions { Version = "7.1" }),
                    await context.CallActivityAsync<string>("WhoAmI", new TaskOptions { Version = TaskVersion.Unversioned }),
                }),
            memory,
            options => options with { DefaultVersion = "2.0" });

        var id = await engine.BeginAsync("ASKS", id: "case-1");

        Assert.Equal(["whoami case-1 2.0", "WhoAmI case-1 7.1", "WhoAmI case-1 "], await engine.ResultOfAsync<string[]>(id));
    }

    [Fact]
    public async Task Options_that_were_given_as_the_input_are_refused()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<object, string>("Never", (_, _) => "ran")
                .AddOrchestratorFunc("Asks", context => context.CallActivityAsync<string>("Never", (object)new TaskOptions())),
            memory);

        var ended = await engine.RunAsync("Asks");

        Assert.True(ended.FailureDetails?.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task Every_run_of_an_activity_has_a_scope_of_its_own_that_ends_with_it()
    {
        Visit.Ended = 0;
        var setup = new Setup(registry => registry
            .AddActivity<Visitor>()
            .AddOrchestratorFunc("Asks", async context =>
                await context.CallActivityAsync<Guid>(nameof(Visitor)) != await context.CallActivityAsync<Guid>(nameof(Visitor))));
        setup.Services.AddScoped<Visit>();
        await using var engine = await TestEngine.StartAsync(setup);

        Assert.True(await engine.ResultAsync<bool>("Asks"));
        Assert.Equal(2, Visit.Ended);
    }

    [Fact]
    public async Task Activities_beyond_the_limit_wait_their_turn()
    {
        var journal = new ConcurrentQueue<string>();
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<int>("Slow", async (_, number) =>
                {
                    journal.Enqueue($"begin {number}");
                    for (var i = 0; i < 20; i++)
                    {
                        await Task.Yield();
                    }

                    journal.Enqueue($"end {number}");
                })
                .AddOrchestratorFunc("All", context => Task.WhenAll(Enumerable.Range(0, 20).Select(i => context.CallActivityAsync("Slow", i)))),
            memory,
            options => options with { MaxConcurrentActivities = 1 });

        await engine.ResultAsync<object>("All");

        Assert.Equal(Enumerable.Range(0, 20).SelectMany(i => new[] { $"begin {i}", $"end {i}" }), journal);
    }

    [Fact]
    public async Task A_result_that_nobody_awaits_keeps_the_instance_running_until_it_is_there()
    {
        var gate = new TaskCompletionSource();
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc("Slow", _ => gate.Task)
                .AddActivityFunc("Quick", _ => "done")
                .AddOrchestratorFunc("Leaves", async context =>
                {
                    _ = context.CallActivityAsync("Slow");
                    var result = await context.CallActivityAsync<string>("Quick");
                    context.SetCustomStatus("left");
                    return result;
                }),
            memory);
        var id = await engine.BeginAsync("Leaves");

        Assert.True((await engine.WhenStatusAsync(id, "left")).IsRunning);
        gate.SetResult();
        Assert.Equal("done", await engine.ResultOfAsync<string>(id));
    }

    private sealed record Order(string Number, List<Line> Lines, DateOnly Placed, DateTimeOffset? ConfirmedAt);

    private sealed record Line(string Good, int Count);

    private sealed class Visit : IDisposable
    {
        private static int ended;

        public static int Ended
        {
            get => ended;
            set => ended = value;
        }

        public Guid Id { get; } = Guid.NewGuid();

        public void Dispose() => Interlocked.Increment(ref ended);
    }

    private sealed class Visitor(Visit visit) : TaskActivity<object?, Guid>
    {
        public override Task<Guid> RunAsync(TaskActivityContext context, object? input) => Task.FromResult(visit.Id);
    }
}
