using Google.Protobuf;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>An activity that waits to run or runs.</summary>
internal sealed record ActivityTask(long Id, P.ActivityRequest Request)
{
    public string InstanceId => Request.OrchestrationInstance.InstanceId;

    public static void Add(Sql sql, long instance, ActivityTask task) =>
        sql.Run("INSERT INTO activities (id, key, request) VALUES ($1, $2, $3)", task.Id, instance, task.Request.ToByteArray());

    public static List<ActivityTask> All(Sql sql) => sql.Rows(
        "SELECT id, request FROM activities ORDER BY id",
        row => new ActivityTask(row.GetInt64(0), P.ActivityRequest.Parser.ParseFrom(row.Bytes(1))));
}
