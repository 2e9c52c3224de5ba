using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Engine;

/// <summary>Instances by filter, a page at a time, in the order of their ids.</summary>
internal static class InstanceQuery
{
    public static List<Instance> Run(SqliteConnection db, OrchestrationQuery query, string? after, int size) => db.Rows(
        $"SELECT {Instances.Columns} FROM instances WHERE instance_id > $1 "
        + "AND ($2 IS NULL OR created_at >= $2) AND ($3 IS NULL OR created_at <= $3) "
        + "AND ($4 IS NULL OR substr(instance_id, 1, length($4)) = $4) "
        + "AND ($5 IS NULL OR status IN (SELECT value FROM json_each($5))) ORDER BY instance_id LIMIT $6",
        Instances.Read,
        after ?? "",
        query.CreatedFrom,
        query.CreatedTo,
        query.InstanceIdPrefix,
        query.Statuses is { } statuses && statuses.Any() ? Json.Write(statuses.Select(status => (int)status)) : null,
        size);
}
