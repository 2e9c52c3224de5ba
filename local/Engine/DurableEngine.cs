using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>
/// Runs orchestrations, activities and entities over one SQLite file that it owns. Whatever was acknowledged survives a
/// kill at any point; activities run at least once, everything else happens exactly once.
/// </summary>
/// <exception cref="EngineException">The file is in use, damaged, not writable, or of a newer version.</exception>
public sealed class DurableEngine(EngineOptions options, DurableTaskRegistry registry, IServiceProvider services, ILoggerFactory loggers)
    : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly EngineCore _core = new(options, registry, services, loggers);
    private readonly CancellationTokenSource _stop = new();
    private DurableTaskClient? _client;
    private Task? _running;
    private bool _disposed;

    /// <summary>Starts, asks and steers instances.</summary>
    public DurableTaskClient Client => _client ??= new EngineClient(_core);

    /// <summary>When the next stored timer, signal or start is due after now; null if none waits.</summary>
    public DateTimeOffset? NextTimerDue
    {
        get => _core.Database.Read(sql => Mail.NextDue(sql, options.Clock.GetUtcNow()));
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
            _stop.Dispose();
        }
    }
}
