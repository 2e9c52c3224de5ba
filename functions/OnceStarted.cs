using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Functions;

/// <summary>Starts orchestrations that run once under their id: the review of a day, the one after a confirmation.</summary>
internal static class OnceStarted
{
    /// <summary>Starts one, unless it was started before.</summary>
    public static async Task StartOnceAsync(
        this DurableTaskClient client, string orchestration, string instance, object input, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(instance, cancellation) is not null)
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestration, input, new StartOrchestrationOptions(instance), cancellation);
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
