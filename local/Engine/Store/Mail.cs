namespace Tasdir.Local.Engine;

/// <summary>A message with the number of its row, ready to be written.</summary>
internal sealed record Letter(Envelope Envelope, long Row)
{
    public string Body { get; } = Json.Write(Envelope.Message);
}

/// <summary>The statements about messages.</summary>
internal static class Mail
{
    public static void Send(Sql sql, Letter letter, bool carried = false) => sql.Run(
        "INSERT INTO messages (id, instance_id, carried, due_at, body) VALUES ($1, $2, $3, $4, $5)",
        letter.Row,
        letter.Envelope.To,
        carried ? 1 : 0,
        letter.Envelope.DueAt,
        letter.Body);

    /// <summary>The next messages that an instance or entity can take up, in order.</summary>
    public static List<Waiting> Take(Sql sql, string instanceId, DateTimeOffset now) => sql.Rows(
        "SELECT id, body FROM messages WHERE instance_id = $1 AND (due_at IS NULL OR due_at <= $2) ORDER BY carried DESC, id",
        row => new Waiting(Json.Read<Message>(row.GetString(1)), row.GetInt64(0)),
        instanceId,
        now);

    /// <summary>Strikes out what was taken up: rows of messages, and the activities whose results were.</summary>
    public static void Delete(Sql sql, IReadOnlyList<Waiting> taken)
    {
        foreach (Waiting message in taken)
        {
            if (message.Row != 0)
            {
                sql.Run("DELETE FROM messages WHERE id = $1", message.Row);
            }
            else
            {
                sql.Run("DELETE FROM activities WHERE id = $1", message.Activity);
            }
        }
    }

    public static bool IsThere(Sql sql, Waiting waiting) =>
        waiting.Row != 0 && sql.Scalar<long>("SELECT COUNT(*) FROM messages WHERE id = $1", waiting.Row) == 1;

    public static void CancelTimer(Sql sql, Execution execution, int taskId) => sql.Run(
        "DELETE FROM messages WHERE instance_id = $1 AND due_at IS NOT NULL AND body = $2",
        execution.InstanceId,
        Json.Write<Message>(new TimerDue(taskId) { Execution = execution.ExecutionId }));

    /// <summary>Timers and results of an execution that is over have nobody to go to.</summary>
    public static void DropOf(Sql sql, Execution execution) => sql.Run(
        "DELETE FROM messages WHERE instance_id = $1 AND json_extract(body, '$.execution') = $2", execution.InstanceId, execution.ExecutionId);

    public static List<string> Recipients(Sql sql, DateTimeOffset now) => sql.Rows(
        "SELECT DISTINCT instance_id FROM messages WHERE due_at IS NULL OR due_at <= $1", row => row.GetString(0), now);

    public static List<(string To, Waiting Message)> DueBetween(Sql sql, DateTimeOffset after, DateTimeOffset now) => sql.Rows(
        "SELECT instance_id, id, body FROM messages WHERE due_at > $1 AND due_at <= $2 ORDER BY due_at, id",
        row => (row.GetString(0), new Waiting(Json.Read<Message>(row.GetString(2)), row.GetInt64(1))),
        after,
        now);

    public static DateTimeOffset? NextDue(Sql sql, DateTimeOffset after) =>
        sql.Scalar<long?>("SELECT MIN(due_at) FROM messages WHERE due_at > $1", after) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
