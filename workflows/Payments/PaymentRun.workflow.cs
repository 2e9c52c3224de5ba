using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Payments;

/// <summary>An accountant's order to put every visaed payment of a region into a file for the bank.</summary>
/// <param name="FileId">Id of the file, and of the orchestration that makes it.</param>
/// <param name="Region">Region code.</param>
/// <param name="By">The accountant.</param>
/// <param name="OrderedAt">When, UTC: the file's creation time, whenever it is written.</param>
public sealed record PaymentFileOrder(string FileId, string Region, string By, DateTimeOffset OrderedAt);

/// <summary>The making of a payment file: every payment is claimed for this file in its case's log before the file is written.</summary>
public static class PaymentRun
{
    /// <summary>Makes the file.</summary>
    /// <returns>Number of payments in it; no file is written for none.</returns>
    [Function(nameof(PaymentRun))]
    public static async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context, PaymentFileOrder order)
    {
        List<string> claimed = [];
        foreach (string reference in await context.ListPayable(order))
        {
            if (await context.ClaimPayment(order, reference))
            {
                claimed.Add(reference);
            }
        }

        if (claimed.Count > 0)
        {
            await context.WritePaymentFile(order, claimed);
        }

        return claimed.Count;
    }
}
