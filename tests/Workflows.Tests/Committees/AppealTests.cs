using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Envelopes;
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

    private async Task<Dossier> RefusedAsync()
    {
        Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.ReachAsync(CaseState.Rejected);
        return dossier;
    }
}
