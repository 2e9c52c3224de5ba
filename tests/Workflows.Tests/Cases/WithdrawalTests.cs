using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class WithdrawalTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData(CaseState.DocumentCheck)]
    [InlineData(CaseState.ComplementRequested)]
    [InlineData(CaseState.Committee)]
    [InlineData(CaseState.NationalCommittee)]
    [InlineData(CaseState.Deferred)]
    public async Task A_withdrawn_case_ends_wherever_it_stands(CaseState state)
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.ReachAsync(state);

        await dossier.WithdrawAsync();

        await AssertEndedAsync(dossier);
        Assert.Empty(await dossier.FactsAsync<FundsReleased>());
    }

    [Fact]
    public async Task What_was_set_aside_for_a_withdrawn_case_goes_back_into_its_envelope()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "05");
        await dossier.ReachAsync(CaseState.ConventionToSign);
        Assert.Equal(Money.FromMad(144_000m), (await running.App.EnvelopeAsync("05")).Reserved);

        await dossier.WithdrawAsync();

        await AssertEndedAsync(dossier);
        Assert.Single(await dossier.FactsAsync<FundsReleased>());
        Assert.Equal(Money.Zero, (await running.App.EnvelopeAsync("05")).Reserved);
    }

    [Fact]
    public async Task A_withdrawal_on_the_heels_of_the_deciding_vote_leaves_nothing_set_aside()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "06");
        await dossier.JudgeAsync();
        await dossier.VoteAsync(VoteChoice.Approve, People.Regional[..4]);

        await dossier.ChangeAsync(new Actor(People.Regional[4], Role.Member), People.Vote(VoteChoice.Approve, People.Regional[4]));
        await dossier.WithdrawAsync();

        await AssertEndedAsync(dossier);
        Assert.Equal(Money.Zero, (await running.App.EnvelopeAsync("06")).Reserved);
    }

    private static async Task AssertEndedAsync(Dossier dossier)
    {
        CaseFile file = await dossier.FileAsync();
        Assert.Equal((CaseState.Withdrawn, null), (file.State, file.Envelope));
        Assert.Single(await dossier.LettersAsync(LetterKind.ApplicationWithdrawn));
        Assert.Empty(file.LettersToSend);
        Assert.All(await dossier.OrchestrationsAsync(), one => Assert.True(one.IsCompleted, $"{one.InstanceId} is {one.RuntimeStatus}."));
    }
}
