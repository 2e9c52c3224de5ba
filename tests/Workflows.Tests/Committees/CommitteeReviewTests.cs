using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Committees;

public sealed class CommitteeReviewTests(RunningApp running) : IClassFixture<RunningApp>
{
    private static readonly string[] s_seats = People.Regional;

    [Fact]
    public async Task The_last_vote_closes_the_session_at_once_by_majority_for_the_amount_that_most_accept()
    {
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(VoteChoice.Approve, s_seats[0], 144_000m);
        await dossier.VoteAsync(VoteChoice.Approve, s_seats[1], 100_000m);
        await dossier.VoteAsync(VoteChoice.Reject, s_seats[2], s_seats[3]);
        Assert.Equal(CaseState.Committee, await dossier.StateAsync());

        await dossier.VoteAsync(VoteChoice.Approve, s_seats[4], 120_000m);

        SupportDecided decision = Assert.Single(await dossier.FactsAsync<SupportDecided>());
        Assert.Equal((ReviewResult.PartlyApproved, Money.FromMad(120_000m)), (decision.Result, decision.Amount!.Value));
        Assert.Equal(CaseState.ConventionToSign, await dossier.StateAsync());
    }

    [Fact]
    public async Task A_majority_against_refuses_with_its_reasons_and_the_case_ends()
    {
        await using Dossier dossier = await ReviewedAsync();

        await dossier.VoteAsync(VoteChoice.Reject, s_seats);

        SupportDecided decision = Assert.Single(await dossier.FactsAsync<SupportDecided>());
        Assert.Equal(5, decision.Reasons.Count);
        Assert.Equal(CaseState.Rejected, await dossier.StateAsync());
        Assert.Contains(decision.Reasons[0], (await dossier.MailAsync())[^1].Text, StringComparison.Ordinal);
        Assert.True((await dossier.LifecycleAsync())!.IsCompleted);
    }

    [Theory]
    [InlineData(VoteChoice.Approve, ReviewResult.Approved)]
    [InlineData(VoteChoice.Reject, ReviewResult.Rejected)]
    public async Task The_chair_breaks_a_tie(VoteChoice chair, ReviewResult result)
    {
        VoteChoice others = chair == VoteChoice.Approve ? VoteChoice.Reject : VoteChoice.Approve;
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(chair, s_seats[0], s_seats[1]);
        await dossier.VoteAsync(others, s_seats[2], s_seats[3]);

        await dossier.VoteAsync(VoteChoice.Conflict, s_seats[4]);

        Assert.Equal(result, Assert.Single(await dossier.FactsAsync<SupportDecided>()).Result);
    }

    [Fact]
    public async Task A_tie_that_the_chair_does_not_break_goes_to_the_national_committee_at_once()
    {
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(VoteChoice.Conflict, s_seats[0]);
        await dossier.VoteAsync(VoteChoice.Approve, s_seats[1], s_seats[2]);

        await dossier.VoteAsync(VoteChoice.Reject, s_seats[3], s_seats[4]);

        Assert.Equal(Undecided.Tie, Assert.Single(await dossier.FactsAsync<ReferredToNational>()).Why);
        Assert.Equal(CaseState.NationalCommittee, await dossier.StateAsync());
    }

    [Fact]
    public async Task A_quorum_that_conflicts_put_out_of_reach_goes_to_the_national_committee_at_once()
    {
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(VoteChoice.Conflict, s_seats[0], s_seats[1]);
        Assert.Equal(CaseState.Committee, await dossier.StateAsync());

        await dossier.VoteAsync(VoteChoice.Conflict, s_seats[2]);

        Assert.Equal(Undecided.NoQuorum, Assert.Single(await dossier.FactsAsync<ReferredToNational>()).Why);
        Assert.Equal(CaseState.NationalCommittee, await dossier.StateAsync());
        Assert.Equal(5, (await dossier.MailAsync()).Count(mail => mail.To.StartsWith("comite-national-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_amount_above_the_threshold_goes_straight_to_the_national_committee()
    {
        await using Dossier dossier = await ReviewedAsync(cost: 500_000m);

        Assert.Equal(CommitteeLevel.National, Assert.Single(await dossier.FactsAsync<ReviewOpened>()).Level);
        await dossier.VoteAsync(VoteChoice.Approve, People.National);
        Assert.Equal(Money.FromMad(400_000m), (await dossier.FileAsync()).Granted);
    }

    [Fact]
    public async Task A_deferral_asks_the_applicant_and_the_answer_brings_the_committee_together_again()
    {
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(VoteChoice.Defer, s_seats);
        Assert.Equal(CaseState.Deferred, await dossier.StateAsync());
        Assert.Contains("Quels acheteurs ?", (await dossier.MailAsync())[^1].Text, StringComparison.Ordinal);

        await dossier.AnswerQuestionAsync();
        Assert.Equal([1, 2], (await dossier.FactsAsync<ReviewOpened>()).Select(opened => opened.Session));
        await dossier.VoteAsync(VoteChoice.Approve, s_seats);

        Assert.Equal(CaseState.ConventionToSign, await dossier.StateAsync());
    }

    [Fact]
    public async Task A_question_without_an_answer_is_reminded_of_expires_and_the_committee_meets_again()
    {
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(VoteChoice.Defer, s_seats);
        DateOnly answerBy = (await dossier.FileAsync()).DueOn!.Value;

        await running.App.LetPassAsync(answerBy);

        Assert.Equal(2, (await dossier.LettersAsync(LetterKind.QuestionReminder)).Length);
        Assert.Equal(new RequestKey(Ask.Answer), Assert.Single(await dossier.FactsAsync<RequestExpired>()).Request);
        Assert.Equal(CaseState.Committee, await dossier.StateAsync());
        Assert.Equal(2, (await dossier.FileAsync()).Sessions.Count);
    }

    private async Task<Dossier> ReviewedAsync(decimal cost = 180_000m)
    {
        Dossier dossier = await Dossier.SubmitAsync(running.App, cost: cost);
        await dossier.JudgeAsync();
        return dossier;
    }
}
