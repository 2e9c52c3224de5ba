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

    [Fact]
    public void While_the_funds_for_more_are_awaited_the_first_convention_can_be_signed_instead()
    {
        SampleCase granted = Reviewed().Vote(VoteChoice.Approve).Do(Reviews.Close);
        SampleCase waiting = granted.Record(new PlacedOnWaitingList(SampleCases.Envelope));
        Assert.Equal(Money.FromMad(144_000), waiting.File.Granted!.Value);

        SampleCase signed = waiting.Do((file, _) => Conventions.Sign(file, file.Form.Signatory)).SendLetters();

        Assert.Equal((S.ConventionSigned, s_first), (signed.File.State, signed.File.Granted!.Value));
        Assert.Equal(Step.Answered, Requests.Next(signed.File, new RequestKey(Ask.Signature), signed.Circumstances).Step);
        SampleCase first = SampleCases.In(S.WaitingList);
        Conventions.Sign(first.File, first.File.Form.Signatory).RefusedWith(RefusalCodes.NotInThisState, null, "WaitingList");
    }

    [Fact]
    public void Of_the_second_convention_the_applicant_is_reminded_anew()
    {
        RequestKey signature = new(Ask.Signature);
        SampleCase reminded = Offered(S.PartlyApproved).Record(new RequestReminded(signature, 1), new RequestReminded(signature, 2));
        SampleCase again = Appealed(reminded).Do(Reviews.Open).Vote(VoteChoice.Approve).Do(Reviews.Close)
            .Record(new FundsReserved(SampleCases.Envelope, Money.FromMad(144_000))).Do(Conventions.Issue).SendLetters();

        DateOnly firstReminder = again.File.Convention!.DueOn.AddDays(-again.Rules.Deadlines.RemindersBefore(Ask.Signature).Max());
        Assert.Equal((Step.Remind, 1), (Next(again.WhenPast(firstReminder)).Step, Next(again.WhenPast(firstReminder)).Number));

        NextStep Next(SampleCase then) => Requests.Next(then.File, signature, then.Circumstances);
    }

    [Fact]
    public void What_voids_the_votes_of_the_second_review_at_the_last_moment_has_it_decided_all_the_same()
    {
        SampleCase voted = Reviewed().Vote(VoteChoice.Approve);
        SampleCase changed = voted.Do((file, _) => Sitting.Analyse(file, "Le devis est juste."));

        Reviews.Close(changed.File, changed.Circumstances).ChangesNothing();
        Assert.Equal(SessionEnd.ToMeetAgain, Reviews.EndOf(changed.File));
        SampleCase decided = changed.Vote(VoteChoice.Approve).Do(Reviews.Close);
        Assert.Equal((S.Approved, SessionEnd.Granted), (decided.File.State, Reviews.EndOf(decided.File)));
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
