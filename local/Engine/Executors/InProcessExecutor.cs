using DurableTask.Core;
using Google.Protobuf;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>Runs the tasks of a registry in this process by the SDK's own runners, each work item in a scope of its own.</summary>
internal sealed class InProcessExecutor(EngineOptions options, IDurableTaskFactory2 factory, IServiceProvider services, ILoggerFactory loggers)
    : IWorkItemExecutor, IDisposable
{
    // Tasks do not inherit options from the worker's services here: the engine's rule.
    private readonly Shims _shims = new(new DurableTaskShimFactory(
        new DurableTaskWorkerOptions { DataConverter = options.Converter, MaximumTimerInterval = options.MaximumTimerInterval, EnableEntitySupport = true },
        loggers));
    private readonly ILogger _log = loggers.CreateLogger<InProcessExecutor>();
    private readonly ExtendedSessionsCache _sessions = new();

    public Task<P.OrchestratorResponse> RunOrchestratorAsync(P.OrchestratorRequest request, CancellationToken stop) => MakeAsync(request);

    public async Task<P.ActivityResponse> RunActivityAsync(P.ActivityRequest request, CancellationToken stop)
    {
        P.ActivityResponse response = new() { InstanceId = request.OrchestrationInstance.InstanceId, TaskId = request.TaskId };
        AsyncServiceScope scope = services.CreateAsyncScope();
        try
        {
            if (factory.TryCreateActivity(request.Name, scope.ServiceProvider, out ITaskActivity? activity))
            {
                OrchestrationInstance instance = new() { InstanceId = request.OrchestrationInstance.InstanceId, ExecutionId = request.OrchestrationInstance.ExecutionId };
                TaskContext context = new(instance, request.Name, request.Version ?? "", request.TaskId);
                response.Result = await _shims.Factory.CreateActivity(request.Name, activity).RunAsync(context, request.Input);
            }
            else
            {
                response.FailureDetails = Failures.NotFound("Activity", request.Name, request.Version);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever an activity throws is its answer.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            response.FailureDetails = FailureOf(wrong);
        }
        finally
        {
            await LetGoAsync(scope);
        }

        return response;
    }

    public async Task<P.EntityBatchResult> RunEntityAsync(P.EntityBatchRequest request, CancellationToken stop)
    {
        string name = EntityInstanceId.FromString(request.InstanceId).Name;
        AsyncServiceScope scope = services.CreateAsyncScope();
        try
        {
            return factory.TryCreateEntity(name, scope.ServiceProvider, out ITaskEntity? entity)
                ? P.EntityBatchResult.Parser.ParseFrom(Convert.FromBase64String(
                    await GrpcEntityRunner.LoadAndRunAsync(Convert.ToBase64String(request.ToByteArray()), entity, _shims)))
                : Unchanged(request, Failures.NotFound("Entity", name, null));
        }
#pragma warning disable CA1031 // Whatever keeps an entity from being made is the answer to its operations.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            return Unchanged(request, FailureOf(wrong));
        }
        finally
        {
            await LetGoAsync(scope);
        }
    }

    public void Dispose() => _sessions.Dispose();

    private static P.EntityBatchResult Unchanged(P.EntityBatchRequest request, P.TaskFailureDetails failure) =>
        new() { EntityState = request.EntityState, FailureDetails = failure };

    private async Task<P.OrchestratorResponse> MakeAsync(P.OrchestratorRequest request)
    {
        P.ExecutionStartedEvent? started = request.NewEvents.Concat(request.PastEvents).FirstOrDefault(happened => happened.ExecutionStarted is not null)?.ExecutionStarted;
        if (started is null)
        {
            // It is kept from the step before, and not made again.
            return Run(request, Kept.Instance);
        }

        AsyncServiceScope scope = services.CreateAsyncScope();
        try
        {
            return factory.TryCreateOrchestrator(started.Name, scope.ServiceProvider, out ITaskOrchestrator? orchestrator)
                ? Run(request, orchestrator)
                : Failed(request, Failures.NotFound("Orchestrator", started.Name, started.Version));
        }
#pragma warning disable CA1031 // Whatever keeps an orchestrator from being made fails its instance.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            return Failed(request, FailureOf(wrong));
        }
        finally
        {
            await LetGoAsync(scope);
        }
    }

    private P.OrchestratorResponse Run(P.OrchestratorRequest request, ITaskOrchestrator orchestrator)
    {
        try
        {
            string response = GrpcOrchestrationRunner.LoadAndRun(Convert.ToBase64String(request.ToByteArray()), orchestrator, _sessions, _shims);
            return P.OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(response));
        }
#pragma warning disable CA1031 // Whatever comes out of the code of the application fails its instance.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            return Failed(request, FailureOf(wrong));
        }
    }

    private static P.OrchestratorResponse Failed(P.OrchestratorRequest request, P.TaskFailureDetails failure) => new()
    {
        InstanceId = request.InstanceId,
        Actions =
        {
            new P.OrchestratorAction
            {
                CompleteOrchestration = new P.CompleteOrchestrationAction { OrchestrationStatus = P.OrchestrationStatus.Failed, FailureDetails = failure },
            },
        },
    };

    private P.TaskFailureDetails FailureOf(Exception wrong)
    {
        try
        {
            return Failures.Of(wrong, options.ExceptionProperties);
        }
#pragma warning disable CA1031 // What the application tells of an exception must not hide it.
        catch (Exception untold)
#pragma warning restore CA1031
        {
            _log.LogError(untold, "The properties of a {Exception} could not be told.", wrong.GetType());
            return Failures.Of(wrong, null);
        }
    }

    // What services throw at the end undoes nothing of what was done in their scope.
    private async ValueTask LetGoAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync();
        }
#pragma warning disable CA1031 // The services are the application's.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            _log.LogError(wrong, "A service could not be disposed of.");
        }
    }

    /// <summary>How the runners are given the shims.</summary>
    private sealed class Shims(DurableTaskShimFactory factory) : IServiceProvider
    {
        public DurableTaskShimFactory Factory => factory;

        public object? GetService(Type serviceType) => serviceType == typeof(DurableTaskShimFactory) ? factory : null;
    }

    /// <summary>Stands for an orchestrator that goes on where it was.</summary>
    private sealed class Kept : ITaskOrchestrator
    {
        public static readonly Kept Instance = new();

        public Type InputType => typeof(object);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) => throw new NotSupportedException();
    }
}
