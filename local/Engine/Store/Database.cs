using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Engine;

/// <summary>The history's file: opening, schema, connections.</summary>
internal sealed class Database(string path)
{
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString();
    private readonly ConcurrentBag<Sql> _readers = [];

    /// <summary>A connection; whoever opens it disposes of it.</summary>
    public Sql Open()
    {
        SqliteConnection connection = new(_connection);
        try
        {
            connection.Open();
            Sql sql = new(connection);
            // Every commit reaches the disk before anybody hears of it.
            sql.Run("PRAGMA synchronous = FULL");
            sql.Run("PRAGMA busy_timeout = 30000");
            return sql;
        }
        catch (SqliteException wrong)
        {
            connection.Dispose();
            throw Unusable(wrong);
        }
    }

    /// <summary>Reads, beside the writer; what is committed is seen.</summary>
    public T Read<T>(Func<Sql, T> read)
    {
        Sql sql = _readers.TryTake(out Sql? free) ? free : Open();
        try
        {
            return read(sql);
        }
        finally
        {
            _readers.Add(sql);
        }
    }

    /// <summary>Brings the schema up to this version of the engine.</summary>
    /// <exception cref="EngineException">The file is damaged, cannot be written, or was written by a newer version.</exception>
    public void Migrate()
    {
        using Sql sql = Open();
        try
        {
            long found = sql.Scalar<long>("PRAGMA user_version");
            (long Number, string Script)[] scripts = [.. Scripts()];
            if (found > scripts[^1].Number)
            {
                throw new EngineException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The history {path} was written by a newer version (schema {found}; this one knows {scripts[^1].Number}); it was left as it is."));
            }

            sql.Run("PRAGMA journal_mode = WAL");
            foreach ((long number, string script) in scripts.Where(script => script.Number > found))
            {
                sql.Script($"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number.ToString(CultureInfo.InvariantCulture)}; COMMIT;");
            }
        }
        catch (SqliteException wrong)
        {
            throw Unusable(wrong);
        }
    }

    /// <summary>Lets go of every reading connection, so that the file can be moved.</summary>
    public void Close()
    {
        while (_readers.TryTake(out Sql? reader))
        {
            reader.Dispose();
        }
    }

    private EngineException Unusable(SqliteException wrong) =>
        new($"The history {path} cannot be used: {wrong.Message}", wrong);

    private static IEnumerable<(long Number, string Script)> Scripts()
    {
        Assembly assembly = typeof(Database).Assembly;
        const string Prefix = "Tasdir.Local.Engine.Schema.";
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return (long.Parse(name[Prefix.Length..^4], CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
