using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Engine;

/// <summary>
/// The one writer of the file. Whatever waits when a transaction begins shares it, so that many steps cost one flush to the
/// disk; nobody hears of a write before it is there.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MostPerTransaction = 500;
    private readonly Channel<Write> _queue = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly Task _loop;

    public Writer(Database database)
    {
        _connection = database.Open();
        _loop = Task.Factory.StartNew(LoopAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Writes in a transaction; whatever the statements throw undoes this write alone.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> statements)
    {
        Write<T> write = new(statements);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(write), this);
        return write.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _connection.Dispose();
    }

    private async Task LoopAsync()
    {
        List<Write> batch = [];
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostPerTransaction && _queue.Reader.TryRead(out Write? write))
            {
                batch.Add(write);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Write> batch)
    {
        try
        {
            _connection.Run("BEGIN IMMEDIATE");
            foreach (Write write in batch)
            {
                _connection.Run("SAVEPOINT one");
                if (!write.TryRun(_connection))
                {
                    _connection.Run("ROLLBACK TO one");
                }

                _connection.Run("RELEASE one");
            }

            _connection.Run("COMMIT");
        }
        catch (SqliteException wrong)
        {
            RollBack();
            batch.ForEach(write => write.Fail(wrong));
            return;
        }

        batch.ForEach(write => write.Complete());
    }

    // A full disk ends the transaction by itself.
    private void RollBack()
    {
        try
        {
            _connection.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private abstract class Write
    {
        public abstract bool TryRun(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception wrong);
    }

    private sealed class Write<T>(Func<SqliteConnection, T> statements) : Write
    {
        private T? _result;
        private Exception? _wrong;

        // Whoever waits goes on elsewhere: the writer has other things to write.
        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool TryRun(SqliteConnection connection)
        {
            try
            {
                _result = statements(connection);
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
            if (_wrong is null)
            {
                Done.SetResult(_result!);
            }
            else
            {
                Done.SetException(_wrong);
            }
        }

        public override void Fail(Exception wrong) => Done.SetException(wrong);
    }
}
