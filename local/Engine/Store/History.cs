namespace Tasdir.Local.Engine;

/// <summary>The statements about histories: one row for each step of an execution.</summary>
internal static class History
{
    /// <summary>A history's lines, and how many steps they are of: steps are numbered without a gap.</summary>
    public static (List<HistoryEvent> Lines, int Steps) Read(Sql sql, long key)
    {
        List<string> steps = sql.Rows("SELECT events FROM history WHERE key = $1 ORDER BY step", row => row.GetString(0), key);
        return ([.. steps.SelectMany(Json.Read<List<HistoryEvent>>)], steps.Count);
    }

    public static int Steps(Sql sql, long key) => (int)sql.Scalar<long>("SELECT COUNT(*) FROM history WHERE key = $1", key);

    // The primary key is the last guard: no step is ever written twice.
    public static void Append(Sql sql, long key, int step, string events) =>
        sql.Run("INSERT INTO history (key, step, events) VALUES ($1, $2, $3)", key, step, events);

    public static void Delete(Sql sql, long key) => sql.Run("DELETE FROM history WHERE key = $1", key);
}
