using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tasdir.Local.Engine;
using static Microsoft.DurableTask.Protobuf.HistoryEvent.EventTypeOneofCase;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Tests.Engine;

/// <summary>What the engine hands to whoever runs the code, and what it makes of a worker that breaks.</summary>
public sealed class ExecutorRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_that_breaks_is_asked_again_and_one_that_has_lost_its_session_is_given_the_history()
    {
        Worker worker = new();
        await using var engine = Open(worker, options => options with { DefaultVersion = "3" });
        await engine.StartAsync(Cancellation);

        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Case", "in", Cancellation);
        var ended = await engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal("\"out\"", ended.SerializedOutput);
        var requests = worker.Orchestrations.ToArray();
        Assert.Equal([true, true, false, true], requests.Select(request => request.Properties["IncludeState"].BoolValue));
        Assert.All(requests, request => Assert.Equal((true, 30, "3"), (
            request.Properties["IsExtendedSession"].BoolValue,
            request.Properties["ExtendedSessionIdleTimeoutInSeconds"].NumberValue,
            request.Properties["defaultVersion"].StringValue)));
        Assert.All(requests, request => Assert.Equal(TimeSpan.FromMinutes(30), request.EntityParameters.EntityMessageReorderWindow.ToTimeSpan()));
        Assert.Equal([OrchestratorStarted, ExecutionStarted], Kinds(requests[0].NewEvents));
        var started = requests[0].NewEvents[1].ExecutionStarted;
        Assert.Equal(("Case", "3", "\"in\"", id), (started.Name, started.Version, started.Input, started.OrchestrationInstance.InstanceId));
        Assert.Empty(requests[2].PastEvents);
        Assert.Equal([OrchestratorStarted, ExecutionStarted, TaskScheduled, OrchestratorCompleted], Kinds(requests[3].PastEvents));
        Assert.Equal(started, requests[3].PastEvents[1].ExecutionStarted);
        Assert.Equal([OrchestratorStarted, TaskCompleted], Kinds(requests[3].NewEvents));
        Assert.Equal(2, worker.Activities.Count);
        Assert.Equal("10", worker.Activities.First().Tags["region"]);
    }

    [Fact]
    public async Task What_an_entity_is_asked_by_an_orchestration_is_answered_in_the_frameworks_words()
    {
        EntityCaller worker = new();
        await using var engine = Open(worker);
        await engine.StartAsync(Cancellation);

        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Case", Cancellation);
        await engine.Client.WaitForInstanceCompletionAsync(id, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal([("lock", "{}"), ("call", """{"result":"7"}""")], worker.Answers.Select(raised => (worker.NameOf(raised.Name), raised.Input)));
        var batch = Assert.Single(worker.Batches);
        Assert.Equal(("@counter@c", "Read", worker.Call), (batch.InstanceId, batch.Operations[0].Operation, batch.Operations[0].RequestId));
    }

    private static List<P.HistoryEvent.EventTypeOneofCase> Kinds(IEnumerable<P.HistoryEvent> events) => [.. events.Select(happened => happened.EventTypeCase)];

    private static DurableEngine Open(IWorkItemExecutor worker, Func<EngineOptions, EngineOptions>? change = null)
    {
        EngineOptions options = new() { Path = Path.Combine(TestEngine.NewFolder(), "history.db"), Clock = new FakeTimeProvider(TestEngine.Began) };
        return new DurableEngine(change?.Invoke(options) ?? options, worker, NullLoggerFactory.Instance);
    }

    private static P.OrchestratorResponse Response(params P.OrchestratorAction[] actions) => new() { Actions = { actions } };

    private static P.OrchestratorAction Ends(int id, string output) =>
        new() { Id = id, CompleteOrchestration = new() { OrchestrationStatus = P.OrchestrationStatus.Completed, Result = output } };

    /// <summary>Breaks at its first orchestration and its first activity, and forgets its session.</summary>
    private sealed class Worker : IWorkItemExecutor
    {
        public ConcurrentQueue<P.OrchestratorRequest> Orchestrations { get; } = [];

        public ConcurrentQueue<P.ActivityRequest> Activities { get; } = [];

        public Task<P.OrchestratorResponse> RunOrchestratorAsync(P.OrchestratorRequest request, CancellationToken stop)
        {
            Orchestrations.Enqueue(request);
            return Task.FromResult(Orchestrations.Count switch
            {
                1 => throw new IOException("the worker is gone"),
                2 => Response(new P.OrchestratorAction { Id = 0, ScheduleTask = new() { Name = "Work", Input = "[1]", Tags = { ["region"] = "10" } } }),
                3 => new P.OrchestratorResponse { RequiresHistory = true },
                _ => Response(Ends(1, "\"out\"")),
            });
        }

        public Task<P.ActivityResponse> RunActivityAsync(P.ActivityRequest request, CancellationToken stop)
        {
            Activities.Enqueue(request);
            return Activities.Count == 1 ? throw new IOException("the worker is gone") : Task.FromResult(new P.ActivityResponse { Result = "1" });
        }

        public Task<P.EntityBatchResult> RunEntityAsync(P.EntityBatchRequest request, CancellationToken stop) => throw new NotSupportedException();
    }

    /// <summary>Locks an entity, calls it, leaves and ends, by the messages that the real worker sends.</summary>
    private sealed class EntityCaller : IWorkItemExecutor
    {
        private readonly string section = Guid.NewGuid().ToString();

        public string Call { get; } = Guid.NewGuid().ToString();

        public List<P.EventRaisedEvent> Answers { get; } = [];

        public List<P.EntityBatchRequest> Batches { get; } = [];

        public string NameOf(string id) => id == section ? "lock" : "call";

        public Task<P.OrchestratorResponse> RunOrchestratorAsync(P.OrchestratorRequest request, CancellationToken stop)
        {
            Answers.AddRange(request.NewEvents.Select(happened => happened.EventRaised).Where(raised => raised is not null));
            var who = $"\"parent\":\"{request.InstanceId}\",\"parentExecution\":\"{request.ExecutionId}\"";
            return Task.FromResult(Answers.Count switch
            {
                0 => Response(Sends(0, "op", $$"""{"op":null,"id":"{{section}}",{{who}},"lockset":[{"name":"counter","key":"c"}],"IsLockRequest":true}""")),
                1 => Response(Sends(1, "op", $$"""{"op":"Read","id":"{{Call}}",{{who}},"Timestamp":"0001-01-01T00:00:00"}""")),
                _ => Response(Sends(2, "release", $$"""{"parent":"{{request.InstanceId}}","id":"{{section}}"}"""), Ends(3, "null")),
            });
        }

        public Task<P.ActivityResponse> RunActivityAsync(P.ActivityRequest request, CancellationToken stop) => throw new NotSupportedException();

        public Task<P.EntityBatchResult> RunEntityAsync(P.EntityBatchRequest request, CancellationToken stop)
        {
            Batches.Add(request);
            return Task.FromResult(new P.EntityBatchResult { EntityState = "7", Results = { new P.OperationResult { Success = new() { Result = "7" } } } });
        }

        private static P.OrchestratorAction Sends(int id, string name, string data) =>
            new() { Id = id, SendEvent = new() { Instance = new() { InstanceId = "@counter@c" }, Name = name, Data = data } };
    }
}
