using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Storage;
using Tasdir.Workflows.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>Once a day, has what was kept long enough erased.</summary>
public sealed class ReviewRetention(TimeProvider clock)
{
    [Function(nameof(ReviewRetention))]
    public async Task Run(
        [TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        DateOnly day = WorkingCalendar.Default.DateOf(clock.GetUtcNow());
        string instance = Keys.RetentionReview(day);
        if (await client.GetInstanceAsync(instance, cancellation) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(RetentionReview), new ErasuresOfDay(day), new StartOrchestrationOptions(instance), cancellation);
        }
    }
}
