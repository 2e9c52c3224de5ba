using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Tasdir.Local.Azurite;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Host;

/// <summary>
/// Starts and stops the parts in the order that loses nothing: storage and the worker's channel before everything; then the
/// functions, the engine, timers and queues when all else runs. Going down, the other way round, with work under way let finish.
/// </summary>
internal sealed class LocalRuntime(
    HostFolders folders,
    IConfiguration settings,
    RpcServer rpc,
    FunctionCatalogue functions,
    Front front,
    DurableEngine engine,
    TimerFunctions timers,
    QueueFunctions queues,
    Invoker invoker,
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

        await rpc.StartAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await functions.LoadAsync(cancellationToken);
        front.Open();
        await engine.StartAsync(cancellationToken);
        await queues.StartAsync(cancellationToken);
        timers.Start();
        notice.Print(emulator is not null);
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
        await invoker.CancelAsync();
        await stopped;
    }

    public async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <summary>Ends channel and emulator, also after a start that failed half-way.</summary>
    public async ValueTask DisposeAsync()
    {
        await rpc.DisposeAsync();
        if (Interlocked.Exchange(ref emulator, null) is { } started)
        {
            await started.DisposeAsync();
        }
    }
}
