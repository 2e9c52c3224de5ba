using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Engine;

/// <summary>
/// The one writer of the file. Whatever waits when a transaction begins shares it, so that many steps cost one flush to the
/// disk; nobody hears of a write before it is there. What follows from a write is done on the writer's own thread, in the
/// order of the writes, so memory sees what the file saw.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MostPerTransaction = 256;
    private readonly BlockingCollection<Write> _queue = [];
    private readonly Database _database;
    private readonly Sql _sql;
    private readonly EngineStatistics _statistics;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Writer(Database database, EngineStatistics statistics)
    {
        _database = database;
        _statistics = statistics;
        _sql = database.Open();
        // Read back often is only what is new; a checkpoint touches pages all over the file, so it comes seldom.
        _sql.Run("PRAGMA wal_autocheckpoint = 4000");
        _sql.Run("PRAGMA cache_size = -32768");
        _sql.Run("PRAGMA temp_store = MEMORY");

        // Its own thread: a commit waits for the disk, and for nothing else.
        new Thread(Loop) { IsBackground = true, Name = "Writer of the history" }.Start();
    }

    /// <summary>
    /// Writes in a transaction; whatever the statements throw undoes this write alone. They may be run twice, so they leave
    /// nothing behind in memory but their last result.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<Sql, T> statements, Action<T>? then)
    {
        Write<T> write = new(_database, statements, then);
        try
        {
            _queue.Add(write);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(Writer));
        }

        return write.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _done.Task;
        _queue.Dispose();
        _sql.Dispose();
    }

    private void Loop()
    {
        List<Write> batch = [];
        foreach (Write first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MostPerTransaction && _queue.TryTake(out Write? write))
            {
                batch.Add(write);
            }

            Commit(batch);
            batch.Clear();
        }

        _done.SetResult();
    }

    // No savepoint around each write: they cost a quarter of the time. Should one throw, which is rare, all of them are
    // written again, each in a transaction of its own.
    private void Commit(IReadOnlyList<Write> batch)
    {
        bool isWhole;
        try
        {
            _sql.Run("BEGIN IMMEDIATE");
            isWhole = batch.All(write => write.TryRun(_sql));
            if (isWhole)
            {
                _sql.Run("COMMIT");
                _statistics.Committed(batch.Count);
            }
            else
            {
                RollBack();
            }
        }
        catch (SqliteException wrong)
        {
            RollBack();
            foreach (Write write in batch)
            {
                write.Fail(wrong);
            }

            return;
        }

        foreach (Write write in batch)
        {
            if (isWhole || batch.Count == 1)
            {
                write.Complete();
            }
            else
            {
                Commit([write]);
            }
        }
    }

    // A full disk ends the transaction by itself.
    private void RollBack()
    {
        try
        {
            _sql.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private abstract class Write
    {
        public abstract bool TryRun(Sql sql);

        public abstract void Complete();

        public abstract void Fail(Exception wrong);
    }

    private sealed class Write<T>(Database database, Func<Sql, T> statements, Action<T>? then) : Write
    {
        private T? _result;
        private Exception? _wrong;

        // Whoever waits goes on elsewhere: the writer has other things to write.
        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool TryRun(Sql sql)
        {
            try
            {
                _wrong = null;
                _result = statements(sql);
                return true;
            }
            catch (Exception wrong) when (wrong is not SqliteException { SqliteErrorCode: 10 or 11 or 13 or 26 })
            {
                _wrong = wrong;
                return false;
            }
        }

        public override void Complete()
        {
            if (_wrong is not null)
            {
                Done.SetException(Told(_wrong));
                return;
            }

            try
            {
                then?.Invoke(_result!);
                Done.SetResult(_result!);
            }
#pragma warning disable CA1031 // Whatever goes wrong in memory, the writer goes on.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                Done.SetException(wrong);
            }
        }

        public override void Fail(Exception wrong) => Done.SetException(Told(wrong));

        private Exception Told(Exception wrong) => wrong is SqliteException sqlite ? database.Unwritten(sqlite) : wrong;
    }
}
