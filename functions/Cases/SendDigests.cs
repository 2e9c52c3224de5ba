using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Storage;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>Starts the day's digest on working days, when offices open: half past eight, legal time but in Ramadan.</summary>
public sealed class SendDigests(TimeProvider clock)
{
    [Function(nameof(SendDigests))]
    public async Task Run(
        [TimerTrigger("0 30 7 * * 1-5")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        DateOnly today = WorkingCalendar.Default.DateOf(clock.GetUtcNow());
        string id = Keys.Digest(today);
        if (WorkingCalendar.Default.IsWorkingDay(today) && await client.GetInstanceAsync(id, cancellation) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(DailyDigest), today, new StartOrchestrationOptions(id), cancellation);
        }
    }
}
