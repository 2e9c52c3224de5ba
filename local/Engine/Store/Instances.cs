using Google.Protobuf;
using Microsoft.Data.Sqlite;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>An instance as it is stored.</summary>
internal sealed record Instance(long Key, P.ExecutionStartedEvent Started, P.OrchestrationStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public P.TaskFailureDetails? Failure { get; init; }

    /// <summary>The span of the execution, if anybody traces it.</summary>
    public P.OrchestrationTraceContext? Trace { get; init; }

    public string InstanceId => Started.OrchestrationInstance.InstanceId;

    public string ExecutionId => Started.OrchestrationInstance.ExecutionId;

    public string Name => Started.Name;

    /// <summary>The orchestration that waits for this one.</summary>
    public P.ParentInstanceInfo? Parent => Started.ParentInstance;

    public bool HasEnded => Status is P.OrchestrationStatus.Completed or P.OrchestrationStatus.Failed or P.OrchestrationStatus.Terminated;
}

/// <summary>The statements about instances.</summary>
internal static class Instances
{
    public const string Columns = "key, started, status, created_at, updated_at, output, custom_status, failure, trace";

    public static Instance? Find(Sql sql, string instanceId) =>
        sql.Rows($"SELECT {Columns} FROM instances WHERE instance_id = $1", Read, instanceId) is [Instance found] ? found : null;

    public static Instance Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        P.ExecutionStartedEvent.Parser.ParseFrom(row.Bytes(1)),
        (P.OrchestrationStatus)row.GetInt32(2),
        row.Instant(3),
        row.Instant(4))
    {
        Output = row.Text(5),
        CustomStatus = row.Text(6),
        Failure = row.IsDBNull(7) ? null : P.TaskFailureDetails.Parser.ParseFrom(row.Bytes(7)),
        Trace = row.IsDBNull(8) ? null : P.OrchestrationTraceContext.Parser.ParseFrom(row.Bytes(8)),
    };

    /// <summary>Makes an instance; one under the same id gives way.</summary>
    public static void Add(Sql sql, long key, P.ExecutionStartedEvent started, DateTimeOffset now)
    {
        Purge(sql, started.OrchestrationInstance.InstanceId);
        sql.Run(
            "INSERT INTO instances (key, instance_id, execution_id, started, parent_id, status, created_at, updated_at) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
            key,
            started.OrchestrationInstance.InstanceId,
            started.OrchestrationInstance.ExecutionId,
            started.ToByteArray(),
            started.ParentInstance?.OrchestrationInstance.InstanceId,
            (int)P.OrchestrationStatus.Pending,
            now);
    }

    /// <summary>Stores how an execution stands.</summary>
    /// <returns>False if it is not the instance's execution any more: purged, or made anew.</returns>
    public static bool Update(Sql sql, Instance standing) => sql.Run(
        "UPDATE instances SET status = $3, updated_at = $4, output = $5, custom_status = $6, failure = $7, trace = $8 WHERE key = $1 AND execution_id = $2",
        standing.Key,
        standing.ExecutionId,
        (int)standing.Status,
        standing.UpdatedAt,
        standing.Output,
        standing.CustomStatus,
        standing.Failure?.ToByteArray(),
        standing.Trace?.ToByteArray()) == 1;

    /// <summary>Says anew who waits for an instance, and under which number.</summary>
    public static void SetParent(Sql sql, Instance instance) => sql.Run(
        "UPDATE instances SET started = $2, parent_id = $3 WHERE key = $1",
        instance.Key,
        instance.Started.ToByteArray(),
        instance.Parent?.OrchestrationInstance.InstanceId);

    /// <summary>Replaces an execution by the next one: a new history, a new input, the same instance.</summary>
    public static void Renew(Sql sql, long key, P.ExecutionStartedEvent next)
    {
        History.Delete(sql, key);
        sql.Run("DELETE FROM activities WHERE key = $1", key);
        sql.Run("UPDATE instances SET execution_id = $2, started = $3 WHERE key = $1", key, next.OrchestrationInstance.ExecutionId, next.ToByteArray());
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
