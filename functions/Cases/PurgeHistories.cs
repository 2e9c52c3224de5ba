using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Tasdir.Functions.Cases;

/// <summary>Removes the histories of orchestrations that have done their work: the case log is what is kept.</summary>
public sealed class PurgeHistories(TimeProvider clock)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    [Function(nameof(PurgeHistories))]
    public Task Run(
        [TimerTrigger("0 0 2 * * 0")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedTo: clock.GetUtcNow() - s_kept, Statuses: [OrchestrationRuntimeStatus.Completed]), cancellation);
}
