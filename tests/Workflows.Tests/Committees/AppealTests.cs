using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Committees;

public sealed class AppealTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task After_an_appeal_the_national_committee_decides_and_a_grant_leads_to_funds_and_convention()
    {
        await using Dossier dossier = await RefusedAsync();
        Assert.True((await dossier.LifecycleAsync())!.IsCompleted);
        Assert.Contains("Recours administratif jusqu’au", (await dossier.MailAsync())[^1].Text, StringComparison.Ordinal);

        await dossier.DoAsync(Dossier.Applicant, (file, now) => Reviews.Appeal(file, "Le devis a baissé.", now));

        CaseFile file = await dossier.FileAsync();
        Assert.Equal((CaseState.NationalCommittee, true), (file.State, file.Sessions[^1].Opened.Appeal));
        Assert.Empty(file.Sessions[^1].Members.Select(member => member.Mailbox).Intersect(file.Sessions[0].Voters.Values));
        await dossier.VoteAsync(VoteChoice.Approve, People.National);
        Assert.Equal(CaseState.ConventionToSign, await dossier.StateAsync());
        Assert.Single(await dossier.FactsAsync<FundsReserved>());
    }

    [Fact]
    public async Task A_second_refusal_is_final_and_its_letter_says_so()
    {
        await using Dossier dossier = await RefusedAsync();
        await dossier.DoAsync(Dossier.Applicant, (file, now) => Reviews.Appeal(file, "Le devis a baissé.", now));

        await dossier.VoteAsync(VoteChoice.Reject, People.National);

        Assert.Equal(CaseState.Rejected, await dossier.StateAsync());
        Assert.True((await dossier.LifecycleAsync())!.IsCompleted);
        string letter = (await dossier.MailAsync())[^1].Text;
        Assert.Contains("définitive pour l’administration", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Recours administratif jusqu’au", letter, StringComparison.Ordinal);
        Assert.Equal(RefusalCodes.AppealUsed, Reviews.Appeal(await dossier.FileAsync(), "Encore", null!).Refusals[0].Code);
    }

    [Fact]
    public async Task After_an_appeal_against_a_reduction_the_difference_is_set_aside_and_the_new_convention_is_the_one_that_is_signed()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "09");
        await dossier.JudgeAsync();
        foreach (string seat in People.Regional)
        {
            await dossier.VoteAsync(VoteChoice.Approve, seat, amount: 100_000m);
        }

        Assert.Equal(CaseState.ConventionToSign, await dossier.StateAsync());
        await dossier.DoAsync(Dossier.Applicant, (file, now) => Reviews.Appeal(file, "Le devis était juste.", now));
        Assert.Equal(CaseState.NationalCommittee, await dossier.StateAsync());
        await running.App.LetPassAsync(TimeSpan.FromDays(3)); // what waits for the signature looks every day, and goes on waiting
        await dossier.VoteAsync(VoteChoice.Approve, People.National);

        CaseFile offered = await dossier.FileAsync();
        Assert.Equal((CaseState.ConventionToSign, Money.FromMad(144_000)), (offered.State, offered.Granted!.Value));
        Assert.Equal(Money.FromMad(144_000), offered.Convention!.Total);
        Assert.Equal(2, (await dossier.LettersAsync(LetterKind.ConventionToSign)).Length);
        Envelope envelope = await running.App.EnvelopeAsync("09");
        Assert.Equal([Money.FromMad(100_000), Money.FromMad(44_000)], envelope.Lines.Where(line => line.Reference == dossier.Reference).Select(line => line.Amount));
        await dossier.SignAsync();
        Assert.Equal(CaseState.ProofAwaited, await dossier.StateAsync());
        // What waits for the signature and what reviews the appeal do not both send them.
        Assert.All(await running.App.World.MailAsync(dossier.Reference, TestContext.Current.CancellationToken), mail => Assert.Equal((mail.MailId, 1), (mail.MailId, mail.Deliveries)));
    }

    [Fact]
    public async Task Where_funds_for_more_are_missing_the_first_convention_is_signed_and_nobody_waits_behind_the_case()
    {
        await running.App.LeaveInEnvelopeAsync("02", 120_000m);
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "02");
        await dossier.JudgeAsync();
        foreach (string seat in People.Regional)
        {
            await dossier.VoteAsync(VoteChoice.Approve, seat, amount: 100_000m);
        }

        Assert.Equal(CaseState.ConventionToSign, await dossier.StateAsync());
        await dossier.DoAsync(Dossier.Applicant, (file, now) => Reviews.Appeal(file, "Le devis était juste.", now));
        await dossier.StateAsync();
        await dossier.VoteAsync(VoteChoice.Approve, People.National);
        Assert.Equal(CaseState.WaitingList, await dossier.StateAsync());
        Assert.Single(await dossier.LettersAsync(LetterKind.PlacedOnWaitingList));

        await dossier.SignAsync();

        Assert.Equal((CaseState.ProofAwaited, Money.FromMad(100_000)), (await dossier.StateAsync(), (await dossier.FileAsync()).Granted!.Value));
        Envelope envelope = await running.App.EnvelopeAsync("02");
        Assert.Empty(envelope.Waiting);
        Assert.Equal([Money.FromMad(100_000)], envelope.Lines.Where(line => line.Reference == dossier.Reference).Select(line => line.Amount));
    }

    [Fact]
    public async Task Who_withdraws_while_an_appeal_against_a_reduction_is_reviewed_gives_everything_back()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "11");
        await dossier.JudgeAsync();
        foreach (string seat in People.Regional)
        {
            await dossier.VoteAsync(VoteChoice.Approve, seat, amount: 100_000m);
        }

        await dossier.DoAsync(Dossier.Applicant, (file, now) => Reviews.Appeal(file, "Le devis était juste.", now));
        await dossier.WithdrawAsync();
        await running.App.LetPassAsync(TimeSpan.FromDays(2));

        Assert.Equal(CaseState.Withdrawn, await dossier.StateAsync());
        Assert.All(await running.App.World.MailAsync(dossier.Reference, TestContext.Current.CancellationToken), mail => Assert.Equal((mail.MailId, 1), (mail.MailId, mail.Deliveries)));
        Assert.Equal(Money.Zero, (await running.App.EnvelopeAsync("11")).Reserved);
        Assert.Null((await dossier.FileAsync()).Envelope);
    }

    private async Task<Dossier> RefusedAsync()
    {
        Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.ReachAsync(CaseState.Rejected);
        return dossier;
    }
}
