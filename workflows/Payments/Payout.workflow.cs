using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Domain.Cases;

namespace Tasdir.Workflows.Payments;

/// <summary>The payout: tranche by tranche, a proof, then its payment; a refused proof is brought again.</summary>
public static class Payout
{
    /// <summary>Pays every tranche.</summary>
    /// <returns>Whether everything is paid; not, if a proof never came.</returns>
    [Function(nameof(Payout))]
    public static async Task<bool> Run([OrchestrationTrigger] TaskOrchestrationContext context, string reference)
    {
        for (int tranche = 1; await context.OpenTranche(reference, tranche) is { } progress; tranche++)
        {
            while (!progress.IsPaid)
            {
                if (await context.RequestAndWait(reference, Ask.Proof, progress.Proof) == Step.Expired)
                {
                    return false;
                }

                await context.RequestAndWait(reference, Ask.Payment, progress.Proof);
                progress = await context.ReadTranche(reference, tranche);
            }

            await context.Consume(reference, tranche, progress.Amount);
        }

        return true;
    }
}
