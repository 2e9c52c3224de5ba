using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Tasdir.Local.Azurite;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Host;

/// <summary>
/// Starts and stops the parts in the order that loses nothing: storage before everything; the engine before the first
/// request; timers and queues when all else runs. Going down, the other way round, with work under way let finish.
/// </summary>
internal sealed class LocalRuntime(
    IReadOnlyList<Function> functions,
    HostFolders folders,
    IConfiguration settings,
    DurableEngine engine,
    TimerFunctions timers,
    QueueFunctions queues,
    FunctionRunner runner,
    StartupNotice notice) : IHostedLifecycleService, IAsyncDisposable
{
    private static readonly string[] StorageSettings = ["AzureWebJobsStorage", "Storage"];
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(15);
    private StorageEmulator? emulator;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var development = StorageSettings.Any(name =>
            settings[name]?.Trim().TrimEnd(';').Equals("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase) == true);
        if (development)
        {
            emulator = await StorageEmulator.StartUnlessRunningAsync(
                Path.Combine(folders.State, "azurite"), StoragePorts.Development, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken);

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await queues.StartAsync(functions.Where(f => f.Trigger is QueueTriggerAttribute), cancellationToken);
        timers.Start(functions.Where(f => f.Trigger is TimerTriggerAttribute));
        notice.Print(functions, emulator is not null);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DrainLimit);
        await Task.WhenAll(timers.StopAsync(limit.Token), queues.StopAsync(limit.Token));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // What is still running by now is told to end; a message or an activity cut off so is taken up at the next start.
        // The engine first, so that it knows a cancelled activity from one that failed.
        var stopped = engine.StopAsync(cancellationToken);
        await runner.CancelAsync();
        await stopped;
    }

    public async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <summary>Stops the emulator, also after a start that failed half-way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref emulator, null) is { } started)
        {
            await started.DisposeAsync();
        }
    }
}
