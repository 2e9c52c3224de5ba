using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Tasdir.Workflows.Calendar;

namespace Tasdir.Functions.Calendar;

/// <summary>Starts reviews of the due dates, each once.</summary>
internal static class DueDatesReviews
{
    /// <summary>Starts one, unless it was started before.</summary>
    public static async Task StartAsync(DurableTaskClient client, string instance, CalendarChange change, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(instance, cancellation) is not null)
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(DueDatesReview), change, new StartOrchestrationOptions(instance), cancellation);
        }
        catch (Exception)
        {
            // Twice at once: the other one was quicker.
            if (await client.GetInstanceAsync(instance, cancellation) is null)
            {
                throw;
            }
        }
    }
}
