using Microsoft.Data.Sqlite;
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
        Envelope envelope = new(
            id.ToString(), new EntityRequest(operationName, core.Converter.Serialize(input), null), options?.SignalTime);
        await core.CommitAsync(
            db =>
            {
                Mail.Send(db, envelope);
                return true;
            },
            _ => core.Deliver(envelope));
    }

    public override Task<EntityMetadata?> GetEntityAsync(EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
    {
        (string? state, DateTimeOffset at) = Read(id);
        return Task.FromResult(state is null
            ? null
            : new EntityMetadata(id, includeState ? new SerializedData(state, core.Converter) : null) { LastModifiedTime = at });
    }

    public override Task<EntityMetadata<T>?> GetEntityAsync<T>(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
    {
        (string? state, DateTimeOffset at) = Read(id);
        return Task.FromResult(state is null ? null
            : includeState ? new EntityMetadata<T>(id, core.Converter.Deserialize<T>(state)) { LastModifiedTime = at }
            : new EntityMetadata<T>(id) { LastModifiedTime = at });
    }

    private (string? State, DateTimeOffset At) Read(EntityInstanceId id)
    {
        using SqliteConnection db = core.Database.Open();
        return db.Rows(
                "SELECT state, updated_at FROM entities WHERE entity_id = $1",
                row => (State: (string?)row.GetString(0), At: new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero)),
                id.ToString())
            .FirstOrDefault();
    }
}
