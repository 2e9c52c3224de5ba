using Microsoft.Extensions.Hosting;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Programme;
using Tasdir.Storage;

namespace Tasdir.Functions;

/// <summary>
/// What must hold before anything else starts, whatever order that is in: the programme's data are sound, and tables, containers
/// and queues are there. Data protection, for one, asks for its keys as it starts.
/// </summary>
public sealed class Preparation(StorageClients storage, TimeProvider clock) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = Programmes.Current(WorkingCalendar.Default.DateOf(clock.GetUtcNow()));
        return storage.CreateMissingAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
