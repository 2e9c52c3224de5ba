using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Engine;

/// <summary>Instances by filter, a page at a time, in the order of their ids.</summary>
internal static class InstanceQuery
{
    public static List<Instance> Run(Sql sql, OrchestrationQuery query, string? after, int size) => sql.Rows(
        $"SELECT {Instances.Columns} FROM instances WHERE instance_id > $1 "
        + "AND ($2 IS NULL OR created_at >= $2) AND ($3 IS NULL OR created_at <= $3) "
        + "AND ($4 IS NULL OR substr(instance_id, 1, length($4)) = $4) "
        + "AND ($5 IS NULL OR status IN (SELECT value FROM json_each($5))) ORDER BY instance_id LIMIT $6",
        Instances.Read,
        after ?? "",
        query.CreatedFrom,
        query.CreatedTo,
        query.InstanceIdPrefix,
        Codes(query.Statuses),
        size);

    /// <summary>Ids of instances that have ended, by when they did.</summary>
    public static List<string> Ended(
        Sql sql, IEnumerable<OrchestrationRuntimeStatus>? statuses, DateTimeOffset? from, DateTimeOffset? to, string? after, int size) => sql.Rows(
        "SELECT instance_id FROM instances WHERE instance_id > $1 AND status IN (1, 3, 5) "
        + "AND ($2 IS NULL OR updated_at >= $2) AND ($3 IS NULL OR updated_at <= $3) "
        + "AND ($4 IS NULL OR status IN (SELECT value FROM json_each($4))) ORDER BY instance_id LIMIT $5",
        row => row.GetString(0),
        after ?? "",
        from,
        to,
        Codes(statuses),
        size);

    private static string? Codes(IEnumerable<OrchestrationRuntimeStatus>? statuses) =>
        statuses is not null && statuses.Any() ? Json.Write(statuses.Select(status => (int)status)) : null;
}
