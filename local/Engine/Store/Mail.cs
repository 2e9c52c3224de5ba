using Microsoft.Data.Sqlite;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>The statements about messages.</summary>
internal static class Mail
{
    private const string Columns = "id, instance_id, execution_id, event";

    public static void Send(Sql sql, Message message, bool carried = false) => sql.Run(
        "INSERT INTO messages (id, instance_id, execution_id, carried, due_at, event) VALUES ($1, $2, $3, $4, $5, $6)",
        message.Row,
        message.To,
        message.Execution,
        carried ? 1 : 0,
        message.DueAt,
        message.Bytes);

    /// <summary>The next messages that an instance or entity can take up, in order.</summary>
    public static List<Message> Take(Sql sql, string instanceId, DateTimeOffset now) => sql.Rows(
        $"SELECT {Columns} FROM messages WHERE instance_id = $1 AND (due_at IS NULL OR due_at <= $2) ORDER BY carried DESC, id",
        Read,
        instanceId,
        now);

    /// <summary>Strikes out what was taken up: rows of messages, and the activities whose results were.</summary>
    public static void Delete(Sql sql, IReadOnlyList<Message> taken)
    {
        foreach (Message message in taken)
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

    public static bool IsThere(Sql sql, Message message) =>
        message.Row != 0 && sql.Scalar<long>("SELECT COUNT(*) FROM messages WHERE id = $1", message.Row) == 1;

    /// <summary>Timers and results of an execution that is over have nobody to go to.</summary>
    public static void DropOf(Sql sql, Instance instance) => sql.Run(
        "DELETE FROM messages WHERE instance_id = $1 AND execution_id = $2", instance.InstanceId, instance.ExecutionId);

    public static List<string> Recipients(Sql sql, DateTimeOffset now) => sql.Rows(
        "SELECT DISTINCT instance_id FROM messages WHERE due_at IS NULL OR due_at <= $1", row => row.GetString(0), now);

    public static List<Message> DueBetween(Sql sql, DateTimeOffset after, DateTimeOffset now) => sql.Rows(
        $"SELECT {Columns} FROM messages WHERE due_at > $1 AND due_at <= $2 ORDER BY due_at, id", Read, after, now);

    public static DateTimeOffset? NextDue(Sql sql, DateTimeOffset after) =>
        sql.Scalar<long?>("SELECT MIN(due_at) FROM messages WHERE due_at > $1", after) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private static Message Read(SqliteDataReader row) => new(row.GetString(1), P.HistoryEvent.Parser.ParseFrom(row.Bytes(3)))
    {
        Row = row.GetInt64(0),
        Execution = row.Text(2),
    };
}
