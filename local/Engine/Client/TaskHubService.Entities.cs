using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <content>Entities as clients reach them.</content>
public sealed partial class TaskHubService
{
    /// <inheritdoc/>
    public override async Task<P.SignalEntityResponse> SignalEntity(P.SignalEntityRequest request, ServerCallContext context)
    {
        EntityMessage signal = new()
        {
            Operation = request.Name,
            Input = request.Input,
            IsSignal = true,
            Id = request.RequestId,
            Due = request.ScheduledTime?.ToDateTime(),
        };
        Message message = _core.Message(request.InstanceId, signal.ToEvent(), dueAt: signal.DueAt);
        await CommitAsync(
            sql =>
            {
                Mail.Send(sql, message);
                return true;
            },
            _ => _core.Deliver(message));
        return new P.SignalEntityResponse();
    }

    /// <inheritdoc/>
    public override Task<P.GetEntityResponse> GetEntity(P.GetEntityRequest request, ServerCallContext context)
    {
        EntityRow? found = _core.Database.Read(sql => EntityRows.Find(sql, request.InstanceId)) is { State: not null } row ? row : null;
        return Task.FromResult(new P.GetEntityResponse { Exists = found is not null, Entity = found is null ? null : Metadata(found, request.IncludeState) });
    }

    /// <inheritdoc/>
    public override Task<P.QueryEntitiesResponse> QueryEntities(P.QueryEntitiesRequest request, ServerCallContext context)
    {
        int size = request.Query.PageSize is > 0 and { } wanted ? wanted : 100;
        List<EntityRow> rows = _core.Database.Read(sql => EntityRows.Query(sql, request.Query, size));
        P.QueryEntitiesResponse response = new() { ContinuationToken = rows.Count == size ? rows[^1].EntityId : null };
        response.Entities.Add(rows.Select(row => Metadata(row, request.Query.IncludeState)));
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task<P.CleanEntityStorageResponse> CleanEntityStorage(P.CleanEntityStorageRequest request, ServerCallContext context)
    {
        List<Message> releases = [];
        await CommitAsync(
            sql =>
            {
                // An empty entity leaves no row when its last operation ends, so only one that is locked can be there.
                releases = request.ReleaseOrphanedLocks ? [.. EntityRows.Orphaned(sql).Select(_core.Release)] : [];
                releases.ForEach(release => Mail.Send(sql, release));
                return true;
            },
            _ => releases.ForEach(_core.Deliver));
        return new P.CleanEntityStorageResponse { OrphanedLocksReleased = releases.Count };
    }

    private static P.EntityMetadata Metadata(EntityRow row, bool includeState) => new()
    {
        InstanceId = row.EntityId,
        LastModifiedTime = row.UpdatedAt.ToTimestamp(),
        BacklogQueueSize = row.Backlog,
        LockedBy = row.LockedBy,
        SerializedState = includeState ? row.State : null,
    };
}
