using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Committees;

/// <summary>What follows when the mail about a meeting does not reach a member: the alternate is called, with one mail about all its cases.</summary>
public static class AlternateCall
{
    /// <summary>Calls the alternate.</summary>
    [Function(nameof(AlternateCall))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, LostCall lost)
    {
        if (await context.CallAlternates(lost))
        {
            await context.CallToMeeting(lost.Meeting, lost.Seat);
        }
    }
}
