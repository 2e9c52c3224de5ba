using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>
/// Runs the code of an app: the engine's one boundary to it, in the words of the protocol between a host and its worker.
/// What it throws is a fault of the infrastructure: the work item is tried again after a pause. What fails in the code is an
/// answer like any other.
/// </summary>
public interface IWorkItemExecutor
{
    /// <summary>Takes an orchestration a step further.</summary>
    Task<P.OrchestratorResponse> RunOrchestratorAsync(P.OrchestratorRequest request, CancellationToken stop);

    /// <summary>Runs an activity.</summary>
    /// <exception cref="OperationCanceledException">It was cut off by the stop: it runs again after the next start.</exception>
    Task<P.ActivityResponse> RunActivityAsync(P.ActivityRequest request, CancellationToken stop);

    /// <summary>Runs operations on an entity, one after the other.</summary>
    Task<P.EntityBatchResult> RunEntityAsync(P.EntityBatchRequest request, CancellationToken stop);
}
