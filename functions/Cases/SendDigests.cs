using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Storage;
using Tasdir.Storage.Calendar;
using Tasdir.Workflows;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>
/// Starts the day's digest on working days, within the hour in which offices open: at half past eight, legal time; in Ramadan,
/// when legal time is that of the timer and offices open at nine, at half past nine.
/// </summary>
public sealed class SendDigests(CalendarStore calendars, TimeProvider clock)
{
    [Function(nameof(SendDigests))]
    public async Task Run(
        [TimerTrigger("0 30 7-9 * * 1-5")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        WorkingCalendar calendar = await calendars.GetAsync(cancellation);
        DateTimeOffset now = clock.GetUtcNow();
        DateOnly today = calendar.DateOf(now);
        if (calendar.IsWorkingDay(today) && now >= calendar.OpeningOf(today))
        {
            await client.StartOnceAsync(nameof(DailyDigest), Keys.Digest(today), today, cancellation);
        }
    }
}
