using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Payments;

namespace Tasdir.Functions.Payments;

/// <summary>Takes a bank report up, answer by answer; each is an operation of its case, so a report that comes twice changes nothing.</summary>
public sealed class TakeUpBankReport(BankReportStore reports, CaseChanges changes)
{
    [Function(nameof(TakeUpBankReport))]
    public async Task Run([QueueTrigger("%StoragePrefix%-reports", Connection = "Storage")] string reportId, CancellationToken cancellation)
    {
        await using Stream content = await reports.OpenAsync(reportId, cancellation);
        BankReport report = Pain002.Read(content);
        List<ReportLine> lines = [];
        foreach (BankAnswer answer in report.Answers)
        {
            lines.Add(new ReportLine(answer.EndToEndId, answer.Code, await TakeUpAsync(reportId, answer, cancellation)));
        }

        await reports.ConcludeAsync(reportId, lines, cancellation);
    }

    private async Task<string> TakeUpAsync(string reportId, BankAnswer answer, CancellationToken cancellation)
    {
        if (answer.Status == BankStatus.Pending)
        {
            return "pending";
        }

        if (EndToEndId.ReferenceOf(answer.EndToEndId) is not { } reference)
        {
            return RefusalCodes.PaymentNotSent;
        }

        bool settled = answer.Status == BankStatus.Settled;
        Operation operation = new($"{reportId}/{answer.EndToEndId}", new Actor("bank", Role.Bank));
        Appended appended = await changes.ChangeAsync(
            reference, operation, file => Payouts.Answer(file, answer.EndToEndId, settled, answer.Reason), cancellation);
        return appended.IsRefused ? appended.Refusals[0].Code
            : appended.File is null ? RefusalCodes.PaymentNotSent
            : settled ? "settled" : "returned";
    }
}
