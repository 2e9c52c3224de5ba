using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Storage;
using Tasdir.Workflows;
using Tasdir.Workflows.Calendar;
using Tasdir.Workflows.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>Once a day, before offices open, has what expires asked for again.</summary>
public sealed class ReviewRenewals(TimeProvider clock)
{
    [Function(nameof(ReviewRenewals))]
    public Task Run(
        [TimerTrigger("0 15 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        client.StartOnceAsync(
            nameof(RenewalReview), Keys.RenewalReview(WorkingCalendar.Default.DateOf(clock.GetUtcNow())), new PageToList(null), cancellation);
}
