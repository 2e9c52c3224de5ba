namespace Tasdir.Local.Engine;

/// <summary>An activity that waits to run or runs.</summary>
internal sealed record ActivityTask(long Id, Address Caller, string Name, string? Version, string? Input)
{
    public static void Add(Sql sql, long instance, ActivityTask task) => sql.Run(
        "INSERT INTO activities (id, key, task_id, name, version, input) VALUES ($1, $2, $3, $4, $5, $6)",
        task.Id,
        instance,
        task.Caller.TaskId,
        task.Name,
        task.Version,
        task.Input);

    public static List<ActivityTask> All(Sql sql) => sql.Rows(
        "SELECT a.id, i.instance_id, i.execution_id, a.task_id, a.name, a.version, a.input "
        + "FROM activities a JOIN instances i ON i.key = a.key ORDER BY a.id",
        row => new ActivityTask(
            row.GetInt64(0), new Address(row.GetString(1), row.GetString(2), row.GetInt32(3)), row.GetString(4), row.Text(5), row.Text(6)));
}
