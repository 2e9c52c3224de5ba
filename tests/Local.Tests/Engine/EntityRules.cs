using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

public sealed class EntitiesKept() : EntityRules(Memory.Kept);

public sealed class EntitiesReplayed() : EntityRules(Memory.Replayed);

public abstract class EntityRules(Memory memory)
{
    private static readonly EntityInstanceId A = new(nameof(Counter), "a");
    private static readonly EntityInstanceId B = new(nameof(Counter), "b");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_and_signals_of_an_orchestration_reach_an_entity_in_their_order()
    {
        await using var engine = await StartAsync(async context =>
        {
            await context.Entities.SignalEntityAsync(A, "Add", 5);
            await context.Entities.SignalEntityAsync(A, "Double");
            await context.Entities.CallEntityAsync(A, "Add", 1);
            return await context.Entities.CallEntityAsync<int>(A, "Read");
        });

        Assert.Equal(11, await engine.ResultAsync<int>("Uses"));
    }

    [Fact]
    public async Task Names_of_entities_and_operations_ignore_case_and_keys_do_not()
    {
        await using var engine = await StartAsync(async context =>
        {
            await context.Entities.SignalEntityAsync(new EntityInstanceId("COUNTER", "a"), "ADD", 1);
            await context.Entities.SignalEntityAsync(new EntityInstanceId("counter", "a"), "add", 1);
            await context.Entities.SignalEntityAsync(new EntityInstanceId("Counter", "A"), "Add", 1);
            return await context.Entities.CallEntityAsync<int>(A, "read");
        });

        Assert.Equal(2, await engine.ResultAsync<int>("Uses"));
    }

    [Fact]
    public async Task Operations_of_one_entity_never_run_at_once_however_many_call_it()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => Counting(registry).AddOrchestratorFunc("Adds", context => context.Entities.CallEntityAsync<int>(A, "AddSlowly", 1)),
            memory);

        var results = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => engine.ResultAsync<int>("Adds")));

        Assert.Equal(Enumerable.Range(1, 250), results.Order());
    }

    [Fact]
    public async Task A_signal_for_later_waits_for_its_time_over_a_restart()
    {
        await using var engine = await StartAsync(async context =>
        {
            await context.Entities.SignalEntityAsync(A, "Add", 1, TestEngine.Began.AddHours(2));
            await context.Entities.SignalEntityAsync(A, "AddToBLater", input: TestEngine.Began.AddHours(3));
        });
        await engine.ResultAsync<object>("Uses");
        await engine.Client.Entities.SignalEntityAsync(A, "Add", 10, TestEngine.Began.AddHours(1), Cancellation);
        await engine.SettleAsync();
        await engine.RestartAsync();
        List<(int?, int?)> seen = [];

        for (var hour = 0; hour <= 3; hour++)
        {
            seen.Add((await ReadAsync(engine, A), await ReadAsync(engine, B)));
            await engine.AdvanceAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal([(0, null), (10, null), (11, null), (11, 1)], seen);
    }

    [Fact]
    public async Task An_entity_starts_orchestrations_now_or_later()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => Counting(registry).AddOrchestratorFunc<string, string>("Started", (context, text) => $"{text} {context.Parent is null}"),
            memory);

        await engine.Client.Entities.SignalEntityAsync(A, "Start", input: TestEngine.Began.AddDays(1), cancellation: Cancellation);
        await engine.SettleAsync();

        Assert.Equal("now True", await engine.ResultOfAsync<string>("now"));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.ReadAsync("later")).RuntimeStatus);
        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("later True", await engine.ResultOfAsync<string>("later"));
    }

    [Fact]
    public async Task State_that_is_deleted_or_set_to_null_is_gone_and_begins_anew()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => Counting(registry).AddEntity<Note>().AddOrchestratorFunc("Uses", async context =>
            {
                var note = new EntityInstanceId(nameof(Note), "n");
                await context.Entities.CallEntityAsync(note, "Write", "text");
                await context.Entities.CallEntityAsync(note, "Clear");
                await context.Entities.CallEntityAsync(A, "Add", 5);
                await context.Entities.CallEntityAsync(A, "delete");
            }),
            memory);

        await engine.ResultAsync<object>("Uses");

        Assert.Equal(0, engine.CountRows()["entities"]);
        Assert.Null(await ReadAsync(engine, A));
        await engine.Client.Entities.SignalEntityAsync(A, "Add", 1, cancellation: Cancellation);
        await engine.SettleAsync();
        Assert.Equal(1, await ReadAsync(engine, A));
    }

    [Fact]
    public async Task A_call_that_nobody_awaits_does_not_keep_the_instance_running()
    {
        var gate = new TaskCompletionSource();
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddEntity("Slow", _ => new Waiting(gate.Task))
                .AddOrchestratorFunc("Leaves", context =>
                {
                    _ = context.Entities.CallEntityAsync(new EntityInstanceId("Slow", "s"), "wait");
                    return "left";
                }),
            memory);

        Assert.Equal("left", await engine.ResultAsync<string>("Leaves"));
        gate.SetResult();
    }

    [Fact]
    public async Task A_client_reads_an_entity_with_or_without_its_state()
    {
        await using var engine = await StartAsync(_ => Task.FromResult(0));
        await engine.Client.Entities.SignalEntityAsync(A, "Add", 4, cancellation: Cancellation);
        await engine.SettleAsync();

        var full = await engine.Client.Entities.GetEntityAsync(A, cancellation: Cancellation);
        var bare = await engine.Client.Entities.GetEntityAsync<int>(A, includeState: false, Cancellation);

        Assert.Equal(4, full?.State.ReadAs<int>());
        Assert.Equal(TestEngine.Began, full?.LastModifiedTime);
        Assert.False(bare?.IncludesState);
        Assert.Null(await engine.Client.Entities.GetEntityAsync(B, Cancellation));
    }

    private Task<TestEngine> StartAsync<T>(Func<TaskOrchestrationContext, Task<T>> orchestrator) =>
        TestEngine.StartAsync(registry => Counting(registry).AddOrchestratorFunc("Uses", orchestrator), memory);

    private Task<TestEngine> StartAsync(Func<TaskOrchestrationContext, Task> orchestrator) =>
        TestEngine.StartAsync(registry => Counting(registry).AddOrchestratorFunc("Uses", orchestrator), memory);

    private static DurableTaskRegistry Counting(DurableTaskRegistry registry) => registry.AddEntity<Counter>();

    private static async Task<int?> ReadAsync(TestEngine engine, EntityInstanceId id) =>
        (await engine.Client.Entities.GetEntityAsync<int>(id, Cancellation))?.State;

    private sealed class Note : TaskEntity<Note.Page?>
    {
        public void Write(string text) => State = new Page { Text = text };

        public void Clear() => State = null;

        public sealed class Page
        {
            public string Text { get; set; } = "";
        }
    }

    private sealed class Waiting(Task gate) : ITaskEntity
    {
        public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
        {
            await gate;
            return null;
        }
    }
}
