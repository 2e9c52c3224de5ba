using Google.Protobuf.Collections;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>Instances by filter, a page at a time, in the order of their ids.</summary>
internal static class InstanceQuery
{
    public static List<Instance> Run(Sql sql, P.InstanceQuery query, int size) => sql.Rows(
        $"SELECT {Instances.Columns} FROM instances WHERE instance_id > $1 "
        + "AND ($2 IS NULL OR created_at >= $2) AND ($3 IS NULL OR created_at <= $3) "
        + "AND ($4 IS NULL OR substr(instance_id, 1, length($4)) = $4) "
        + "AND ($5 IS NULL OR instr($5, ',' || status || ',')) ORDER BY instance_id LIMIT $6",
        Instances.Read,
        query.ContinuationToken ?? "",
        query.CreatedTimeFrom?.ToDateTimeOffset(),
        query.CreatedTimeTo?.ToDateTimeOffset(),
        query.InstanceIdPrefix,
        Codes(query.RuntimeStatus),
        size);

    /// <summary>Ids of instances that have ended, by when they did.</summary>
    public static List<string> Ended(Sql sql, P.ListInstanceIdsRequest query, int size) => sql.Rows(
        "SELECT instance_id FROM instances WHERE instance_id > $1 AND status IN (1, 3, 5) "
        + "AND ($2 IS NULL OR updated_at >= $2) AND ($3 IS NULL OR updated_at <= $3) "
        + "AND ($4 IS NULL OR instr($4, ',' || status || ',')) ORDER BY instance_id LIMIT $5",
        row => row.GetString(0),
        query.LastInstanceKey ?? "",
        query.CompletedTimeFrom?.ToDateTimeOffset(),
        query.CompletedTimeTo?.ToDateTimeOffset(),
        Codes(query.RuntimeStatus),
        size);

    private static string? Codes(RepeatedField<P.OrchestrationStatus> statuses) =>
        statuses.Count > 0 ? $",{string.Join(',', statuses.Select(status => (int)status))}," : null;
}
