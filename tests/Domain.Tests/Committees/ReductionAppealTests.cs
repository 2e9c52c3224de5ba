using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

/// <summary>An applicant who is granted less than was computed may have other members look again before signing.</summary>
public sealed class ReductionAppealTests
{
    private static readonly Money s_first = Money.FromMad(100_000); // of 144,000

    [Fact]
    public void A_reduction_is_appealed_against_until_its_convention_is_signed_or_thirty_days_have_passed()
    {
        SampleCase offered = Offered(S.PartlyApproved);

        Assert.Equal(S.Appeal, Appealed(offered).File.State);
        Assert.Equal(RefusalCodes.AppealClosed, Appeal(offered.WhenPast(Reviews.AppealUntil(offered.File, offered.Circumstances)!.Value)).Refusals[0].Code);
        Appeal(offered.Do((file, _) => Conventions.Sign(file, file.Form.Signatory))).RefusedWith(RefusalCodes.NotInThisState, null, "ConventionSigned");
        Appeal(SampleCases.In(S.PartlyApproved)).RefusedWith(RefusalCodes.NotInThisState, null, "PartlyApproved");
    }

    [Fact]
    public void What_was_granted_as_computed_is_not_appealed_against() =>
        Appeal(Offered(S.Approved)).RefusedWith(RefusalCodes.NotInThisState, null, "ConventionToSign");

    [Fact]
    public void The_signature_is_waited_for_until_the_next_convention_and_does_not_lapse_meanwhile()
    {
        RequestKey signature = new(Ask.Signature);
        SampleCase appealed = Appealed(Offered(S.PartlyApproved)).SendLetters();
        SampleCase late = appealed.WhenPast(appealed.File.Convention!.DueOn.AddDays(1));

        Assert.Equal(Step.Wait, Requests.Next(late.File, signature, late.Circumstances).Step);
        Requests.End(late.File, signature, late.Circumstances).ChangesNothing();
        SampleCase withdrawn = appealed.Do((file, _) => Applications.Withdraw(file)).SendLetters();
        Assert.Equal(Step.CaseEnded, Requests.Next(withdrawn.File, signature, withdrawn.Circumstances).Step);
    }

    [Fact]
    public void The_second_review_may_grant_more()
    {
        SupportDecided decided = Review(VoteChoice.Approve);

        Assert.Equal((ReviewResult.Approved, Money.FromMad(144_000)), (decided.Result, decided.Amount!.Value));
    }

    [Theory]
    [InlineData(VoteChoice.Approve, 60_000)]
    [InlineData(VoteChoice.Reject, null)]
    public void Nobody_is_worse_off_for_having_appealed(VoteChoice choice, int? amount)
    {
        SupportDecided decided = Review(choice, amount is { } mad ? Money.FromMad(mad) : null);

        Assert.Equal((ReviewResult.PartlyApproved, s_first), (decided.Result, decided.Amount!.Value));
        Assert.Equal("La première décision est maintenue.", decided.Reasons[^1]);
    }

    [Fact]
    public void A_question_in_the_second_review_takes_nothing_back()
    {
        SampleCase asked = Reviewed().Vote(VoteChoice.Defer, reason: "Quel devis ?").Do(Reviews.Close);

        Assert.Equal((S.Deferred, s_first, SessionEnd.QuestionAsked), (asked.File.State, asked.File.Granted!.Value, Reviews.EndOf(asked.File)));
    }

    private static SupportDecided Review(VoteChoice choice, Money? amount = null)
    {
        SampleCase voted = Reviewed().Vote(choice, amount, choice == VoteChoice.Reject ? "Le devis reste élevé." : null);
        return Reviews.Close(voted.File, voted.Circumstances).Fact<SupportDecided>();
    }

    private static SampleCase Reviewed() => Appealed(Offered(S.PartlyApproved)).Do(Reviews.Open);

    private static SampleCase Offered(S decided) => SampleCases.In(decided)
        .Do((file, _) => Outcome.Record(new FundsReserved(SampleCases.Envelope, file.Granted!.Value))).Do(Conventions.Issue);

    private static SampleCase Appealed(SampleCase offered) => offered.Record(Appeal(offered).Events);

    private static Outcome Appeal(SampleCase offered) => Reviews.Appeal(offered.File, "Le devis était juste.", offered.Circumstances);
}
