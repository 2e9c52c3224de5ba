using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Engine;

/// <summary>Entities as clients reach them.</summary>
internal sealed class EngineEntityClient(EngineCore core) : DurableEntityClient("embedded")
{
    public override async Task SignalEntityAsync(
        EntityInstanceId id,
        string operationName,
        object? input = null,
        SignalEntityOptions? options = null,
        CancellationToken cancellation = default)
    {
        Letter letter = core.Letter(new Envelope(
            Check.NotDefault(id).ToString(), new EntityRequest(Check.NotNullOrEmpty(operationName), core.Converter.Serialize(input), null), options?.SignalTime));
        await core.CommitAsync(
            sql =>
            {
                Mail.Send(sql, letter);
                return true;
            },
            _ => core.Deliver(letter));
    }

    public override Task<EntityMetadata?> GetEntityAsync(EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default) =>
        Task.FromResult(Find(id) is { } row ? Metadata(row, includeState) : null);

    public override Task<EntityMetadata<T>?> GetEntityAsync<T>(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default) =>
        Task.FromResult(Find(id) is { } row ? Metadata<T>(row, includeState) : null);

    public override AsyncPageable<EntityMetadata> GetAllEntitiesAsync(EntityQuery? filter = null) => Query(filter, Metadata);

    public override AsyncPageable<EntityMetadata<T>> GetAllEntitiesAsync<T>(EntityQuery? filter = null) => Query(filter, Metadata<T>);

    public override async Task<CleanEntityStorageResult> CleanEntityStorageAsync(
        CleanEntityStorageRequest? request = null, bool continueUntilComplete = true, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        CleanEntityStorageRequest wanted = request ?? CleanEntityStorageRequest.Default;
        List<Letter> releases = [];
        await core.CommitAsync(
            sql =>
            {
                // An empty entity leaves no row when its last operation ends, so only one that is locked can be there.
                releases = wanted.ReleaseOrphanedLocks
                    ? [.. EntityRows.Orphaned(sql).Select(row => core.Letter(new Envelope(row.EntityId, new LockRelease(row.Section!))))]
                    : [];
                releases.ForEach(letter => Mail.Send(sql, letter));
                return true;
            },
            _ => releases.ForEach(core.Deliver));
        return new CleanEntityStorageResult { OrphanedLocksReleased = releases.Count };
    }

    private EntityRow? Find(EntityInstanceId id) =>
        core.Database.Read(sql => EntityRows.Find(sql, Check.NotDefault(id).ToString())) is { State: not null } row ? row : null;

    private AsyncPageable<T> Query<T>(EntityQuery? filter, Func<EntityRow, bool, T> metadata)
        where T : notnull
    {
        EntityQuery query = filter ?? new EntityQuery();
        return Pageable.Create<T>((token, size, _) =>
        {
            int page = (size ?? query.PageSize) is > 0 and int wanted ? wanted : EntityQuery.DefaultPageSize;
            List<EntityRow> rows = core.Database.Read(sql => EntityRows.Query(sql, query, token ?? query.ContinuationToken, page));
            return Task.FromResult(new Page<T>(
                [.. rows.Select(row => metadata(row, query.IncludeState))], rows.Count == page ? rows[^1].EntityId : null));
        });
    }

    private EntityMetadata Metadata(EntityRow row, bool includeState) => new(
        EntityInstanceId.FromString(row.EntityId),
        includeState && row.State is { } state ? new SerializedData(state, core.Converter) : null)
    {
        LastModifiedTime = row.UpdatedAt,
        LockedBy = row.LockedBy,
        BacklogQueueSize = row.Backlog,
    };

    private EntityMetadata<T> Metadata<T>(EntityRow row, bool includeState)
    {
        EntityInstanceId id = EntityInstanceId.FromString(row.EntityId);
        return includeState && row.State is { } state
            ? new EntityMetadata<T>(id, core.Converter.Deserialize<T>(state))
            {
                LastModifiedTime = row.UpdatedAt,
                LockedBy = row.LockedBy,
                BacklogQueueSize = row.Backlog,
            }
            : new EntityMetadata<T>(id)
            {
                LastModifiedTime = row.UpdatedAt,
                LockedBy = row.LockedBy,
                BacklogQueueSize = row.Backlog,
            };
    }
}
