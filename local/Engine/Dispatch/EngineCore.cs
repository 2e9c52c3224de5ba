using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

    public EngineCore(EngineOptions options, DurableTaskRegistry registry, IServiceProvider services, ILoggerFactory loggers)
    {
        Options = options;
        Admission = new Admission(options);
        Registry = registry;
        Services = services;
        Loggers = loggers;
        _log = loggers.CreateLogger<DurableEngine>();
        Log = new WorkLog(loggers);
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

    public WorkLog Log { get; }

    public Admission Admission { get; }

    public DurableTaskRegistry Registry { get; }

    public IServiceProvider Services { get; }

    public ILoggerFactory Loggers { get; }

    public DataConverter Converter => Options.Converter;

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
    public Letter Letter(Envelope envelope) => new(envelope, NextNumber());

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
    public void Deliver(Letter letter)
    {
        if (letter.Envelope.DueAt is { } dueAt && dueAt > Sleeper.Swept)
        {
            Sleeper.Expect(dueAt);
        }
        else
        {
            Put(letter.Envelope.To, new Waiting(letter.Envelope.Message, letter.Row));
        }
    }

    /// <summary>An exception as it is told to whoever waits.</summary>
    public TaskFailureDetails FailureOf(Exception wrong)
    {
        try
        {
            return TaskFailureDetails.FromException(
                wrong, Options.ExceptionProperties is { } properties ? properties.GetExceptionProperties : null);
        }
#pragma warning disable CA1031 // What the application tells of an exception must not hide it.
        catch (Exception untold)
#pragma warning restore CA1031
        {
            _log.LogError(untold, "The properties of a {Exception} could not be told.", wrong.GetType());
            return new TaskFailureDetails(wrong.GetType().ToString(), wrong.Message, wrong.StackTrace, null, null);
        }
    }

    /// <summary>Ends a scope. What its services throw at the end undoes nothing of what was done in it.</summary>
    public async ValueTask LetGoAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync();
        }
#pragma warning disable CA1031 // The services are the application's.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            _log.LogError(wrong, "A service could not be disposed of.");
        }
    }

    /// <summary>Puts a message into its recipient's mailbox.</summary>
    public void Put(string to, Waiting message) => BoxesOf(to).Put(to, message);

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
        await _orchestrationWorker.DisposeAsync();
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
            _log.LogError(wrong, "A step of {InstanceId} was not stored; it is tried again.", what);
            await Task.Delay(s_pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    private Mailboxes BoxesOf(string recipient) => recipient.StartsWith('@') ? _entities : _orchestrations;

    // Results that nobody took up before the stop: stored, so that what was done is not done again.
    private async Task KeepResultsAsync()
    {
        List<(string To, Waiting Message)> results = _orchestrations.OnlyHere();
        if (results.Count > 0)
        {
            await TryAsync(
                "an activity",
                () => CommitAsync(sql =>
                {
                    Mail.Delete(sql, [.. results.Select(result => result.Message)]);
                    results.ForEach(result => Mail.Send(sql, Letter(new Envelope(result.To, result.Message.Message))));
                    return true;
                }),
                CancellationToken.None);
        }
    }

    // Nothing was acknowledged, so what was not stored is simply taken up again.
    private async Task WorkAsync(Mailboxes boxes, string id, Func<string, List<Waiting>, Task<IReadOnlyList<Waiting>>> work, CancellationToken stop)
    {
        List<Waiting>? messages = boxes.Take(id);
        bool done = await TryAsync(
            id,
            async () =>
            {
                messages ??= await ReadAsync(boxes, id);
                if (messages.Count > 0)
                {
                    IReadOnlyList<Waiting> left = await work(id, messages);
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

    private async Task<List<Waiting>> ReadAsync(Mailboxes boxes, string id)
    {
        await CommitAsync(sql => Mail.Take(sql, id, Sleeper.Swept), found => boxes.Fill(id, found));
        return boxes.Take(id) ?? await ReadAsync(boxes, id);
    }
}
