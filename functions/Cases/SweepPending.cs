using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>Takes up what the logs hold and no orchestration has taken up, because a crash came between a change and its announcement.</summary>
public sealed class SweepPending(PendingCases pending, TakeUp takeUp, TimeProvider clock, ILogger<SweepPending> log)
{
    // What is younger is most likely on its way.
    private static readonly TimeSpan s_onItsWay = TimeSpan.FromMinutes(1);

    [Function(nameof(SweepPending))]
    public async Task Run(
        [TimerTrigger("30 */2 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        List<Exception> faults = [];
        await foreach (Nudge nudge in pending.NotedBeforeAsync(clock.GetUtcNow() - s_onItsWay, cancellation))
        {
            try
            {
                await takeUp.RunAsync(nudge, client, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One case must not keep the others from being taken up; it is swept again.
                log.LogError(fault, "{Reference} could not be taken up", nudge.Reference);
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException("Some cases could not be taken up.", faults);
        }
    }
}
