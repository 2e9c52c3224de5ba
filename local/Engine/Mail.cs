using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Engine;

/// <summary>The statements about messages, history lines and activities that wait.</summary>
internal static class Mail
{
    public static void Send(SqliteConnection db, Envelope envelope, bool carried = false) => db.Run(
        "INSERT INTO messages (instance_id, carried, due_at, body) VALUES ($1, $2, $3, $4)",
        envelope.To,
        carried ? 1 : 0,
        envelope.DueAt,
        Json.Write(envelope.Message));

    /// <summary>What an instance or entity can take up now, in order.</summary>
    public static List<Waiting> Take(SqliteConnection db, string instanceId, DateTimeOffset now, int most = int.MaxValue) => db.Rows(
        "SELECT id, body FROM messages WHERE instance_id = $1 AND (due_at IS NULL OR due_at <= $2) ORDER BY carried DESC, id LIMIT $3",
        row => new Waiting(row.GetInt64(0), Json.Read<Message>(row.GetString(1))),
        instanceId,
        now,
        most);

    public static void Delete(SqliteConnection db, IEnumerable<Waiting> messages)
    {
        foreach (Waiting message in messages)
        {
            db.Run("DELETE FROM messages WHERE id = $1", message.Id);
        }
    }

    public static void CancelTimer(SqliteConnection db, Execution execution, int taskId) => db.Run(
        "DELETE FROM messages WHERE instance_id = $1 AND due_at IS NOT NULL AND body = $2",
        execution.InstanceId,
        Json.Write<Message>(new TimerDue(taskId) { Execution = execution.ExecutionId }));

    public static List<string> Recipients(SqliteConnection db, DateTimeOffset now) => db.Rows(
        "SELECT DISTINCT instance_id FROM messages WHERE due_at IS NULL OR due_at <= $1", row => row.GetString(0), now);

    public static List<string> RecipientsDueBetween(SqliteConnection db, DateTimeOffset after, DateTimeOffset now) => db.Rows(
        "SELECT DISTINCT instance_id FROM messages WHERE due_at > $1 AND due_at <= $2", row => row.GetString(0), after, now);

    public static DateTimeOffset? NextDue(SqliteConnection db, DateTimeOffset after) =>
        db.Scalar<long?>("SELECT MIN(due_at) FROM messages WHERE due_at > $1", after) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public static List<HistoryEvent> History(SqliteConnection db, string instanceId) => db.Rows(
        "SELECT event FROM history WHERE instance_id = $1 ORDER BY sequence", row => Json.Read<HistoryEvent>(row.GetString(0)), instanceId);

    public static void AppendHistory(SqliteConnection db, string instanceId, int first, IReadOnlyList<HistoryEvent> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            // The primary key is the last guard: no step is ever written twice.
            db.Run("INSERT INTO history (instance_id, sequence, event) VALUES ($1, $2, $3)", instanceId, first + i, Json.Write(lines[i]));
        }
    }
}
