using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Domain.Cases;

namespace Tasdir.Workflows.Envelopes;

/// <summary>The reservation of a grant in the region's envelope; while the envelope is empty, the case waits its turn.</summary>
public static class FundsReservation
{
    /// <summary>Reserves the funds.</summary>
    /// <returns>Whether they are reserved; not, if the case has ended: withdrawn meanwhile, or before this began anew.</returns>
    [Function(nameof(FundsReservation))]
    public static async Task<bool> Run([OrchestrationTrigger] TaskOrchestrationContext context, string reference)
    {
        GrantToReserve grant = await context.ReadGrant(reference);
        bool granted = await context.TryReserve(reference, grant);
        CaseState state = await context.RecordReservation(reference, grant, granted);
        if (StateTable.HasEnded(state))
        {
            await context.ReleaseFunds(reference, grant);
            return false;
        }

        await context.SendLetters(reference);
        if (granted)
        {
            return true;
        }

        await context.WaitForNudge(context.CurrentUtcDateTime.AddDays(1));
        context.ContinueAsNew(reference);
        return false;
    }
}
