using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Engine;

namespace Tasdir.Workflows.Tests.Recorded;

/// <summary>Stands between the engine and the worker of an app, and keeps the last step of each orchestration.</summary>
internal sealed class Recorder : IWorkItemExecutor
{
    private readonly ConcurrentDictionary<string, Recording> _last = new();
    private IWorkItemExecutor _worker = null!;

    /// <summary>What was recorded so far, in the order of the orchestrations' names and ids.</summary>
    public IReadOnlyList<Recording> Recordings =>
    [
        .. _last.Values.OrderBy(recording => recording.Name, StringComparer.Ordinal)
            .ThenBy(recording => recording.Request.InstanceId, StringComparer.Ordinal),
    ];

    /// <summary>Puts it there.</summary>
    public void Attach(FunctionsApplicationBuilder builder)
    {
        Type worker = builder.Services.Last(part => part.ServiceType == typeof(IWorkItemExecutor)).ImplementationType!;
        builder.Services.AddSingleton<IWorkItemExecutor>(parts =>
        {
            _worker = (IWorkItemExecutor)ActivatorUtilities.CreateInstance(parts, worker);
            return this;
        });
    }

    public async Task<OrchestratorResponse> RunOrchestratorAsync(OrchestratorRequest request, CancellationToken stop)
    {
        OrchestratorResponse response = await _worker.RunOrchestratorAsync(request, stop);
        _last[request.InstanceId] = new Recording(request.Clone(), response.Clone());
        return response;
    }

    public Task<ActivityResponse> RunActivityAsync(ActivityRequest request, CancellationToken stop) => _worker.RunActivityAsync(request, stop);

    public Task<EntityBatchResult> RunEntityAsync(EntityBatchRequest request, CancellationToken stop) => _worker.RunEntityAsync(request, stop);
}
