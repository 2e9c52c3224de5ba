using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Engine;

/// <summary>An activity that waits to run or runs.</summary>
internal sealed record ActivityTask(long Id, Address Caller, string Name, string? Version, string? Input)
{
    public static ActivityTask Add(SqliteConnection db, Execution execution, ScheduleActivity action)
    {
        db.Run(
            "INSERT INTO activities (instance_id, execution_id, task_id, name, version, input) VALUES ($1, $2, $3, $4, $5, $6)",
            execution.InstanceId,
            execution.ExecutionId,
            action.TaskId,
            action.Name,
            action.Version,
            action.Input);
        return new ActivityTask(
            db.Scalar<long>("SELECT last_insert_rowid()"),
            new Address(execution.InstanceId, execution.ExecutionId, action.TaskId),
            action.Name,
            action.Version,
            action.Input);
    }

    public static List<ActivityTask> All(SqliteConnection db) => db.Rows(
        "SELECT id, instance_id, execution_id, task_id, name, version, input FROM activities ORDER BY id",
        row => new ActivityTask(
            row.GetInt64(0), new Address(row.GetString(1), row.GetString(2), row.GetInt32(3)), row.GetString(4), row.Text(5), row.Text(6)));
}
