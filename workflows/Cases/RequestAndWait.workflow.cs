using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Domain.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>
/// Asking somebody and waiting, for whatever the procedure asks of whomever: remind on schedule, extend if allowed,
/// expire, report.
/// </summary>
public static class RequestAndWait
{
    /// <summary>The event that makes a waiting request look again. It says nothing: what happened is read from the log.</summary>
    public const string Nudged = nameof(Nudged);

    // A long wait looks at the log once a day: its history is cut before it grows.
    private const int LooksPerHistory = 25;

    /// <summary>Waits for the answer.</summary>
    /// <returns><see cref="Step.Answered"/>, <see cref="Step.Expired"/> or <see cref="Step.CaseEnded"/>.</returns>
    [Function(nameof(RequestAndWait))]
    public static async Task<Step> Run([OrchestrationTrigger] TaskOrchestrationContext context, RequestOfCase asked)
    {
        for (int looks = 0; looks < LooksPerHistory; looks++)
        {
            NextStep next = await context.ReadRequest(asked);
            switch (next.Step)
            {
                case Step.SendLetters:
                    await context.SendLetters(asked.Reference);
                    break;
                case Step.Remind:
                    await context.RecordReminder(asked, next.Number);
                    break;
                case Step.Extend or Step.Expire:
                    await context.EndRequest(asked);
                    break;
                case Step.Wait:
                    await context.WaitForNudge(next.Until!.Value);
                    break;
                default:
                    return next.Step;
            }
        }

        context.ContinueAsNew(asked);
        return Step.Wait;
    }
}
