using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Payments;

/// <summary>Lists the visaed payments of a region. The list may be a moment old: each payment is claimed in its own log.</summary>
public sealed class ListPayable(Projections projections)
{
    /// <summary>References of the cases.</summary>
    [Function(nameof(ListPayable))]
    public async Task<IReadOnlyList<string>> Run([ActivityTrigger] PaymentFileOrder order, CancellationToken cancellation)
    {
        List<string> references = [];
        string? cursor = null;
        do
        {
            CasePage page = await projections.DeskAsync(order.Region, Turn.Accountant, cursor, size: 500, cancellation);
            references.AddRange(page.Items.Where(line => line.State == CaseState.PaymentVisaed).Select(line => line.Reference));
            cursor = page.Next;
        }
        while (cursor is not null);
        return references;
    }
}
