using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Storage;
using Tasdir.Workflows;
using Tasdir.Workflows.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>Once a day, has what was kept long enough erased.</summary>
public sealed class ReviewRetention(TimeProvider clock)
{
    [Function(nameof(ReviewRetention))]
    public Task Run(
        [TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        DateOnly day = WorkingCalendar.Default.DateOf(clock.GetUtcNow());
        return client.StartOnceAsync(nameof(RetentionReview), Keys.RetentionReview(day), new ErasuresOfDay(day), cancellation);
    }
}
