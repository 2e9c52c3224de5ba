using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Local.Demo;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class LostOrchestrationTests(LostCases cases) : IClassFixture<LostCases>
{
    public static TheoryData<string> Places => [.. LostPlaces.All.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_case_that_lost_its_orchestrations_starts_anew_catches_up_and_comes_to_its_end(string place)
    {
        await cases.LifeOf(place);

        Dossier dossier = cases.Dossiers[place];
        Assert.Equal(LostPlaces.All[place].End, await dossier.StateAsync());
        Assert.All(await dossier.OrchestrationsAsync(), one => Assert.True(one.IsCompleted, $"{one.InstanceId} is {one.RuntimeStatus}."));
        Assert.Equal("Completed", (await dossier.LifecycleAsync())!.RuntimeStatus.ToString());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_happened_once_is_in_its_log_once_and_every_letter_of_it_was_sent_once(string place)
    {
        await cases.LifeOf(place);

        Dossier dossier = cases.Dossiers[place];
        CaseEvent[] facts = await dossier.FactsAsync<CaseEvent>();
        Type[] once =
        [
            typeof(ApplicationSubmitted), typeof(ApplicationWithdrawn), typeof(RequestExpired), typeof(PlacedOnWaitingList), typeof(FundsReserved),
            typeof(FundsReleased), typeof(ConventionIssued), typeof(ConventionSigned), typeof(CaseClosed),
        ];
        Assert.All(once, type => Assert.InRange(facts.Count(type.IsInstanceOfType), 0, 1));
        Assert.Distinct(facts.OfType<ReviewOpened>().Select(opened => opened.Session));
        Assert.Distinct(facts.OfType<TrancheOpened>().Select(opened => opened.Tranche));
        Assert.Distinct(facts.OfType<PaymentSent>().Select(sent => sent.EndToEndId));
        string[] letters = [.. facts.OfType<LetterRecorded>().Select(letter => letter.MailId).Order()];
        Assert.Equal(letters, facts.OfType<LetterSent>().Select(sent => sent.MailId).Order());
        IReadOnlyList<ArrivedMail> mail = await dossier.MailAsync();
        Assert.Equal(letters, mail.Select(one => one.MailId).Order());
        Assert.All(mail, one => Assert.Equal(1, one.Deliveries));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Its_envelope_holds_nothing_for_it_at_the_end_and_has_paid_what_it_was_paid(string place)
    {
        await cases.LifeOf(place);

        Dossier dossier = cases.Dossiers[place];
        CaseFile file = await dossier.FileAsync();
        Envelope envelope = await dossier.App.EnvelopeAsync(file.Region);
        LedgerLine[] lines = [.. envelope.Lines.Where(line => line.Reference == dossier.Reference)];
        long paid = file.Tranches.Where(tranche => tranche.SettledAt is not null).Sum(tranche => tranche.Amount.Centimes);
        Assert.Equal(paid, Sum(lines, LedgerMove.Consumed));
        Assert.Equal(paid, Sum(lines, LedgerMove.Reserved) - Sum(lines, LedgerMove.Released));
        Assert.DoesNotContain(dossier.Reference, envelope.Waiting);
        Assert.Equal(file.State == CaseState.Closed, file.Envelope is not null);
    }

    private static long Sum(LedgerLine[] lines, LedgerMove move) =>
        lines.Where(line => line.Move == move).Sum(line => line.Amount.Centimes);
}
