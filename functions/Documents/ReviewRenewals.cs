using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Storage;
using Tasdir.Workflows.Calendar;
using Tasdir.Workflows.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>Once a day, before offices open, has what expires asked for again.</summary>
public sealed class ReviewRenewals(TimeProvider clock)
{
    [Function(nameof(ReviewRenewals))]
    public async Task Run(
        [TimerTrigger("0 15 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        string instance = Keys.RenewalReview(WorkingCalendar.Default.DateOf(clock.GetUtcNow()));
        if (await client.GetInstanceAsync(instance, cancellation) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(RenewalReview), new PageToList(null), new StartOrchestrationOptions(instance), cancellation);
        }
    }
}
