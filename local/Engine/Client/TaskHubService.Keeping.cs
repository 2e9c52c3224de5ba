using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <content>What can be done with an instance that has ended: read its history, do it again, remove it.</content>
public sealed partial class TaskHubService
{
    private const int EventsAChunk = 1_000;

    /// <inheritdoc/>
    public override async Task<P.RestartInstanceResponse> RestartInstance(P.RestartInstanceRequest request, ServerCallContext context)
    {
        P.ExecutionStartedEvent again = Existing(request.InstanceId).Started.Clone();
        again.ParentInstance = null;
        again.ScheduledStartTimestamp = null;
        again.OrchestrationInstance = new P.OrchestrationInstance
        {
            InstanceId = request.RestartWithNewInstanceId ? Guid.NewGuid().ToString("N") : request.InstanceId,
            ExecutionId = Guid.NewGuid().ToString("N"),
        };
        await StartAsync(
            again, StatusCode.FailedPrecondition, [P.OrchestrationStatus.Completed, P.OrchestrationStatus.Failed, P.OrchestrationStatus.Terminated]);
        return new P.RestartInstanceResponse { InstanceId = again.OrchestrationInstance.InstanceId };
    }

    /// <inheritdoc/>
    public override async Task<P.RewindInstanceResponse> RewindInstance(P.RewindInstanceRequest request, ServerCallContext context)
    {
        Rewinding? rewinding = null;
        await CommitAsync(
            sql =>
            {
                Instance failed = Instances.Find(sql, request.InstanceId)
                    ?? throw Told(StatusCode.NotFound, $"No instance with ID '{request.InstanceId}' was found.");
                if (failed.Status != P.OrchestrationStatus.Failed)
                {
                    throw Told(
                        StatusCode.FailedPrecondition,
                        $"Only a failed orchestration can be rewound; the one with the instanceId {request.InstanceId} is {failed.Status}.");
                }

                rewinding = new Rewinding(_core, sql, _core.Options.Clock.GetUtcNow(), request.Reason);
                rewinding.Rewind(failed);
                return true;
            },
            _ =>
            {
                rewinding!.Activities.ForEach(_core.Activities.Enqueue);
                rewinding.Messages.ForEach(_core.Deliver);
            });
        return new P.RewindInstanceResponse();
    }

    /// <inheritdoc/>
    public override async Task StreamInstanceHistory(
        P.StreamInstanceHistoryRequest request, IServerStreamWriter<P.HistoryChunk> responseStream, ServerCallContext context)
    {
        Instance instance = Existing(request.InstanceId);
        List<P.HistoryEvent> events = _core.Database.Read(sql => History.Read(sql, instance).Events);
        if (instance.HasEnded)
        {
            P.ExecutionCompletedEvent completed = new() { OrchestrationStatus = instance.Status, Result = instance.Output, FailureDetails = instance.Failure };
            events.Insert(Math.Max(0, events.Count - 1), new P.HistoryEvent
            {
                EventId = events.Count(HistoryReading.IsAsked),
                Timestamp = instance.UpdatedAt.ToTimestamp(),
                ExecutionCompleted = completed,
            });
        }

        foreach (P.HistoryEvent[] chunk in events.Chunk(EventsAChunk))
        {
            await responseStream.WriteAsync(new P.HistoryChunk { Events = { chunk } });
        }
    }

    /// <inheritdoc/>
    public override async Task<P.PurgeInstancesResponse> PurgeInstances(P.PurgeInstancesRequest request, ServerCallContext context)
    {
        switch (request.RequestCase)
        {
            case P.PurgeInstancesRequest.RequestOneofCase.InstanceId:
                return new P.PurgeInstancesResponse { DeletedInstanceCount = await PurgeAsync(request.InstanceId, request.Recursive), IsComplete = true };
            case P.PurgeInstancesRequest.RequestOneofCase.InstanceBatch:
                int purged = 0;
                foreach (string instanceId in request.InstanceBatch.InstanceIds)
                {
                    purged += await PurgeAsync(instanceId, request.Recursive);
                }

                return new P.PurgeInstancesResponse { DeletedInstanceCount = purged, IsComplete = true };
            case P.PurgeInstancesRequest.RequestOneofCase.PurgeInstanceFilter:
                return await PurgeAsync(request.PurgeInstanceFilter, request.Recursive, context.CancellationToken);
            default:
                throw Told(StatusCode.InvalidArgument, $"Unknown purge request type '{request.RequestCase}'.");
        }
    }

    /// <inheritdoc/>
    public override async Task<P.SkipGracefulOrchestrationTerminationsResponse> SkipGracefulOrchestrationTerminations(
        P.SkipGracefulOrchestrationTerminationsRequest request, ServerCallContext context)
    {
        P.SkipGracefulOrchestrationTerminationsResponse response = new();
        foreach (string instanceId in request.InstanceBatch.InstanceIds)
        {
            try
            {
                await SendAsync(instanceId, "terminate", happened => happened.ExecutionTerminated = new() { Input = request.Reason });
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
            {
                response.UnterminatedInstanceIds.Add(instanceId);
            }
        }

        return response;
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

    private async Task<P.PurgeInstancesResponse> PurgeAsync(P.PurgeInstanceFilter filter, bool recursive, CancellationToken cancellation)
    {
        DateTimeOffset? until = TimeProvider.System.GetUtcNow() + filter.Timeout?.ToTimeSpan();
        P.InstanceQuery query = new() { CreatedTimeFrom = filter.CreatedTimeFrom, CreatedTimeTo = filter.CreatedTimeTo, RuntimeStatus = { filter.RuntimeStatus } };
        int purged = 0;
        List<Instance> page;
        do
        {
            page = _core.Database.Read(sql => InstanceQuery.Run(sql, query, 100));
            foreach (Instance instance in page)
            {
                if (TimeProvider.System.GetUtcNow() >= until)
                {
                    return new P.PurgeInstancesResponse { DeletedInstanceCount = purged, IsComplete = false };
                }

                cancellation.ThrowIfCancellationRequested();
                purged += await PurgeAsync(instance.InstanceId, recursive);
                query.ContinuationToken = instance.InstanceId;
            }
        }
        while (page.Count > 0);
        return new P.PurgeInstancesResponse { DeletedInstanceCount = purged, IsComplete = true };
    }

    private async Task<int> PurgeAsync(string instanceId, bool recursive)
    {
        List<string> purged = await CommitAsync(
            sql => PurgeEnded(sql, instanceId, recursive),
            gone =>
            {
                gone.ForEach(_core.Forget);
                if (instanceId.StartsWith('@'))
                {
                    // An entity may have nothing yet but what waits for it.
                    _core.Forget(instanceId);
                }
            });
        return purged.Count;
    }

    private Instance Existing(string instanceId) => Find(instanceId) ?? throw Told(StatusCode.NotFound, $"No instance with ID '{instanceId}' was found.");
}
