using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Engine;

/// <summary>
/// A connection that keeps its statements compiled. They are literals with positional parameters <c>$1, $2, …</c>, so
/// there are only so many. Not for two threads at once.
/// </summary>
internal sealed class Sql(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? (T)value : default;
    }

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Runs statements that later ones of the same script may depend on, so none is compiled ahead.</summary>
    public void Script(string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Scripts are resources of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a literal of this folder; values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter($"${i + 1}", null));
            }

            command.Prepare();
            _commands.Add(sql, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                DateTimeOffset instant => instant.UtcTicks,
                { } value => value,
            };
        }

        return command;
    }
}

internal static class SqlRows
{
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[] Bytes(this SqliteDataReader row, int column) => (byte[])row.GetValue(column);

    public static DateTimeOffset Instant(this SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
