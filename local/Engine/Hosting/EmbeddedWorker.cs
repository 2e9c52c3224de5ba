using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Hosting;

namespace Tasdir.Local.Engine;

/// <summary>A worker of a host, over an engine of this process.</summary>
internal sealed class EmbeddedWorker(string name, IDurableTaskFactory factory, EmbeddedEngines engines) : DurableTaskWorker(name, factory)
{
    private readonly DurableEngine _engine = engines.OfWorker(name);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _engine.StartAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await _engine.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host's patience is at its end, not the engine's: what still runs is left to the host's disposal.
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}
