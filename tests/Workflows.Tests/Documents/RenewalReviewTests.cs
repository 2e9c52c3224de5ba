using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Documents;
using Tasdir.Local.Demo;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Documents;

/// <summary>A tranche is asked for, and its payment takes longer than the attestations hold.</summary>
public sealed class RenewalReviewTests(EmulatedStorage storage)
{
    [Fact]
    public async Task What_expires_before_a_payment_is_asked_for_again_in_time_by_letter_and_the_payment_goes_on_when_it_is_there()
    {
        await using TestApp app = await RunningApp.StartAsync(storage, "--Local:DeliverTwice", "true");
        await using Dossier dossier = await Dossier.SubmitAsync(app);
        await dossier.ReachAsync(CaseState.ProofAwaited);
        await app.LetPassAsync(TimeSpan.FromDays(60));
        await dossier.ReachAsync(CaseState.PaymentOrdered);
        await ReviewOfTheDayAsync(app);
        Assert.Empty(await dossier.FactsAsync<RenewalRequested>());

        await app.LetPassAsync(TimeSpan.FromDays(40));
        await ReviewOfTheDayAsync(app);
        await ReviewOfTheDayAsync(app);

        RenewalRequested asked = Assert.Single(await dossier.FactsAsync<RenewalRequested>());
        Assert.Equal(["tax-attestation"], asked.Kinds);
        Assert.Equal(CaseState.PaymentOrdered, await dossier.StateAsync());
        ArrivedMail letter = Assert.Single(await dossier.MailAsync(), mail => mail.Subject.Contains("autres administrations", StringComparison.Ordinal));
        Assert.Equal("bureau-10@tasdir.example", letter.To);
        Assert.Contains("Attestation de régularité fiscale", letter.Text, StringComparison.Ordinal);

        await dossier.DoAsync(People.Officer, (file, now) => Verdicts.Supply(file, new DocumentSupplied("tax-attestation", now.Today), People.Officer.Id, now));
        await dossier.ReachAsync(CaseState.PaymentVisaed);
        await ReviewOfTheDayAsync(app);
        Assert.Single(await dossier.FactsAsync<RenewalRequested>());
    }

    // As the timer does, on the next day: a review is made once a day.
    private static async Task ReviewOfTheDayAsync(TestApp app)
    {
        await app.LetPassAsync(TimeSpan.FromDays(1));
        await new ReviewRenewals(app.Services.GetRequiredService<TimeProvider>())
            .Run(new TimerInfo(), app.DurableClient(), TestContext.Current.CancellationToken);
        await app.SettleAsync();
    }
}
