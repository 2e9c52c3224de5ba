using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Worker;

namespace Tasdir.Local.Tests.Engine;

public sealed class FailureRules
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData("throws")]
    public async Task What_cannot_be_told_of_an_exception_does_not_keep_it_from_being_told(object properties)
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddEntity<Counter>()
                .AddActivityFunc("Breaks", Task (_) => throw new FormatException("broken"))
                .AddOrchestratorFunc("Calls", context => context.CallActivityAsync("Breaks"))
                .AddOrchestratorFunc("Throws", Task (_) => throw new FormatException("broken"))
                .AddOrchestratorFunc("Asks", context => context.Entities.CallEntityAsync(new EntityInstanceId(nameof(Counter), "c"), "Nothing"))
                .AddActivityFunc("Works", _ => "done")
                .AddOrchestratorFunc("Goes", context => context.CallActivityAsync<string>("Works")),
            options: options => options with { ExceptionProperties = new Telling(properties), MaxConcurrentActivities = 1 });

        Assert.Contains("broken", (await engine.RunAsync("Calls")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("broken", (await engine.RunAsync("Throws")).FailureDetails!.ErrorMessage);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.RunAsync("Asks")).RuntimeStatus);
        Assert.Equal("done", await engine.ResultAsync<string>("Goes"));
        await engine.SettleAsync();
    }

    [Fact]
    public async Task A_failed_activity_tells_its_task_its_type_with_base_types_its_message_and_what_was_behind_it()
    {
        TaskFailedException? caught = null;
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Read", Task (_) => throw new UnreadableFileException("no page 3", new FormatException("not a number")))
            .AddOrchestratorFunc("Reads", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Read");
                }
                catch (TaskFailedException failed)
                {
                    caught = failed;
                }

                return "went on";
            }));

        Assert.Equal("went on", await engine.ResultAsync<string>("Reads"));

        Assert.NotNull(caught);
        Assert.Equal("Read", caught.TaskName);
        Assert.Equal(0, caught.TaskId);
        Assert.Equal("Task 'Read' (#0) failed with an unhandled exception: no page 3", caught.Message);
        Assert.Equal(typeof(UnreadableFileException).FullName, caught.FailureDetails.ErrorType);
        Assert.Equal("no page 3", caught.FailureDetails.ErrorMessage);
        Assert.Contains(nameof(FailureRules), caught.FailureDetails.StackTrace, StringComparison.Ordinal);
        Assert.True(caught.FailureDetails.IsCausedBy<UnreadableFileException>());
        Assert.True(caught.FailureDetails.IsCausedBy<IOException>());
        Assert.True(caught.FailureDetails.IsCausedBy<Exception>());
        Assert.False(caught.FailureDetails.IsCausedBy<FormatException>());
        Assert.True(caught.FailureDetails.InnerFailure?.IsCausedBy<FormatException>());
        Assert.Equal("not a number", caught.FailureDetails.InnerFailure?.ErrorMessage);
    }

    [Fact]
    public async Task A_failure_that_nobody_catches_fails_every_orchestration_above_it()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Read", Task (_) => throw new UnreadableFileException("no page 3"))
            .AddOrchestratorFunc("Inner", context => context.CallActivityAsync("Read"))
            .AddOrchestratorFunc("Outer", context => context.CallSubOrchestratorAsync("Inner")));

        var ended = await engine.RunAsync("Outer");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Null(ended.SerializedOutput);
        List<string> causes = [];
        for (var failure = ended.FailureDetails; failure is not null; failure = failure.InnerFailure)
        {
            causes.Add(failure.ErrorType);
        }

        string failed = typeof(TaskFailedException).FullName!;
        Assert.Equal([failed, failed, typeof(UnreadableFileException).FullName!], causes);
    }

    [Fact]
    public async Task An_orchestrator_fails_by_what_it_throws_itself_at_once_or_later_or_by_being_cancelled()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestrator("AtOnce", new Throwing())
            .AddOrchestratorFunc("Later", async context =>
            {
                await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
                throw new UnreadableFileException("later");
            })
            .AddOrchestratorFunc("Cancelled", context => Task.FromCanceled(new CancellationToken(canceled: true))));

        var ended = await Task.WhenAll(engine.RunAsync("AtOnce"), engine.RunAsync("Later"), engine.RunAsync("Cancelled"));

        Assert.All(ended, end => Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus));
        Assert.Equal(["at once", "later", "One or more errors occurred. (A task was canceled.)"], ended.Select(end => end.FailureDetails?.ErrorMessage));
        Assert.Equal(typeof(AggregateException).FullName, ended[2].FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task Names_that_do_not_exist_are_failures_that_say_which()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc("CallsActivity", context => context.CallActivityAsync("Nowhere"))
            .AddOrchestratorFunc("CallsOrchestrator", context => context.CallSubOrchestratorAsync("Nowhere"))
            .AddOrchestratorFunc("CallsEntity", async context =>
            {
                try
                {
                    await context.Entities.CallEntityAsync(new EntityInstanceId("Nowhere", "k"), "add");
                }
                catch (EntityOperationFailedException failed)
                {
                    return failed.FailureDetails;
                }

                return null;
            }));

        Missing("OrchestratorTaskNotFound", (await engine.RunAsync("Nowhere")).FailureDetails);
        Missing("ActivityTaskNotFound", (await engine.RunAsync("CallsActivity")).FailureDetails?.InnerFailure);
        Missing("OrchestratorTaskNotFound", (await engine.RunAsync("CallsOrchestrator")).FailureDetails?.InnerFailure);
        Missing("EntityTaskNotFound", await engine.ResultAsync<TaskFailureDetails>("CallsEntity"));
    }

    [Fact]
    public async Task What_cannot_be_written_as_JSON_fails_whoever_returned_it()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Circle", _ => Circle.New())
            .AddActivityFunc("Trap", _ => new Trap())
            .AddOrchestratorFunc("CallsCircle", context => context.CallActivityAsync<object>("Circle"))
            .AddOrchestratorFunc("CallsTrap", context => context.CallActivityAsync<object>("Trap"))
            .AddOrchestratorFunc("ReturnsCircle", _ => Circle.New())
            .AddOrchestratorFunc("ReturnsTrap", _ => new Trap())
            .AddOrchestratorFunc("ContinuesWithTrap", context =>
            {
                context.ContinueAsNew(new Trap());
                return "";
            }));

        Assert.True((await engine.RunAsync("CallsCircle")).FailureDetails?.InnerFailure?.IsCausedBy<System.Text.Json.JsonException>());
        Assert.True((await engine.RunAsync("CallsTrap")).FailureDetails?.InnerFailure?.IsCausedBy<UnreadableFileException>());
        Assert.True((await engine.RunAsync("ReturnsCircle")).FailureDetails?.IsCausedBy<System.Text.Json.JsonException>());
        Assert.True((await engine.RunAsync("ReturnsTrap")).FailureDetails?.IsCausedBy<UnreadableFileException>());
        Assert.True((await engine.RunAsync("ContinuesWithTrap")).FailureDetails?.IsCausedBy<UnreadableFileException>());
    }

    [Fact]
    public async Task An_input_that_cannot_be_written_as_JSON_fails_its_call_at_every_replay_alike()
    {
        var entity = new EntityInstanceId("Any", "e");
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<int, int>("Same", (_, number) => number)
                .AddOrchestratorFunc("Tries", async context => new[]
                {
                    await Refused(() => context.CallActivityAsync("Same", new Trap())),
                    await context.CallActivityAsync<int>("Same", 1),
                    await Refused(() => context.CallSubOrchestratorAsync("Same", new Trap())),
                    await context.CallActivityAsync<int>("Same", 2),
                    await Refused(() => context.Entities.CallEntityAsync(entity, "add", new Trap())),
                    await Refused(() => context.Entities.SignalEntityAsync(entity, "add", new Trap())),
                    await Refused(() =>
                    {
                        context.SendEvent(context.InstanceId, "event", new Trap());
                        return Task.CompletedTask;
                    }),
                    await context.CallActivityAsync<int>("Same", 3),
                }),
            Memory.Replayed);

        Assert.Equal([-1, 1, -1, 2, -1, -1, -1, 3], await engine.ResultAsync<List<int>>("Tries"));

        static async Task<int> Refused(Func<Task> call)
        {
            try
            {
                await call();
                return 0;
            }
            catch (UnreadableFileException)
            {
                return -1;
            }
        }
    }

    [Fact]
    public async Task What_cannot_be_read_as_the_type_that_is_wanted_fails_whoever_wanted_it()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc<int, string>("Text", (_, number) => $"<{number}>")
            .AddOrchestratorFunc<int, int>("Number", (_, number) => number)
            .AddOrchestratorFunc("WantsNumber", context => context.CallActivityAsync<int>("Text", 1))
            .AddActivityFunc("Thing", _ => new { Size = 1 })
            .AddOrchestratorFunc("WantsInterface", context => context.CallActivityAsync<IFormattable>("Thing"))
            .AddOrchestratorFunc("GivesText", context => context.CallActivityAsync<string>("Text", "one")));

        Assert.True((await engine.RunAsync("Number", "one")).FailureDetails?.IsCausedBy<System.Text.Json.JsonException>());
        Assert.True((await engine.RunAsync("WantsNumber")).FailureDetails?.IsCausedBy<System.Text.Json.JsonException>());
        Assert.True((await engine.RunAsync("WantsInterface")).FailureDetails?.IsCausedBy<NotSupportedException>());
        Assert.True((await engine.RunAsync("GivesText")).FailureDetails?.InnerFailure?.IsCausedBy<System.Text.Json.JsonException>());
    }

    [Fact]
    public async Task An_orchestrator_that_cannot_be_made_fails_its_instance()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestrator("Unmade", () => throw new UnreadableFileException("no such service")));

        Assert.Equal("no such service", (await engine.RunAsync("Unmade")).FailureDetails?.ErrorMessage);
    }

    [Fact]
    public async Task A_failure_waits_for_what_the_orchestrator_left_open()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc("Fails", context =>
            {
                _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                throw new UnreadableFileException("at once");
            }));
        var id = await engine.BeginAsync("Fails");

        await engine.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.True((await engine.ReadAsync(id)).IsRunning);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("at once", (await engine.EndOfAsync(id)).FailureDetails?.ErrorMessage);
    }

    private static void Missing(string type, TaskFailureDetails? failure)
    {
        Assert.Equal(type, failure?.ErrorType);
        Assert.Contains("'nowhere'", failure!.ErrorMessage, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class UnreadableFileException(string message, Exception? cause = null) : IOException(message, cause);

    private sealed class Throwing : ITaskOrchestrator
    {
        public Type InputType => typeof(object);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) => throw new UnreadableFileException("at once");
    }

    private sealed class Circle
    {
        public Circle? Next { get; private set; }

        public static Circle New()
        {
            var circle = new Circle();
            circle.Next = circle;
            return circle;
        }
    }

    private sealed class Trap
    {
#pragma warning disable CA1822 // Read by the serialiser, which sees instance properties only.
        public string Value => throw new UnreadableFileException("nothing to write");
#pragma warning restore CA1822
    }

    private sealed class Telling(object properties) : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?>? GetExceptionProperties(Exception exception) =>
            properties is double number ? new Dictionary<string, object?> { ["number"] = number } : throw new InvalidOperationException("cannot tell");
    }
}
