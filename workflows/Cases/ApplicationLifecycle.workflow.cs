using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Cases;

/// <summary>The life of a case, from its submission to its end.</summary>
public static class ApplicationLifecycle
{
    /// <summary>Carries the case through the procedure.</summary>
    [Function(nameof(ApplicationLifecycle))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, string reference)
    {
        await context.SendLetters(reference);

        if (await context.CheckDocuments(reference)
            && await context.DecideInCommittee(reference)
            && await context.ReserveFunds(reference))
        {
            if (await context.SignConvention(reference) && await context.PayTranches(reference))
            {
                await context.CloseCase(reference);
            }
            else
            {
                await context.ReleaseFunds(reference);
            }
        }

        await context.SendLetters(reference);
    }
}
