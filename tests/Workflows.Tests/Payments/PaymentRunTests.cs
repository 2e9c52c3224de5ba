using System.Xml.Linq;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Payments;
using Tasdir.Workflows.Payments;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Payments;

public sealed class PaymentRunTests(RunningApp running) : IClassFixture<RunningApp>
{
    private static readonly XNamespace s_pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_orders_at_the_same_time_share_no_payment_and_leave_none()
    {
        Dossier[] dossiers = await VisaedAsync("01", count: 5);
        PaymentFileOrder[] orders = [running.App.NewOrder("01"), running.App.NewOrder("01")];

        await Task.WhenAll(orders.Select(running.App.StartPaymentFileAsync));
        await running.App.SettleAsync();

        string[] paid = [.. await PaymentsInAsync(orders[0]), .. await PaymentsInAsync(orders[1])];
        Assert.Equal(dossiers.Select(dossier => dossier.Reference + "-T1-G1").Order(), paid.Order());
        await AssertEachClaimedOnceAsync(dossiers);
    }

    [Fact]
    public async Task A_run_that_was_interrupted_between_claiming_and_writing_ends_with_every_claimed_payment_in_its_file()
    {
        Dossier[] dossiers = await VisaedAsync("02", count: 3);
        PaymentFileOrder order = running.App.NewOrder("02");
        IReadOnlyList<string> payable = await ActivatorUtilities.CreateInstance<ListPayable>(running.App.Services).Run(order, Cancellation);
        Assert.Equal(dossiers.Select(dossier => dossier.Reference).Order(), payable.Order());
        ClaimPayment claim = ActivatorUtilities.CreateInstance<ClaimPayment>(running.App.Services);
        Assert.True(await claim.Run(new PaymentToClaim(order, payable[0]), Cancellation));
        // Another order comes between, and finds the first payment claimed though its file is not there.
        PaymentFileOrder other = running.App.NewOrder("02");
        Assert.False(await claim.Run(new PaymentToClaim(other, payable[0]), Cancellation));
        Assert.True(await claim.Run(new PaymentToClaim(other, payable[1]), Cancellation));

        await running.App.MakePaymentFileAsync(order);
        await running.App.MakePaymentFileAsync(other);

        Assert.Equal(new[] { payable[0] + "-T1-G1", payable[2] + "-T1-G1" }.Order(), (await PaymentsInAsync(order)).Order());
        Assert.Equal([payable[1] + "-T1-G1"], await PaymentsInAsync(other));
        await AssertEachClaimedOnceAsync(dossiers);
    }

    [Fact]
    public async Task An_order_that_is_run_again_once_its_file_is_written_changes_neither_the_file_nor_a_case()
    {
        Dossier[] first = await VisaedAsync("03", count: 1);
        PaymentFileOrder order = running.App.NewOrder("03");
        await running.App.MakePaymentFileAsync(order);
        BinaryData written = (await FilesFindAsync(order))!;
        Dossier[] late = await VisaedAsync("03", count: 1);

        await running.App.MakePaymentFileAsync(order);

        Assert.Equal(written.ToArray(), (await FilesFindAsync(order))!.ToArray());
        Assert.Equal(CaseState.PaymentVisaed, await late[0].StateAsync());
        Assert.Equal(0, await ResultAsync(order));
        await AssertEachClaimedOnceAsync(first);
    }

    [Fact]
    public async Task Writing_again_a_file_whose_payment_came_back_and_was_prepared_anew_leaves_the_file_as_it_is()
    {
        Dossier[] dossiers = await VisaedAsync("04", count: 1);
        PaymentFileOrder order = running.App.NewOrder("04");
        await running.App.MakePaymentFileAsync(order);
        BinaryData written = (await FilesFindAsync(order))!;
        await dossiers[0].AnswerFromBankAsync(settled: false, "AC04");
        await dossiers[0].PrepareAsync();

        WritePaymentFile activity = ActivatorUtilities.CreateInstance<WritePaymentFile>(running.App.Services);
        await activity.Run(new PaymentsToWrite(order, [dossiers[0].Reference]), Cancellation);

        Assert.Equal(written.ToArray(), (await FilesFindAsync(order))!.ToArray());
    }

    [Fact]
    public async Task An_order_that_finds_nothing_to_pay_writes_no_file()
    {
        PaymentFileOrder order = running.App.NewOrder("05");

        await running.App.MakePaymentFileAsync(order);

        Assert.Equal(0, await ResultAsync(order));
        Assert.Null(await FilesFindAsync(order));
    }

    private async Task<Dossier[]> VisaedAsync(string region, int count)
    {
        Dossier[] dossiers = await Task.WhenAll(
            Enumerable.Range(0, count).Select(_ => Dossier.SubmitAsync(running.App, region, cost: 75_000m, scheme: "craft-export")));
        await Task.WhenAll(dossiers.Select(dossier => dossier.ReachAsync(CaseState.PaymentVisaed)));
        return dossiers;
    }

    private static async Task AssertEachClaimedOnceAsync(Dossier[] dossiers)
    {
        foreach (Dossier dossier in dossiers)
        {
            Assert.Single(await dossier.FactsAsync<PaymentSent>());
        }
    }

    private Task<BinaryData?> FilesFindAsync(PaymentFileOrder order) =>
        running.App.Services.GetRequiredService<PaymentFileStore>().FindAsync(order.FileId, Cancellation);

    private async Task<string[]> PaymentsInAsync(PaymentFileOrder order) => await FilesFindAsync(order) is { } file
        ? [.. XDocument.Parse(file.ToString()).Descendants(s_pain + "EndToEndId").Select(id => id.Value)]
        : [];

    private async Task<int> ResultAsync(PaymentFileOrder order)
    {
        OrchestrationMetadata run = (await running.App.DurableClient().GetInstanceAsync(order.FileId, getInputsAndOutputs: true, Cancellation))!;
        return run.ReadOutputAs<int>();
    }
}
