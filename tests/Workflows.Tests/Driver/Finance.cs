using Microsoft.DurableTask;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Storage;
using Tasdir.TestKit;
using Tasdir.Workflows.Payments;

namespace Tasdir.Workflows.Tests.Driver;

/// <summary>What people and the bank do to have a case paid.</summary>
internal static class Finance
{
    public static readonly Actor Preparer = new("preparer", Role.Preparer);
    public static readonly Actor Verifier = new("verifier", Role.Verifier);
    public static readonly Actor Authoriser = new("authoriser", Role.Authoriser);
    public static readonly Actor Accountant = new("accountant", Role.Accountant);
    private static readonly Actor s_bank = new("bank", Role.Bank);

    /// <summary>The applicant brings the proof for the open tranche, and asks for it.</summary>
    public static async Task AskForTrancheAsync(this Dossier dossier)
    {
        await dossier.DoAsync(Dossier.Applicant, (file, now) => Outcome.Record(
        [
            .. DocumentCheck.Asked(file, now.Rules, Tranche(file)).SelectMany((asked, index) => People.Brought(asked.Kind, file.Documents.Count + index)),
        ]));
        await dossier.DoAsync(Dossier.Applicant, (file, now) => Payouts.Request(file, Tranche(file), now));
    }

    /// <summary>The payment is prepared.</summary>
    public static Task PrepareAsync(this Dossier dossier) =>
        dossier.DoAsync(Preparer, (file, _) => Payouts.Prepare(file, Tranche(file), Preparer.Id));

    /// <summary>The proof is not taken.</summary>
    public static Task RefuseProofAsync(this Dossier dossier, string reason) =>
        dossier.DoAsync(Verifier, (file, now) => Payouts.Verify(file, Tranche(file), accepted: false, reason, Verifier.Id, now));

    /// <summary>The service is verified.</summary>
    public static Task VerifyAsync(this Dossier dossier) =>
        dossier.DoAsync(Verifier, (file, now) => Payouts.Verify(file, Tranche(file), accepted: true, reason: null, Verifier.Id, now));

    /// <summary>The payment is ordered.</summary>
    public static Task OrderAsync(this Dossier dossier) =>
        dossier.DoAsync(Authoriser, (file, _) => Payouts.Order(file, Tranche(file), Authoriser.Id));

    /// <summary>The payment gets its visa.</summary>
    public static Task VisaAsync(this Dossier dossier) =>
        dossier.DoAsync(Accountant, (file, now) => Payouts.Visa(file, Tranche(file), Accountant.Id, now));

    /// <summary>The bank answers.</summary>
    public static Task AnswerFromBankAsync(this Dossier dossier, bool settled, string? reason = null) =>
        dossier.DoAsync(s_bank, BankAnswer(settled, reason));

    public static Func<CaseFile, Circumstances, Outcome> BankAnswer(bool settled, string? reason = null) =>
        (file, _) => Payouts.Answer(file, file.Tranches[^1].EndToEndId!, settled, reason);

    /// <summary>An accountant's order of a payment file.</summary>
    public static PaymentFileOrder NewOrder(this TestApp app, string region) =>
        new(Keys.PaymentFileId(region, Accountant.Id, Guid.NewGuid().ToString()), region, Accountant.Id, app.Now());

    /// <summary>The order is given, and the file made.</summary>
    public static async Task MakePaymentFileAsync(this TestApp app, PaymentFileOrder order)
    {
        await app.StartPaymentFileAsync(order);
        await app.SettleAsync();
    }

    /// <summary>The order is given.</summary>
    public static Task StartPaymentFileAsync(this TestApp app, PaymentFileOrder order) =>
        app.DurableClient().ScheduleNewOrchestrationInstanceAsync(
            nameof(PaymentRun), order, new StartOrchestrationOptions(order.FileId), TestContext.Current.CancellationToken);

    private static int Tranche(CaseFile file) => file.Tranches[^1].Number;
}
