using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Engine;

/// <summary>What can be done with an instance that has ended: read its history, do it again, remove it.</summary>
internal sealed partial class EngineClient
{
    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Instance old = Existing(instanceId);
        Execution execution = old.Execution with
        {
            InstanceId = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId,
            ExecutionId = Guid.NewGuid().ToString("N"),
            Parent = null,
        };
        try
        {
            await StartAsync(execution, startAt: null, s_running);
        }
        catch (OrchestrationAlreadyExistsException running)
        {
            throw new InvalidOperationException($"An orchestration with the instanceId {instanceId} cannot be restarted: it has not ended.", running);
        }

        return execution.InstanceId;
    }

    public override async Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Existing(instanceId);
        Rewinding? rewinding = null;
        await core.CommitAsync(
            sql =>
            {
                Instance? failed = Instances.Find(sql, instanceId);
                if (failed is not { Status: OrchestrationRuntimeStatus.Failed })
                {
                    throw new InvalidOperationException(
                        $"Only a failed orchestration can be rewound; the one with the instanceId {instanceId} is {failed?.Status}.");
                }

                rewinding = new Rewinding(core, sql, core.Options.Clock.GetUtcNow(), reason);
                rewinding.Rewind(failed);
                return true;
            },
            _ =>
            {
                rewinding!.Activities.ForEach(core.Activities.Enqueue);
                rewinding.Letters.ForEach(core.Deliver);
            });
    }

    public override Task<IList<DurableTask.Core.History.HistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Instance instance = Existing(instanceId);
        return Task.FromResult(HistoryExport.Of(instance, core.Database.Read(sql => History.Read(sql, instance.Key).Lines)));
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        int page = pageSize > 0 ? pageSize : OrchestrationQuery.DefaultPageSize;
        List<string> ids = core.Database.Read(
            sql => InstanceQuery.Ended(sql, runtimeStatus, completedTimeFrom, completedTimeTo, lastInstanceKey, page));
        return Task.FromResult(new Page<string>(ids, ids.Count == page ? ids[^1] : null));
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Check.NotNullOrEmpty(instanceId);
        List<string> purged = await core.CommitAsync(
            sql => PurgeEnded(sql, instanceId, options?.Recursive ?? false),
            gone =>
            {
                gone.ForEach(core.Forget);
                if (instanceId.StartsWith('@'))
                {
                    // An entity may have nothing yet but what waits for it.
                    core.Forget(instanceId);
                }
            });
        return new PurgeResult(purged.Count, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Check.NotNull(filter);
        DateTimeOffset? until = TimeProvider.System.GetUtcNow() + filter.Timeout;
        OrchestrationQuery query = new(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        int purged = 0;
        await foreach (OrchestrationMetadata instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (TimeProvider.System.GetUtcNow() >= until)
            {
                return new PurgeResult(purged, isComplete: false);
            }

            purged += (await PurgeInstanceAsync(instance.InstanceId, options, cancellation)).PurgedInstanceCount;
        }

        return new PurgeResult(purged, isComplete: true);
    }

    private static List<string> PurgeEnded(Sql sql, string instanceId, bool recursive)
    {
        if (!instanceId.StartsWith('@') && Instances.Find(sql, instanceId) is not { HasEnded: true })
        {
            return [];
        }

        List<string> parts = recursive ? Instances.Children(sql, instanceId) : [];
        List<string> gone = Instances.Purge(sql, instanceId) ? [instanceId] : [];
        return [.. gone, .. parts.SelectMany(part => PurgeEnded(sql, part, recursive))];
    }

    private Instance Existing(string instanceId)
    {
        Check.NotNullOrEmpty(instanceId);
        return Find(instanceId) ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
    }
}
