using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Storage.Calendar;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Payments;

namespace Tasdir.Workflows.Payments;

/// <summary>The payments to write into a file.</summary>
/// <param name="Order">The order that the file is made by.</param>
/// <param name="References">Cases whose payment was claimed for it.</param>
public sealed record PaymentsToWrite(PaymentFileOrder Order, IReadOnlyList<string> References);

/// <summary>Writes the file for the bank, once.</summary>
public sealed class WritePaymentFile(CaseStore store, PaymentFileStore files, CalendarStore calendars)
{
    /// <summary>Writes it.</summary>
    [Function(nameof(WritePaymentFile))]
    public async Task Run([ActivityTrigger] PaymentsToWrite payments, CancellationToken cancellation)
    {
        // Run again, this step finds its file there; a payment in it may have come back since and have been prepared anew.
        if (await files.ExistsAsync(payments.Order.FileId, cancellation))
        {
            return;
        }

        List<PaymentOrder> orders = [];
        foreach (string reference in payments.References)
        {
            CaseFile file = await store.GetAsync(reference, cancellation);
            Tranche tranche = file.Tranches.Single(candidate => candidate.FileId == payments.Order.FileId);
            orders.Add(new PaymentOrder(
                tranche.EndToEndId!,
                tranche.Amount,
                file.Form.Name!,
                tranche.Rib!,
                string.Create(CultureInfo.InvariantCulture, $"{reference} TRANCHE {tranche.Number}")));
        }

        WorkingCalendar calendar = await calendars.GetAsync(cancellation);
        DateOnly today = calendar.DateOf(payments.Order.OrderedAt);
        PaymentFile content = new(
            payments.Order.FileId,
            payments.Order.OrderedAt,
            calendar.NextWorkingDay(today.AddDays(1)),
            Programmes.Current(today).Debtor,
            orders);
        await files.WriteOnceAsync(payments.Order.FileId, Pain001.Write(content), cancellation);
    }
}
