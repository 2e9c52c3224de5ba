using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>What the parts of an engine share: the file, its writer, who is woken after a commit.</summary>
internal sealed class EngineCore : IAsyncDisposable
{
    // Real time: a disk does not heal because a clock was moved.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _changes = new();
    private readonly OwnerLock _owner;
    private readonly KeyedQueue _orchestrations;
    private readonly KeyedQueue _entities;
    private readonly OrchestrationWorker _orchestrationWorker;
    private readonly ILogger _log;

    public EngineCore(EngineOptions options, DurableTaskRegistry registry, IServiceProvider services, ILoggerFactory loggers)
    {
        Options = options;
        Registry = registry;
        Services = services;
        Loggers = loggers;
        _log = loggers.CreateLogger<DurableEngine>();
        _owner = new OwnerLock(options.Path);
        Database = new Database(options.Path);
        try
        {
            Database.Migrate();
            Writer = new Writer(Database);
        }
        catch
        {
            Database.Close();
            _owner.Dispose();
            throw;
        }

        Activities = new ActivityWorker(this);
        EntityWorker entities = new(this);
        _orchestrationWorker = new OrchestrationWorker(this);
        _orchestrations = new KeyedQueue(
            options.MaxConcurrentOrchestrations, Busy, (id, stop) => StepAsync(id, _orchestrationWorker.StepAsync, stop));
        _entities = new KeyedQueue(options.MaxConcurrentEntities, Busy, (id, stop) => StepAsync(id, entities.RunAsync, stop));
        Sleeper = new Sleeper(this);
    }

    public EngineOptions Options { get; }

    public DurableTaskRegistry Registry { get; }

    public IServiceProvider Services { get; }

    public ILoggerFactory Loggers { get; }

    public DataConverter Converter => Options.Converter;

    public Database Database { get; }

    public Writer Writer { get; }

    public ActivityWorker Activities { get; }

    public Sleeper Sleeper { get; }

    public BusyCount Busy { get; } = new();

    /// <summary>Writes, then does what follows from it; counts as busy until both are done.</summary>
    public async Task<T> CommitAsync<T>(Func<SqliteConnection, T> statements, Action<T>? then = null)
    {
        Busy.Begin();
        try
        {
            T result = await Writer.WriteAsync(statements);
            then?.Invoke(result);
            return result;
        }
        finally
        {
            Busy.End();
        }
    }

    /// <summary>Sees to it that a message that was written is taken up, now or when it is due.</summary>
    public void Deliver(Envelope envelope)
    {
        if (envelope.DueAt is { } dueAt && dueAt > Options.Clock.GetUtcNow())
        {
            Sleeper.Expect(dueAt);
        }
        else
        {
            Wake(envelope.To);
        }
    }

    public void Wake(string recipient) => (recipient.StartsWith('@') ? _entities : _orchestrations).Enqueue(recipient);

    /// <summary>A task that ends when an instance next takes a step.</summary>
    public Task NextChange(string instanceId) =>
        _changes.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Tells whoever waits that an instance has taken a step.</summary>
    public void Announce(string instanceId)
    {
        if (_changes.TryRemove(instanceId, out TaskCompletionSource? waiting))
        {
            waiting.SetResult();
        }
    }

    /// <summary>Takes up what the file holds, and works until told to stop.</summary>
    public Task RunAsync(CancellationToken stop)
    {
        using (SqliteConnection db = Database.Open())
        {
            ActivityTask.All(db).ForEach(Activities.Enqueue);
            Mail.Recipients(db, Options.Clock.GetUtcNow()).ForEach(Wake);
        }

        Sleeper.Sweep();
        return Task.WhenAll(_orchestrations.RunAsync(stop), _entities.RunAsync(stop), Activities.RunAsync(stop));
    }

    public async ValueTask DisposeAsync()
    {
        Sleeper.Dispose();
        GiveUpWaiting();
        await _orchestrationWorker.DisposeAsync();
        await Writer.DisposeAsync();
        Database.Close();
        _owner.Dispose();
    }

    /// <summary>Does what needs the store, which may be full or locked for a while; after a failure the caller may try again.</summary>
    public async Task<bool> TryAsync(string id, Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
            return true;
        }
#pragma warning disable CA1031 // A fault of the store must not end the worker.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            _log.LogError(wrong, "A step of {InstanceId} was not stored; it is tried again.", id);
            await Task.Delay(s_pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    // No instance takes a step any more.
    private void GiveUpWaiting()
    {
        foreach (TaskCompletionSource waiting in _changes.Values)
        {
            waiting.TrySetCanceled();
        }
    }

    // Nothing was acknowledged, so a step that was not stored is simply taken up again.
    private async Task StepAsync(string id, Func<string, Task> step, CancellationToken stop)
    {
        if (!await TryAsync(id, () => step(id), stop))
        {
            Wake(id);
        }
    }
}
