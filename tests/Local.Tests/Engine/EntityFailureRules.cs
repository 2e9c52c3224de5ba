using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

public sealed class EntityFailureRules
{
    private static readonly EntityInstanceId A = new(nameof(Counter), "a");
    private static readonly EntityInstanceId B = new(nameof(Counter), "b");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_operation_leaves_no_trace_but_its_answer()
    {
        await using var engine = await StartAsync(async context =>
        {
            await context.Entities.CallEntityAsync(A, "Add", 7);
            try
            {
                await context.Entities.CallEntityAsync(A, "ChangeEverythingAndFail", 100);
                return "did not fail";
            }
            catch (EntityOperationFailedException failed)
            {
                return $"{failed.EntityId} {failed.OperationName} {failed.FailureDetails.IsCausedBy<ArgumentException>()} {failed.FailureDetails.ErrorMessage}";
            }
        });

        Assert.Equal("@counter@a ChangeEverythingAndFail True too much", await engine.ResultAsync<string>("Uses"));
        await engine.SettleAsync();
        Assert.Equal(7, await ReadAsync(engine, A));
        Assert.Null(await ReadAsync(engine, B));
        Assert.Null(await engine.Client.GetInstanceAsync("started", Cancellation));
    }

    [Fact]
    public async Task A_failed_operation_between_others_of_a_batch_undoes_itself_alone()
    {
        await using var engine = await StartAsync(async context =>
        {
            await context.Entities.SignalEntityAsync(A, "Add", 1);
            await context.Entities.SignalEntityAsync(A, "ChangeEverythingAndFail", 100);
            await context.Entities.SignalEntityAsync(A, "AddToB", 3);
            return await context.Entities.CallEntityAsync<int>(A, "Read");
        });

        Assert.Equal(1, await engine.ResultAsync<int>("Uses"));
        await engine.SettleAsync();
        Assert.Equal(3, await ReadAsync(engine, B));
    }

    [Fact]
    public async Task A_failure_that_nobody_catches_fails_the_orchestration()
    {
        await using var engine = await StartAsync(context => context.Entities.CallEntityAsync<int>(A, "ChangeEverythingAndFail", 1));

        Assert.Equal(typeof(EntityOperationFailedException).FullName, (await engine.RunAsync("Uses")).FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task An_operation_that_is_not_there_or_lacks_its_input_fails()
    {
        await using var engine = await StartAsync(async context => new[]
        {
            await FailureAsync(context.Entities.CallEntityAsync(A, "Misspelt")),
            await FailureAsync(context.Entities.CallEntityAsync(A, "Add")),
        });

        Assert.Equal(
            [typeof(NotSupportedException).FullName!, typeof(InvalidOperationException).FullName!],
            await engine.ResultAsync<string[]>("Uses"));
    }

    [Fact]
    public async Task State_that_was_set_before_the_failure_is_as_it_was()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddEntity("Setter", _ => new Setter())
            .AddOrchestratorFunc("Uses", async context =>
            {
                var setter = new EntityInstanceId("Setter", "s");
                List<string?> seen = [await context.Entities.CallEntityAsync<string?>(setter, "first")];
                await FailureAsync(context.Entities.CallEntityAsync(setter, "fail"));
                seen.Add(await context.Entities.CallEntityAsync<string?>(setter, "second"));
                await FailureAsync(context.Entities.CallEntityAsync(setter, "fail"));
                seen.Add(await context.Entities.CallEntityAsync<string?>(setter, "third"));
                return seen;
            }));

        Assert.Equal([null, "first", "second"], await engine.ResultAsync<List<string?>>("Uses"));
    }

    private static Task<TestEngine> StartAsync<T>(Func<TaskOrchestrationContext, Task<T>> orchestrator) =>
        TestEngine.StartAsync(registry => registry.AddEntity<Counter>().AddOrchestratorFunc("Uses", orchestrator));

    private static async Task<int?> ReadAsync(TestEngine engine, EntityInstanceId id) =>
        (await engine.Client.Entities.GetEntityAsync<int>(id, Cancellation))?.State;

    private static async Task<string> FailureAsync(Task call)
    {
        try
        {
            await call;
            return "none";
        }
        catch (EntityOperationFailedException failed)
        {
            return failed.FailureDetails.ErrorType;
        }
    }

    /// <summary>Gives the state that it found and sets it to the operation's name, failing after that when asked to.</summary>
    private sealed class Setter : ITaskEntity
    {
        public ValueTask<object?> RunAsync(TaskEntityOperation operation)
        {
            object? before = operation.State.GetState<string>();
            operation.State.SetState(operation.Name);
            return operation.Name == "fail" ? throw new TimeoutException() : ValueTask.FromResult(before);
        }
    }
}
