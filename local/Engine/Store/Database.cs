using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tasdir.Local.Engine;

/// <summary>The history's file: opening, schema, connections.</summary>
internal sealed class Database(string path)
{
    // Nobody else should hold the file when it is opened; while work goes on, a backup may for a while.
    private const string OpeningTimeout = "PRAGMA busy_timeout = 2000";
    private const string WorkingTimeout = "PRAGMA busy_timeout = 30000";
    private readonly string _connection = Connection(path, SqliteOpenMode.ReadWriteCreate);
    private readonly ConcurrentBag<Sql> _readers = [];

    /// <summary>A connection; whoever opens it disposes of it.</summary>
    public Sql Open() => Open(_connection, WorkingTimeout);

    /// <summary>Reads, beside the writer; what is committed is seen.</summary>
    public T Read<T>(Func<Sql, T> read)
    {
        Sql sql = _readers.TryTake(out Sql? free) ? free : Open();
        try
        {
            return read(sql);
        }
        catch (SqliteException wrong)
        {
            throw Unusable(wrong);
        }
        finally
        {
            _readers.Add(sql);
        }
    }

    /// <summary>Brings the schema up to this version of the engine.</summary>
    /// <exception cref="EngineException">The file is damaged, locked, cannot be written, or was written by a newer version, or by one from before the first script.</exception>
    public void Migrate()
    {
        (long Number, string Script)[] scripts = [.. Scripts()];
        try
        {
            if (File.Exists(path))
            {
                Look(scripts[0].Number, scripts[^1].Number);
            }

            using Sql sql = Open(_connection, OpeningTimeout);
            sql.Run("PRAGMA journal_mode = WAL");
            long found = sql.Scalar<long>("PRAGMA user_version");
            foreach ((long number, string script) in scripts.Where(script => script.Number > found))
            {
                sql.Script($"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number.ToString(CultureInfo.InvariantCulture)}; COMMIT;");
            }

            // A lock of another program shows now rather than at the first order.
            sql.Run("DELETE FROM messages WHERE id IS NULL");
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

    // By a connection that only reads, so that a file which is refused, and its log, stay as they are.
    private void Look(long first, long known)
    {
        using (SqliteConnection writing = new(_connection))
        {
            writing.Open();
            if (raw.sqlite3_db_readonly(writing.Handle, "main") == 1)
            {
                throw new EngineException($"The history {path} cannot be written: this user may only read it.");
            }
        }

        using Sql sql = Open(Connection(path, SqliteOpenMode.ReadOnly), OpeningTimeout);
        long found = sql.Scalar<long>("PRAGMA user_version");
        if (found > known)
        {
            throw new EngineException(string.Create(
                CultureInfo.InvariantCulture,
                $"The history {path} was written by a newer version (schema {found}; this one knows {known}); it was left as it is."));
        }

        if (found > 0 && found < first)
        {
            throw new EngineException(string.Create(
                CultureInfo.InvariantCulture,
                $"The history {path} is of an older format (schema {found}; this one begins with {first}) that cannot be brought forward: move it away, or choose another folder."));
        }

        if (sql.Scalar<string>("PRAGMA quick_check(1)") is { } damage and not "ok")
        {
            throw new EngineException($"The history {path} is damaged and cannot be used: {damage.ReplaceLineEndings(" ")}");
        }
    }

    private Sql Open(string to, string timeout)
    {
        SqliteConnection connection = new(to);
        try
        {
            connection.Open();
            Sql sql = new(connection);
            sql.Run(timeout);
            // Every commit reaches the disk before anybody hears of it.
            sql.Run("PRAGMA synchronous = FULL");
            return sql;
        }
        catch (SqliteException wrong)
        {
            connection.Dispose();
            throw Unusable(wrong);
        }
    }

    /// <summary>Why something was not stored, as whoever ordered it is told.</summary>
    public EngineException Unwritten(SqliteException wrong) => new($"The history {path} could not be written: {wrong.Message}", wrong);

    private EngineException Unusable(SqliteException wrong) => new(
        wrong.SqliteErrorCode is 5 or 6
            ? $"The history {path} cannot be used: another program has locked it."
            : $"The history {path} cannot be used: {wrong.Message}",
        wrong);

    // The busy time-out of the connection rules; that of a command would wait on beside it.
    private static string Connection(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString();

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
