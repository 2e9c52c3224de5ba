using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Reading what happened to an instance, listing those that have ended, and doing one again.</summary>
public sealed class HistoryRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_history_tells_what_was_asked_for_and_what_came_of_it_in_order()
    {
        await using var engine = await StartAsync();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Does", "in", new StartOrchestrationOptions("i") { Version = "2", Tags = new Dictionary<string, string> { ["region"] = "10" } }, Cancellation);
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        await engine.RaiseAsync("i", "Go", "on");
        await engine.EndOfAsync("i");

        var history = await engine.Client.GetOrchestrationHistoryAsync("i", Cancellation);

        Assert.Equal(
            [
                EventType.OrchestratorStarted, EventType.ExecutionStarted, EventType.TaskScheduled, EventType.OrchestratorCompleted,
                EventType.OrchestratorStarted, EventType.TaskCompleted, EventType.TimerCreated, EventType.OrchestratorCompleted,
                EventType.OrchestratorStarted, EventType.TimerFired, EventType.SubOrchestrationInstanceCreated, EventType.OrchestratorCompleted,
                EventType.OrchestratorStarted, EventType.SubOrchestrationInstanceFailed, EventType.OrchestratorCompleted,
                EventType.OrchestratorStarted, EventType.EventRaised, EventType.EventSent, EventType.ExecutionCompleted, EventType.OrchestratorCompleted,
            ],
            history.Select(line => line.EventType));
        var started = Single<ExecutionStartedEvent>(history);
        Assert.Equal(("Does", "2", "\"in\"", "10"), (started.Name, started.Version, started.Input, started.Tags!["region"]));
        var scheduled = Single<TaskScheduledEvent>(history);
        var completed = Single<TaskCompletedEvent>(history);
        Assert.Equal(("Work", "2", "[\"in\"]"), (scheduled.Name, scheduled.Version, scheduled.Input));
        Assert.Equal((scheduled.EventId, "\"in!\""), (completed.TaskScheduledId, completed.Result));
        Assert.Equal(TestEngine.Began.AddHours(1).UtcDateTime, Single<TimerFiredEvent>(history).FireAt);
        Assert.Equal(Single<TimerCreatedEvent>(history).FireAt, Single<TimerFiredEvent>(history).FireAt);
        Assert.Equal("broken", Single<SubOrchestrationInstanceFailedEvent>(history).FailureDetails!.ErrorMessage);
        Assert.Equal(("Go", "\"on\""), (Single<EventRaisedEvent>(history).Name, Single<EventRaisedEvent>(history).Input));
        Assert.Equal((OrchestrationStatus.Completed, "\"on\""), (Single<ExecutionCompletedEvent>(history).OrchestrationStatus, Single<ExecutionCompletedEvent>(history).Result));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.GetOrchestrationHistoryAsync("nobody", Cancellation));
    }

    [Fact]
    public async Task Ended_instances_are_listed_page_by_page_by_when_they_ended()
    {
        await using var engine = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await engine.EndOfAsync(await engine.BeginAsync(i == 2 ? "Fails" : "Ends", id: $"i-{i}"));
            await engine.AdvanceAsync(TimeSpan.FromHours(1));
        }

        await engine.BeginAsync("Does", "in", "running");
        await engine.SettleAsync();

        var first = await engine.Client.ListInstanceIdsAsync(pageSize: 3, cancellation: Cancellation);
        var second = await engine.Client.ListInstanceIdsAsync(pageSize: 3, lastInstanceKey: first.ContinuationToken, cancellation: Cancellation);
        var failed = await engine.Client.ListInstanceIdsAsync([OrchestrationRuntimeStatus.Failed], cancellation: Cancellation);
        var middle = await engine.Client.ListInstanceIdsAsync(
            completedTimeFrom: TestEngine.Began.AddHours(1), completedTimeTo: TestEngine.Began.AddHours(3), cancellation: Cancellation);

        Assert.Equal(["i-0", "i-1", "i-2"], first.Values);
        Assert.Equal(["i-3", "i-4"], second.Values);
        Assert.Null(second.ContinuationToken);
        Assert.Equal(["i-2"], failed.Values);
        Assert.Equal(["i-1", "i-2", "i-3"], middle.Values);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_ended_instance_is_done_again_with_its_input_version_and_tags_under_its_id_or_a_new_one(bool isNew)
    {
        await using var engine = await StartAsync();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Tells", 3, new StartOrchestrationOptions("i") { Version = "1.2", Tags = new Dictionary<string, string> { ["region"] = "10" } }, Cancellation);
        await engine.EndOfAsync("i");

        var again = await engine.Client.RestartAsync("i", isNew, Cancellation);

        Assert.Equal(isNew, again != "i");
        Assert.Equal("3 1.2", await engine.ResultOfAsync<string>(again));
        Assert.Equal("10", (await engine.ReadAsync(again)).Tags["region"]);
        Assert.NotNull(await engine.ReadAsync("i"));
    }

    [Fact]
    public async Task An_instance_that_runs_is_done_again_only_under_a_new_id()
    {
        await using var engine = await StartAsync();
        await engine.BeginAsync("Does", "in", "i");
        await engine.SettleAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RestartAsync("i", cancellation: Cancellation));
        Assert.NotEqual("i", await engine.Client.RestartAsync("i", restartWithNewInstanceId: true, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.RestartAsync("nobody", cancellation: Cancellation));
    }

    private static T Single<T>(IEnumerable<HistoryEvent> history) => Assert.Single(history.OfType<T>());

    private static Task<TestEngine> StartAsync() => TestEngine.StartAsync(registry => registry
        .AddActivityFunc<string, string>("Work", (_, text) => text + "!")
        .AddOrchestratorFunc("Ends", _ => "done")
        .AddOrchestratorFunc("Fails", Task<string> (_) => throw new InvalidOperationException("broken"))
        .AddOrchestratorFunc<int, string>("Tells", (context, number) => $"{number} {context.Version}")
        .AddOrchestratorFunc<string, string>("Does", async (context, text) =>
        {
            await context.CallActivityAsync<string>("Work", text);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync<string>("Fails"));
            var said = await context.WaitForExternalEvent<string>("Go");
            context.SendEvent("somebody", "Hello", said);
            return said;
        }));
}
