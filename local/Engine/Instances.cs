using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Engine;

/// <summary>An instance as it is stored.</summary>
internal sealed record Instance(
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
        "instance_id, execution_id, name, version, input, tags, parent, status, created_at, updated_at, output, custom_status, failure";

    public static Instance? Find(SqliteConnection db, string instanceId) =>
        db.Rows($"SELECT {Columns} FROM instances WHERE instance_id = $1", Read, instanceId) is [Instance found] ? found : null;

    public static Instance Read(SqliteDataReader row) => new(
        new Execution(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.Text(3),
            row.Text(4),
            Json.ReadOptional<Dictionary<string, string>>(row.Text(5)),
            Json.ReadOptional<Parent>(row.Text(6))),
        (OrchestrationRuntimeStatus)row.GetInt32(7),
        new DateTimeOffset(row.GetInt64(8), TimeSpan.Zero),
        new DateTimeOffset(row.GetInt64(9), TimeSpan.Zero),
        row.Text(10),
        row.Text(11),
        Json.ReadOptional<TaskFailureDetails>(row.Text(12)));

    /// <summary>Makes an instance with its first message; one that has ended under the same id gives way.</summary>
    public static void Start(SqliteConnection db, Execution execution, DateTimeOffset now, DateTimeOffset? startAt)
    {
        Purge(db, execution.InstanceId);
        db.Run(
            "INSERT INTO instances (instance_id, execution_id, name, version, input, tags, parent, parent_id, status, created_at, updated_at) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
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
        Mail.Send(db, new Envelope(execution.InstanceId, new Start { Execution = execution.ExecutionId }, startAt));
    }

    public static void SetStatus(
        SqliteConnection db,
        string instanceId,
        OrchestrationRuntimeStatus status,
        DateTimeOffset now,
        string? output,
        string? customStatus,
        TaskFailureDetails? failure) =>
        db.Run(
            "UPDATE instances SET status = $2, updated_at = $3, output = $4, custom_status = $5, failure = $6 WHERE instance_id = $1",
            instanceId,
            (int)status,
            now,
            output,
            customStatus,
            failure is null ? null : Json.Write(failure));

    /// <summary>Replaces an execution by the next one: a new history, a new input, the same instance.</summary>
    public static void Renew(SqliteConnection db, Execution next, DateTimeOffset now)
    {
        db.Run("DELETE FROM history WHERE instance_id = $1", next.InstanceId);
        db.Run("DELETE FROM activities WHERE instance_id = $1", next.InstanceId);
        db.Run(
            "UPDATE instances SET execution_id = $2, version = $3, input = $4, status = $5, updated_at = $6 WHERE instance_id = $1",
            next.InstanceId,
            next.ExecutionId,
            next.Version,
            next.Input,
            (int)OrchestrationRuntimeStatus.Running,
            now);
    }

    /// <summary>Removes every trace of an instance or entity.</summary>
    public static bool Purge(SqliteConnection db, string instanceId)
    {
        db.Run("DELETE FROM history WHERE instance_id = $1", instanceId);
        db.Run("DELETE FROM activities WHERE instance_id = $1", instanceId);
        db.Run("DELETE FROM messages WHERE instance_id = $1", instanceId);
        return db.Run("DELETE FROM instances WHERE instance_id = $1", instanceId)
            + db.Run("DELETE FROM entities WHERE entity_id = $1", instanceId) > 0;
    }

    public static List<string> Children(SqliteConnection db, string instanceId) =>
        db.Rows("SELECT instance_id FROM instances WHERE parent_id = $1", row => row.GetString(0), instanceId);
}
