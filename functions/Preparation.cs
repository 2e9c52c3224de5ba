using Microsoft.Extensions.Hosting;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Programme;
using Tasdir.Storage;

namespace Tasdir.Functions;

/// <summary>What must hold before the first request: the programme's data are sound, and tables, containers and queues are there.</summary>
public sealed class Preparation(StorageClients storage, TimeProvider clock) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = Programmes.Current(WorkingCalendar.Default.DateOf(clock.GetUtcNow()));
        return storage.CreateMissingAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
