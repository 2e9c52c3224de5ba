using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Domain.Committees;

namespace Tasdir.Workflows.Committees;

/// <summary>
/// A meeting of a committee: its agenda is drawn up, members are called and reminded, and when its day is over the cases are
/// decided in the order of their rank, each within the region's funds, and the minutes are written and sealed in every case.
/// </summary>
public static class CommitteeMeeting
{
    /// <summary>Holds the meeting.</summary>
    [Function(nameof(CommitteeMeeting))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, MeetingToHold meeting)
    {
        MeetingPlan plan = await context.DrawUpAgenda(meeting);
        await context.CallToMeeting(meeting, reminder: 0, last: false);
        for (int reminder = 1; reminder <= plan.Reminders.Count; reminder++)
        {
            await context.WaitUntil(plan.Reminders[reminder - 1]);
            await context.CallToMeeting(meeting, reminder, last: reminder == plan.Reminders.Count);
        }

        await context.WaitUntil(plan.ClosesAt);
        List<string> waiting = [];
        foreach (RankedCase ranked in await context.RankCases(meeting))
        {
            // In the order of the ranks, and before the case itself asks for funds: who comes first is not left to chance.
            if (await context.DecideInMeeting(meeting, ranked) && !await context.ReserveInTurn(ranked.Reference))
            {
                waiting.Add(ranked.Reference);
            }
        }

        await context.WriteMinutes(meeting, waiting);
        foreach (string reference in plan.Agenda)
        {
            await context.SealMinutes(meeting, reference);
        }
    }
}
