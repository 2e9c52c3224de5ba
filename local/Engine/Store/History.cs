using Google.Protobuf;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>
/// The statements about histories: one row for each step of an execution. What the execution was started with stands in the
/// instance's row; the histories hold its place.
/// </summary>
internal static class History
{
    /// <summary>A history's events, and how many steps they are of: steps are numbered without a gap.</summary>
    public static (List<P.HistoryEvent> Events, int Steps) Read(Sql sql, Instance instance)
    {
        List<byte[]> steps = sql.Rows("SELECT events FROM history WHERE key = $1 ORDER BY step", row => row.Bytes(0), instance.Key);
        List<P.HistoryEvent> events = [];
        foreach (byte[] step in steps)
        {
            events.AddRange(P.HistoryChunk.Parser.ParseFrom(step).Events.Select(happened => Filled(happened, instance)));
        }

        return (events, steps.Count);
    }

    // The primary key is the last guard: no step is ever written twice.
    public static void Append(Sql sql, long key, int step, byte[] events) =>
        sql.Run("INSERT INTO history (key, step, events) VALUES ($1, $2, $3)", key, step, events);

    public static void Delete(Sql sql, long key) => sql.Run("DELETE FROM history WHERE key = $1", key);

    /// <summary>Events as they are stored.</summary>
    public static byte[] Bytes(IEnumerable<P.HistoryEvent> events) =>
        new P.HistoryChunk { Events = { events.Select(happened => happened.ExecutionStarted is null ? happened : With(happened, new P.ExecutionStartedEvent())) } }
            .ToByteArray();

    /// <summary>An event with what the execution was started with in its place.</summary>
    public static P.HistoryEvent Filled(P.HistoryEvent happened, Instance instance) =>
        happened.ExecutionStarted is null ? happened : With(happened, instance.Started);

    private static P.HistoryEvent With(P.HistoryEvent happened, P.ExecutionStartedEvent started) =>
        new() { EventId = happened.EventId, Timestamp = happened.Timestamp, ExecutionStarted = started };
}
