using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>
/// Runs orchestrations, activities and entities over one SQLite file that it owns. Whatever was acknowledged survives a
/// kill at any point; activities run at least once, everything else happens exactly once.
/// </summary>
/// <exception cref="EngineException">The file is in use, damaged, not writable, or of a newer version.</exception>
public sealed class DurableEngine : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly EngineCore _core;
    private readonly CancellationTokenSource _stop = new();
    private readonly IDisposable? _owned;
    private Task? _running;
    private bool _disposed;

    /// <summary>An engine whose code is run by <paramref name="executor"/>.</summary>
    public DurableEngine(EngineOptions options, IWorkItemExecutor executor, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        _core = new EngineCore(options, executor, loggers);
        Service = new TaskHubService(_core);
        Invoker = new InMemoryInvoker(Service);
        Client = new GrpcDurableTaskClient(
            "embedded",
            new GrpcDurableTaskClientOptions { CallInvoker = Invoker, DataConverter = options.Converter, EnableEntitySupport = true },
            loggers.CreateLogger<GrpcDurableTaskClient>());
    }

    /// <summary>An engine whose code is in this process.</summary>
    public DurableEngine(EngineOptions options, DurableTaskRegistry registry, IServiceProvider services, ILoggerFactory loggers)
        : this(options, TaskFactory.Of(registry), services, loggers)
    {
    }

    internal DurableEngine(EngineOptions options, IDurableTaskFactory2 factory, IServiceProvider services, ILoggerFactory loggers)
        : this(options, new InProcessExecutor(options, factory, services, loggers), loggers)
    {
        _owned = _core.Executor as IDisposable;
    }

    /// <summary>Starts, asks and steers instances.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>What a client asks for, to be mapped as a gRPC service.</summary>
    public TaskHubService Service { get; }

    /// <summary>How a client of this process reaches <see cref="Service"/>.</summary>
    public CallInvoker Invoker { get; }

    /// <summary>When the next stored timer, signal or start is due after now; null if none waits.</summary>
    public DateTimeOffset? NextTimerDue
    {
        get => _core.Database.Read(sql => Mail.NextDue(sql, _core.Options.Clock.GetUtcNow()));
    }

    /// <summary>What it has done since it was opened.</summary>
    public EngineStatistics Statistics => _core.Statistics;

    /// <summary>Takes up what the file holds and works.</summary>
    public Task StartAsync(CancellationToken cancellation)
    {
        _running ??= _core.RunAsync(_stop.Token);
        return _running.IsFaulted ? _running : Task.CompletedTask;
    }

    /// <summary>Lets what runs finish, and takes up nothing new. An activity that is cancelled from now on runs again after the next start.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
        }

        if (_running is not null)
        {
            await _running.WaitAsync(cancellation);
        }
    }

    /// <summary>Ends when nothing can be done before the next timer; has ended when that is so now.</summary>
    public Task WhenIdleAsync(CancellationToken cancellation)
    {
        _ = _core.Sleeper.CatchUpAsync();
        Task idle = _core.Busy.WhenIdle();
        return idle.IsCompleted ? idle : idle.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        try
        {
            using CancellationTokenSource patience = new(s_patience);
            await StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // An activity that does not end is left behind, and runs again after the next start, as after a kill.
        }
        finally
        {
            await _core.DisposeAsync();
            _owned?.Dispose();
            _stop.Dispose();
        }
    }
}
