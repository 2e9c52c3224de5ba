using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>What the parts of an engine share: the file, its writer, the mailboxes.</summary>
internal sealed class EngineCore : IAsyncDisposable
{
    // Real time: a disk does not heal because a clock was moved.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly OwnerLock _owner;
    private readonly Mailboxes _orchestrations;
    private readonly Mailboxes _entities;
    private readonly OrchestrationWorker _orchestrationWorker;
    private readonly ILogger _log;
    private long _lastNumber;
    private volatile bool _isDisposed;

    public EngineCore(EngineOptions options, IWorkItemExecutor executor, ILoggerFactory loggers)
    {
        Options = options;
        Admission = new Admission(options);
        Executor = executor;
        Loggers = loggers;
        _log = loggers.CreateLogger<DurableEngine>();
        _owner = new OwnerLock(options.Path);
        Database = new Database(options.Path);
        try
        {
            Database.Migrate();
            _lastNumber = Database.Read(Instances.LastNumber);
            Writer = new Writer(Database, Statistics);
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
        _orchestrations = new Mailboxes(
            options.MaxConcurrentOrchestrations, Busy, (id, stop) => WorkAsync(_orchestrations!, id, _orchestrationWorker.StepAsync, stop));
        _entities = new Mailboxes(options.MaxConcurrentEntities, Busy, (id, stop) => WorkAsync(_entities!, id, entities.RunAsync, stop));
        Sleeper = new Sleeper(this);
    }

    public EngineOptions Options { get; }

    public Admission Admission { get; }

    public IWorkItemExecutor Executor { get; }

    public ILoggerFactory Loggers { get; }

    public EngineStatistics Statistics { get; } = new();

    public Database Database { get; }

    public ActivityWorker Activities { get; }

    public Sleeper Sleeper { get; }

    public BusyCount Busy { get; } = new();

    public Changes Changes { get; } = new();

    private Writer Writer { get; }

    /// <summary>A number that no row of the file has.</summary>
    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>A message with its number, to be written and then delivered.</summary>
    public Message Message(string to, P.HistoryEvent happened, string? execution = null, DateTimeOffset? dueAt = null) =>
        new(to, happened) { Row = NextNumber(), Execution = execution, DueAt = dueAt };

    /// <summary>An event for an entity, or for whoever asked one.</summary>
    public Message Message(string to, P.EventRaisedEvent raised, string? execution = null, DateTimeOffset? dueAt = null) =>
        Message(to, new P.HistoryEvent { EventId = -1, Timestamp = Options.Clock.GetUtcNow().ToTimestamp(), EventRaised = raised }, execution, dueAt);

    /// <summary>A new execution is to take its first step.</summary>
    public Message Start(P.ExecutionStartedEvent started, DateTimeOffset now, DateTimeOffset? dueAt = null) => Message(
        started.OrchestrationInstance.InstanceId,
        new P.HistoryEvent { EventId = -1, Timestamp = now.ToTimestamp(), ExecutionStarted = new() },
        started.OrchestrationInstance.ExecutionId,
        dueAt);

    /// <summary>What a parent is told of its child.</summary>
    public Message Answer(P.ParentInstanceInfo parent, DateTimeOffset now, string? output, bool isCompleted, P.TaskFailureDetails? failure)
    {
        P.HistoryEvent ended = new() { EventId = -1, Timestamp = now.ToTimestamp() };
        if (isCompleted)
        {
            ended.SubOrchestrationInstanceCompleted = new() { TaskScheduledId = parent.TaskScheduledId, Result = output };
        }
        else
        {
            ended.SubOrchestrationInstanceFailed = new() { TaskScheduledId = parent.TaskScheduledId, FailureDetails = failure };
        }

        return Message(parent.OrchestrationInstance.InstanceId, ended, parent.OrchestrationInstance.ExecutionId);
    }

    /// <summary>Gives back a lock.</summary>
    public Message Release(EntityRow locked) => Message(locked.EntityId, EntityMessage.ReleaseOf(locked));

    /// <summary>Writes, then does what follows from it on the writer's thread; counts as busy until both are done.</summary>
    public async Task<T> CommitAsync<T>(Func<Sql, T> statements, Action<T>? then = null)
    {
        Busy.Begin();
        try
        {
            return await Writer.WriteAsync(statements, then);
        }
        finally
        {
            Busy.End();
        }
    }

    /// <summary>
    /// Sees to it that a message that was written is taken up, now or when it is due. Only what follows from a commit
    /// calls this, on the writer's thread.
    /// </summary>
    public void Deliver(Message message)
    {
        if (message.DueAt is { } dueAt && dueAt > Sleeper.Swept)
        {
            Sleeper.Expect(dueAt);
        }
        else
        {
            Put(message);
        }
    }

    /// <summary>Puts a message into its recipient's mailbox.</summary>
    public void Put(Message message) => BoxesOf(message.To).Put(message);

    /// <summary>The file has more for a recipient than was put, or in another order.</summary>
    public void LookInFile(string to) => BoxesOf(to).LookInFile(to);

    /// <summary>What waited for a recipient in the file was removed with it.</summary>
    public void Forget(string to) => BoxesOf(to).Forget(to);

    /// <summary>Gives a recipient another turn.</summary>
    public void Wake(string recipient) => BoxesOf(recipient).Wake(recipient);

    /// <summary>Takes up what the file holds, and works until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        Database.Read(ActivityTask.All).ForEach(Activities.Enqueue);
        Database.Read(sql => Mail.Recipients(sql, Sleeper.Swept)).ForEach(LookInFile);
        _ = Sleeper.SweepAsync();

        await Task.WhenAll(_orchestrations.RunAsync(stop), _entities.RunAsync(stop), Activities.RunAsync(stop));
        await KeepResultsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        Sleeper.Dispose();
        Changes.GiveUp();
        _orchestrationWorker.Dispose();
        await Writer.DisposeAsync();
        Database.Close();
        _owner.Dispose();
    }

    /// <summary>Does what needs the store, which may be full or locked for a while; after a failure the caller may try again.</summary>
    public async Task<bool> TryAsync(string what, Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
            return true;
        }
        catch (ObjectDisposedException) when (_isDisposed)
        {
            // The engine has been closed meanwhile.
            return true;
        }
#pragma warning disable CA1031 // A fault of the store must not end the worker.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            _log.LogError(wrong, "A step of {InstanceId} did not come to its end; it is tried again.", what);
            await Task.Delay(s_pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    private Mailboxes BoxesOf(string recipient) => recipient.StartsWith('@') ? _entities : _orchestrations;

    // Results that nobody took up before the stop: stored, so that what was done is not done again.
    private async Task KeepResultsAsync()
    {
        List<Message> results = _orchestrations.OnlyHere();
        if (results.Count > 0)
        {
            await TryAsync(
                "an activity",
                () => CommitAsync(sql =>
                {
                    Mail.Delete(sql, results);
                    results.ForEach(result => Mail.Send(sql, Message(result.To, result.Event, result.Execution)));
                    return true;
                }),
                CancellationToken.None);
        }
    }

    // Nothing was acknowledged, so what was not stored is simply taken up again.
    private async Task WorkAsync(Mailboxes boxes, string id, Func<string, List<Message>, CancellationToken, Task<IReadOnlyList<Message>>> work, CancellationToken stop)
    {
        List<Message>? messages = boxes.Take(id);
        bool done = await TryAsync(
            id,
            async () =>
            {
                messages ??= await ReadAsync(boxes, id);
                if (messages.Count > 0)
                {
                    IReadOnlyList<Message> left = await work(id, messages, stop);
                    messages = null;
                    boxes.PutBack(id, left);
                }
            },
            stop);
        if (!done)
        {
            boxes.PutBack(id, messages ?? []);
            boxes.Wake(id);
        }
    }

    private async Task<List<Message>> ReadAsync(Mailboxes boxes, string id)
    {
        await CommitAsync(sql => Mail.Take(sql, id, Sleeper.Swept), found => boxes.Fill(id, found));
        return boxes.Take(id) ?? await ReadAsync(boxes, id);
    }
}
