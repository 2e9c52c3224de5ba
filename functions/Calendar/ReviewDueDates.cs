using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Storage;
using Tasdir.Workflows;
using Tasdir.Workflows.Calendar;

namespace Tasdir.Functions.Calendar;

/// <summary>
/// Reviews every due date once a day, before offices open: it mends what the review after a confirmation missed, and brings in
/// what a new version of the calendar's data changed.
/// </summary>
public sealed class ReviewDueDates(TimeProvider clock)
{
    [Function(nameof(ReviewDueDates))]
    public Task Run(
        [TimerTrigger("0 0 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        client.StartOnceAsync(
            nameof(DueDatesReview), Keys.DueDatesReview(WorkingCalendar.Default.DateOf(clock.GetUtcNow())), new CalendarChange(), cancellation);
}
