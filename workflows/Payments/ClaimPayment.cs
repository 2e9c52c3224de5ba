using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Payments;

/// <summary>A payment to claim for a file.</summary>
/// <param name="Order">The order that the file is made by.</param>
/// <param name="Reference">The case.</param>
public sealed record PaymentToClaim(PaymentFileOrder Order, string Reference);

/// <summary>Claims the visaed payment of a case for a file.</summary>
public sealed class ClaimPayment(CaseStore store, Projections projections)
{
    /// <summary>Whether it is claimed; not, if another file has it.</summary>
    [Function(nameof(ClaimPayment))]
    public async Task<bool> Run([ActivityTrigger] PaymentToClaim payment, CancellationToken cancellation)
    {
        Operation operation = new(payment.Order.FileId, new Actor(payment.Order.By, Role.Accountant));
        Appended appended = await store.AppendAsync(
            payment.Reference, operation, file => Payouts.Send(file, payment.Order.FileId), beforeWriting: null, cancellation);
        if (appended.File is { } file)
        {
            await projections.ProjectAsync(file, cancellation);
        }

        return appended.File is not null;
    }
}
