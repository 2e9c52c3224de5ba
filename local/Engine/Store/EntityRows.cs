using Microsoft.Data.Sqlite;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>An entity as it is stored: its state, if it has one, and who has locked it.</summary>
internal sealed record EntityRow(string EntityId, string? State, string? LockedBy, string? Section, DateTimeOffset UpdatedAt)
{
    /// <summary>How many messages wait for it.</summary>
    public int Backlog { get; init; }
}

/// <summary>The statements about entities.</summary>
internal static class EntityRows
{
    private const string Columns = "entity_id, state, locked_by, section, updated_at";

    public static EntityRow? Find(Sql sql, string entityId) =>
        sql.Rows($"SELECT {Columns} FROM entities WHERE entity_id = $1", Read, entityId) is [EntityRow found] ? found : null;

    /// <summary>Stores an entity; one without a state that nobody has locked leaves no row.</summary>
    public static void Store(Sql sql, EntityRow row)
    {
        if (row is { State: null, LockedBy: null })
        {
            sql.Run("DELETE FROM entities WHERE entity_id = $1", row.EntityId);
            return;
        }

        sql.Run(
            $"INSERT INTO entities ({Columns}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (entity_id) DO UPDATE SET "
            + "state = excluded.state, locked_by = excluded.locked_by, section = excluded.section, updated_at = excluded.updated_at",
            row.EntityId,
            row.State,
            row.LockedBy,
            row.Section,
            row.UpdatedAt);
    }

    /// <summary>Entities by filter, in the order of their ids.</summary>
    public static List<EntityRow> Query(Sql sql, P.EntityQuery query, int size) => sql.Rows(
        $"SELECT {Columns}, (SELECT COUNT(*) FROM messages m WHERE m.instance_id = entity_id AND m.due_at IS NULL) FROM entities "
        + "WHERE entity_id > $1 AND ($2 IS NULL OR substr(entity_id, 1, length($2)) = $2) "
        + "AND ($3 IS NULL OR updated_at >= $3) AND ($4 IS NULL OR updated_at <= $4) AND ($5 = 1 OR state IS NOT NULL) "
        + "ORDER BY entity_id LIMIT $6",
        row => Read(row) with { Backlog = row.GetInt32(5) },
        query.ContinuationToken ?? "",
        query.InstanceIdStartsWith,
        query.LastModifiedFrom?.ToDateTimeOffset(),
        query.LastModifiedTo?.ToDateTimeOffset(),
        query.IncludeTransient ? 1 : 0,
        size);

    /// <summary>The locks that an instance holds, all or those of one critical section.</summary>
    public static List<EntityRow> HeldBy(Sql sql, string instanceId, string? section = null) => sql.Rows(
        $"SELECT {Columns} FROM entities WHERE locked_by = $1 AND ($2 IS NULL OR section = $2)", Read, instanceId, section);

    /// <summary>Locks whose holder is not running, with their sections.</summary>
    public static List<EntityRow> Orphaned(Sql sql) => sql.Rows(
        $"SELECT {Columns} FROM entities WHERE locked_by IS NOT NULL AND locked_by NOT IN "
        + "(SELECT instance_id FROM instances WHERE status IN ($1, $2, $3))",
        Read,
        (int)P.OrchestrationStatus.Running,
        (int)P.OrchestrationStatus.Pending,
        (int)P.OrchestrationStatus.Suspended);

    private static EntityRow Read(SqliteDataReader row) =>
        new(row.GetString(0), row.Text(1), row.Text(2), row.Text(3), row.Instant(4));
}
