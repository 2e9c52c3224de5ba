using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

public sealed class PurgeRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waited_for_an_entity_goes_with_it()
    {
        using var gate = new SemaphoreSlim(0);
        var held = new TaskCompletionSource();
        var purged = new EntityInstanceId(nameof(Counter), "c");
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddEntity<Counter>().AddEntity("Holds", _ => new Holding(held, gate)),
            options: options => options with { MaxConcurrentEntities = 1 });
        await engine.Client.Entities.SignalEntityAsync(new EntityInstanceId("Holds", "h"), "Hold", cancellation: TestContext.Current.CancellationToken);
        await held.Task.WaitAsync(TestContext.Current.CancellationToken);
        await engine.Client.Entities.SignalEntityAsync(purged, "Add", 1, cancellation: TestContext.Current.CancellationToken);

        await engine.Client.PurgeInstanceAsync(purged.ToString(), TestContext.Current.CancellationToken);
        gate.Release();
        await engine.SettleAsync();

        Assert.Null(await engine.Client.Entities.GetEntityAsync(purged, TestContext.Current.CancellationToken));
        Assert.Equal(0, engine.CountRows()["messages"]);
    }

    [Fact]
    public async Task An_instance_that_has_ended_leaves_no_row_in_any_table()
    {
        await using var engine = await StartAsync();
        await engine.BeginAsync("Whole", id: "whole");
        await engine.SettleAsync();

        // While it runs there is something of it everywhere but among the entities.
        Assert.All(engine.CountRows().Where(table => table.Key is not ("entities" or "activities")), table => Assert.NotEqual(0, table.Value));
        await engine.Client.TerminateInstanceAsync("whole", new TerminateInstanceOptions(Recursive: true), Cancellation);
        await engine.EndOfAsync("part");

        var purged = await engine.Client.PurgeInstanceAsync("whole", new PurgeInstanceOptions(Recursive: true), Cancellation);

        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.All(engine.CountRows(), table => Assert.Equal(0, table.Value));
        Assert.Null(await engine.Client.GetInstanceAsync("whole", Cancellation));
    }

    [Fact]
    public async Task What_comes_for_a_purged_instance_leaves_no_row_either()
    {
        var gate = new TaskCompletionSource();
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Slow", _ => gate.Task)
            .AddOrchestratorFunc("Waits", async context =>
            {
                context.SetCustomStatus("waits");
                await context.CallActivityAsync("Slow");
            }));
        await engine.BeginAsync("Waits", id: "case");
        await engine.WhenStatusAsync("case", "waits");
        await engine.Client.TerminateInstanceAsync("case", Cancellation);
        await engine.EndOfAsync("case");
        Assert.Equal(1, (await engine.Client.PurgeInstanceAsync("case", Cancellation)).PurgedInstanceCount);

        gate.SetResult();
        await engine.SettleAsync();

        Assert.All(engine.CountRows(), table => Assert.Equal(0, table.Value));
    }

    [Fact]
    public async Task An_instance_that_runs_is_not_purged()
    {
        await using var engine = await StartAsync();
        await engine.BeginAsync("Whole", id: "whole");
        await engine.SettleAsync();

        Assert.Equal(0, (await engine.Client.PurgeInstanceAsync("whole", new PurgeInstanceOptions(Recursive: true), Cancellation)).PurgedInstanceCount);
        Assert.Equal(0, (await engine.Client.PurgeInstanceAsync("nobody", Cancellation)).PurgedInstanceCount);

        await engine.RaiseAsync("part", "Go", "unharmed");
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("unharmed", await engine.ResultOfAsync<string>("whole"));
    }

    [Fact]
    public async Task The_parts_of_an_instance_that_runs_are_not_purged_either()
    {
        await using var engine = await StartAsync();
        await engine.BeginAsync("Whole", id: "whole");
        await engine.SettleAsync();
        await engine.RaiseAsync("part", "Go");
        await engine.EndOfAsync("part");

        Assert.Equal(0, (await engine.Client.PurgeInstanceAsync("whole", new PurgeInstanceOptions(Recursive: true), Cancellation)).PurgedInstanceCount);

        Assert.NotNull(await engine.Client.GetInstanceAsync("part", Cancellation));
    }

    [Fact]
    public async Task Without_its_parts_only_the_instance_itself_is_purged()
    {
        await using var engine = await StartAsync();
        await engine.BeginAsync("Whole", id: "whole");
        await engine.SettleAsync();
        await engine.RaiseAsync("part", "Go");
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        await engine.EndOfAsync("whole");

        Assert.Equal(1, (await engine.Client.PurgeInstanceAsync("whole", Cancellation)).PurgedInstanceCount);

        Assert.NotNull(await engine.Client.GetInstanceAsync("part", Cancellation));
    }

    [Fact]
    public async Task A_filter_purges_what_it_finds_and_has_ended()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc("Ends", _ => "done")
            .AddOrchestratorFunc("Waits", context => context.WaitForExternalEvent<string>("Go")));
        foreach (var number in Enumerable.Range(0, 120))
        {
            await engine.BeginAsync(number % 10 == 0 ? "Waits" : "Ends", id: $"old-{number}");
        }

        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        await engine.EndOfAsync(await engine.BeginAsync("Ends", id: "new"));

        var purged = await engine.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: TestEngine.Began.AddHours(1)), Cancellation);

        Assert.Equal(108, purged.PurgedInstanceCount);
        Assert.Equal(13, engine.CountRows()["instances"]);
    }

    [Fact]
    public async Task An_entity_is_purged_under_its_id()
    {
        await using var engine = await StartAsync();
        var id = new EntityInstanceId("Kept", "k");
        await engine.Client.Entities.SignalEntityAsync(id, "set", "state", cancellation: Cancellation);
        await engine.Client.Entities.SignalEntityAsync(id, "set", "state", TestEngine.Began.AddDays(1), Cancellation);
        await engine.SettleAsync();
        Assert.NotNull(await engine.Client.Entities.GetEntityAsync(id, Cancellation));

        Assert.Equal(1, (await engine.Client.PurgeInstanceAsync(id.ToString(), Cancellation)).PurgedInstanceCount);

        Assert.All(engine.CountRows(), table => Assert.Equal(0, table.Value));
    }

    private static Task<TestEngine> StartAsync() => TestEngine.StartAsync(registry => registry
        .AddActivityFunc("Work", _ => Task.CompletedTask)
        .AddEntity("Kept", _ => new Kept())
        .AddOrchestratorFunc("Part", context => context.WaitForExternalEvent<string>("Go"))
        .AddOrchestratorFunc("Whole", async context =>
        {
            await context.CallActivityAsync("Work");
            var timer = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            var word = await context.CallSubOrchestratorAsync<string>("Part", new TaskOptions().WithInstanceId("part"));
            await timer;
            return word;
        }));

    private sealed class Kept : ITaskEntity
    {
        public ValueTask<object?> RunAsync(TaskEntityOperation operation)
        {
            operation.State.SetState(operation.GetInput<string>());
            return ValueTask.FromResult<object?>(null);
        }
    }

    /// <summary>Keeps the only worker busy.</summary>
    private sealed class Holding(TaskCompletionSource held, SemaphoreSlim gate) : ITaskEntity
    {
        public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
        {
            held.SetResult();
            await gate.WaitAsync();
            return null;
        }
    }
}
