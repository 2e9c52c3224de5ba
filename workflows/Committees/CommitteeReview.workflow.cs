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
        while (true)
        {
            int session = await context.OpenSession(reference);
            await context.RequestAndWait(reference, Ask.Votes, session);

            switch (await context.CloseSession(reference))
            {
                case SessionEnd.Granted:
                    return true;
                case SessionEnd.NotGranted:
                    return false;
                case SessionEnd.QuestionAsked:
                    // Answered or not, the committee meets again.
                    await context.RequestAndWait(reference, Ask.Answer, session);
                    break;
            }
        }
    }
}
