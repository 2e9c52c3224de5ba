using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Payments;

namespace Tasdir.Workflows.Payments;

/// <summary>
/// Lists the payments of a region that can go into a file: those visaed, and those that an interrupted run claimed for this
/// very file. The list may be a moment old: each payment is claimed in its own log.
/// </summary>
public sealed class ListPayable(Projections projections, PaymentFileStore files)
{
    /// <summary>References of the cases; none if the file is written, for then nothing more can go into it.</summary>
    [Function(nameof(ListPayable))]
    public async Task<IReadOnlyList<string>> Run([ActivityTrigger] PaymentFileOrder order, CancellationToken cancellation)
    {
        if (await files.ExistsAsync(order.FileId, cancellation))
        {
            return [];
        }

        IReadOnlyList<CaseLine> accountants = await projections.AllOfTurnAsync(order.Region, Turn.Accountant, cancellation);
        IReadOnlyList<CaseLine> banks = await projections.AllOfTurnAsync(order.Region, Turn.Bank, cancellation);
        return
        [
            .. accountants.Where(line => line.State == CaseState.PaymentVisaed)
                .Concat(banks.Where(line => line.PaymentFile == order.FileId))
                .Select(line => line.Reference),
        ];
    }
}
