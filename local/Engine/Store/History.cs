namespace Tasdir.Local.Engine;

/// <summary>The statements about histories: one row for each step of an execution.</summary>
internal static class History
{
    public static List<HistoryEvent> Read(Sql sql, long key) =>
        [.. Rows(sql, key).SelectMany(Json.Read<List<HistoryEvent>>)];

    public static int Steps(Sql sql, long key) => (int)sql.Scalar<long>("SELECT COALESCE(MAX(step) + 1, 0) FROM history WHERE key = $1", key);

    // The primary key is the last guard: no step is ever written twice.
    public static void Append(Sql sql, long key, int step, string events) =>
        sql.Run("INSERT INTO history (key, step, events) VALUES ($1, $2, $3)", key, step, events);

    public static void Delete(Sql sql, long key) => sql.Run("DELETE FROM history WHERE key = $1", key);

    private static List<string> Rows(Sql sql, long key) =>
        sql.Rows("SELECT events FROM history WHERE key = $1 ORDER BY step", row => row.GetString(0), key);
}
