using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Engine;

/// <summary>An instance as it is stored.</summary>
internal sealed record Instance(
    long Key,
    Execution Execution,
    OrchestrationRuntimeStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Output,
    string? CustomStatus,
    TaskFailureDetails? Failure)
{
    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>The statements about instances.</summary>
internal static class Instances
{
    public const string Columns =
        "key, instance_id, execution_id, name, version, input, tags, parent, status, created_at, updated_at, output, custom_status, failure";

    public static Instance? Find(Sql sql, string instanceId) =>
        sql.Rows($"SELECT {Columns} FROM instances WHERE instance_id = $1", Read, instanceId) is [Instance found] ? found : null;

    public static Instance Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        new Execution(
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.Text(4),
            row.Text(5),
            Json.ReadOptional<Dictionary<string, string>>(row.Text(6)),
            Json.ReadOptional<Parent>(row.Text(7))),
        (OrchestrationRuntimeStatus)row.GetInt32(8),
        row.Instant(9),
        row.Instant(10),
        row.Text(11),
        row.Text(12),
        Json.ReadOptional<TaskFailureDetails>(row.Text(13)));

    /// <summary>Makes an instance; one under the same id gives way.</summary>
    public static void Add(Sql sql, long key, Execution execution, DateTimeOffset now)
    {
        Purge(sql, execution.InstanceId);
        sql.Run(
            "INSERT INTO instances (key, instance_id, execution_id, name, version, input, tags, parent, parent_id, status, created_at, updated_at) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
            key,
            execution.InstanceId,
            execution.ExecutionId,
            execution.Name,
            execution.Version,
            execution.Input,
            execution.Tags is null ? null : Json.Write(execution.Tags),
            execution.Parent is null ? null : Json.Write(execution.Parent),
            execution.Parent?.Address.InstanceId,
            (int)OrchestrationRuntimeStatus.Pending,
            now);
    }

    /// <summary>Stores how an execution stands.</summary>
    /// <returns>False if it is not the instance's execution any more: purged, or made anew.</returns>
    public static bool Update(Sql sql, Instance standing) => sql.Run(
        "UPDATE instances SET status = $3, updated_at = $4, output = $5, custom_status = $6, failure = $7 WHERE key = $1 AND execution_id = $2",
        standing.Key,
        standing.Execution.ExecutionId,
        (int)standing.Status,
        standing.UpdatedAt,
        standing.Output,
        standing.CustomStatus,
        standing.Failure is null ? null : Json.Write(standing.Failure)) == 1;

    public static bool IsRunning(Sql sql, string instanceId) =>
        sql.Scalar<long>("SELECT COUNT(*) FROM instances WHERE instance_id = $1 AND status NOT IN (1, 3, 5)", instanceId) == 1;

    /// <summary>Says anew who waits for an instance, and under which number.</summary>
    public static void SetParent(Sql sql, long key, Parent parent) => sql.Run(
        "UPDATE instances SET parent = $2, parent_id = $3 WHERE key = $1", key, Json.Write(parent), parent.Address.InstanceId);

    /// <summary>Replaces an execution by the next one: a new history, a new input, the same instance.</summary>
    public static void Renew(Sql sql, long key, Execution next)
    {
        History.Delete(sql, key);
        sql.Run("DELETE FROM activities WHERE key = $1", key);
        sql.Run("UPDATE instances SET execution_id = $2, version = $3, input = $4 WHERE key = $1", key, next.ExecutionId, next.Version, next.Input);
    }

    /// <summary>Removes every trace of an instance or entity.</summary>
    public static bool Purge(Sql sql, string instanceId)
    {
        int removed = 0;
        if (sql.Scalar<long?>("SELECT key FROM instances WHERE instance_id = $1", instanceId) is { } key)
        {
            History.Delete(sql, key);
            sql.Run("DELETE FROM activities WHERE key = $1", key);
            removed += sql.Run("DELETE FROM instances WHERE key = $1", key);
        }

        sql.Run("DELETE FROM messages WHERE instance_id = $1", instanceId);
        return removed + (instanceId.StartsWith('@') ? sql.Run("DELETE FROM entities WHERE entity_id = $1", instanceId) : 0) > 0;
    }

    public static List<string> Children(Sql sql, string instanceId) =>
        sql.Rows("SELECT instance_id FROM instances WHERE parent_id = $1", row => row.GetString(0), instanceId);

    /// <summary>The highest number that a row of the file has.</summary>
    public static long LastNumber(Sql sql) => sql.Scalar<long>(
        "SELECT MAX(COALESCE((SELECT MAX(key) FROM instances), 0), COALESCE((SELECT MAX(id) FROM messages), 0), COALESCE((SELECT MAX(id) FROM activities), 0))");
}
