using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Local.Demo;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Payments;

public sealed class PayoutTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task A_paid_case_is_closed_and_its_envelope_has_booked_every_tranche()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "02");

        await dossier.ReachAsync(CaseState.Closed);

        Envelope envelope = await running.App.EnvelopeAsync("02");
        Assert.Equal((Money.Zero, Money.FromMad(144_000m)), (envelope.Reserved, envelope.Consumed));
        Assert.Equal(
            [Money.FromMad(57_600m), Money.FromMad(86_400m)],
            envelope.Lines.Where(line => line.Move == LedgerMove.Consumed).Select(line => line.Amount));
        Assert.All(await dossier.OrchestrationsAsync(), one => Assert.True(one.IsCompleted, $"{one.InstanceId} is {one.RuntimeStatus}."));
    }

    [Fact]
    public async Task A_payment_that_the_bank_returns_is_prepared_again_under_the_next_generation_and_paid_once()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "03", cost: 75_000m, scheme: "craft-export");
        await dossier.ReachAsync(CaseState.PaymentReturned);
        Assert.Contains("AC04", (await dossier.MailAsync())[^1].Text, StringComparison.Ordinal);

        await dossier.ReachAsync(CaseState.Closed);

        Assert.Equal(
            [$"{dossier.Reference}-T1-G1", $"{dossier.Reference}-T1-G2"],
            (await dossier.FactsAsync<PaymentSent>()).Select(sent => sent.EndToEndId));
        Assert.Equal($"{dossier.Reference}-T1-G2", Assert.Single(await dossier.FactsAsync<PaymentSettled>()).EndToEndId);
        Assert.Equal(Money.FromMad(60_000m), (await running.App.EnvelopeAsync("03")).Consumed);
    }

    [Fact]
    public async Task A_refused_proof_is_asked_for_again_with_the_reason_and_then_paid()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "04", cost: 75_000m, scheme: "craft-export");
        await dossier.ReachAsync(CaseState.PaymentPrepared);

        await dossier.RefuseProofAsync("La facture n'est pas acquittée.");
        Assert.Equal(CaseState.ProofAwaited, await dossier.StateAsync());
        ArrivedMail letter = (await dossier.MailAsync())[^1];
        Assert.Contains("La facture n'est pas acquittée.", letter.Text, StringComparison.Ordinal);
        await dossier.ReachAsync(CaseState.Closed);

        Assert.Equal(2, (await dossier.FactsAsync<TrancheRequested>()).Length);
        Assert.Equal($"{dossier.Reference}-T1-G1", Assert.Single(await dossier.FactsAsync<PaymentSent>()).EndToEndId);
    }

    [Fact]
    public async Task A_payment_that_is_late_is_reminded_of_at_the_office_and_never_ends_the_case()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "05");
        await dossier.ReachAsync(CaseState.ServiceVerified);
        DateOnly payBy = (await dossier.FileAsync()).DueOn!.Value;

        await running.App.LetPassAsync(payBy.AddDays(1));

        Assert.Equal(CaseState.ServiceVerified, await dossier.StateAsync());
        Assert.Equal(3, (await dossier.MailAsync()).Count(mail => mail.To == "bureau-05@tasdir.example"));
    }

    [Fact]
    public async Task A_proof_that_is_never_brought_ends_the_case_and_the_rest_of_the_grant_goes_back()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "06");
        await dossier.ReachAsync(CaseState.PaymentSent);
        await dossier.AnswerFromBankAsync(settled: true);
        DateOnly due = (await dossier.FileAsync()).Tranches[1].DueOn;
        Assert.Equal(WorkingCalendar.Default.Deadline(running.App.Today(), 180), due);

        await running.App.LetPassAsync(due);

        Assert.Equal(CaseState.Expired, await dossier.StateAsync());
        Assert.Equal(
            [due.AddDays(-60), due.AddDays(-30), due.AddDays(-7)],
            (await dossier.LogAsync()).Where(entry => entry.Event is RequestReminded).Select(entry => WorkingCalendar.Default.DateOf(entry.At)));
        Assert.Single(await dossier.LettersAsync(LetterKind.CaseExpired));
        Envelope envelope = await running.App.EnvelopeAsync("06");
        Assert.Equal((Money.Zero, Money.FromMad(57_600m)), (envelope.Reserved, envelope.Consumed));
        Assert.Single(await dossier.FactsAsync<FundsReleased>());
        Assert.True((await dossier.LifecycleAsync())!.IsCompleted);
    }
}
