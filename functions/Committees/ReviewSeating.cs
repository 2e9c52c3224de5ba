using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Storage;
using Tasdir.Workflows;
using Tasdir.Workflows.Calendar;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>Once a day, before offices open, has the sessions that sit follow who holds their seats and who is away.</summary>
public sealed class ReviewSeating(TimeProvider clock)
{
    [Function(nameof(ReviewSeating))]
    public Task Run(
        [TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        client.StartOnceAsync(
            nameof(SeatingReview), Keys.SeatingReview(WorkingCalendar.Default.DateOf(clock.GetUtcNow())), new PageToList(null), cancellation);
}
