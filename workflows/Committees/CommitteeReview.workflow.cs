using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;

namespace Tasdir.Workflows.Committees;

/// <summary>The review by committee: sessions follow each other until one decides, the regional committee first.</summary>
public static class CommitteeReview
{
    /// <summary>Has the committee decide.</summary>
    /// <returns>Whether support is granted.</returns>
    [Function(nameof(CommitteeReview))]
    public static async Task<bool> Run([OrchestrationTrigger] TaskOrchestrationContext context, string reference)
    {
        SessionEnd end;
        do
        {
            int session = await context.OpenSession(reference);
            await context.RequestAndWait(reference, Ask.Votes, session);
            end = await context.CloseSession(reference);

            if (end == SessionEnd.QuestionAsked)
            {
                // Answered or not, the committee meets again.
                await context.RequestAndWait(reference, Ask.Answer, session);
            }
        }
        while (end is SessionEnd.QuestionAsked or SessionEnd.ToMeetAgain);

        return end == SessionEnd.Granted;
    }
}
