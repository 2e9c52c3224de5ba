using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Committees;

/// <summary>
/// The review of an appeal against a reduction. The case's own orchestration goes on waiting for the signature meanwhile: of the
/// convention that follows the second decision.
/// </summary>
public static class AppealReview
{
    /// <summary>Has other members decide, sets aside what they grant beyond the first decision, and offers the new convention.</summary>
    [Function(nameof(AppealReview))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, string reference)
    {
        await context.SendLetters(reference);

        if (await context.DecideInCommittee(reference) && await context.ReserveFunds(reference))
        {
            await context.IssueConvention(reference);
        }

        await context.SendLetters(reference);
    }
}
