using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Tests.Cases;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

public sealed class ReviewsTests
{
    private static readonly RequestKey s_votes = new(Ask.Votes, 1);

    [Theory]
    [InlineData(180_000, CommitteeLevel.Regional, 144_000)]
    [InlineData(375_000, CommitteeLevel.Regional, 300_000)] // up to the threshold, and with it
    [InlineData(375_000.02, CommitteeLevel.National, 300_000.02)]
    [InlineData(1_000_000, CommitteeLevel.National, 400_000)]
    public void Above_the_scheme_s_threshold_the_national_committee_decides(decimal cost, CommitteeLevel level, decimal amount)
    {
        SampleCase admissible = SampleCases.In(S.Admissible, SampleForm.Complete with { PlanCost = Money.FromMad(cost) });

        ReviewOpened opened = Reviews.Open(admissible.File, admissible.Circumstances).Fact<ReviewOpened>();

        Assert.Equal((1, level, Money.FromMad(amount)), (opened.Session, opened.Level, opened.Amount));
    }

    [Fact]
    public void A_session_is_not_closed_on_votes_that_are_awaited_again()
    {
        SampleCase voted = SampleCases.In(S.Committee).Vote(VoteChoice.Approve);

        // Between the look and the close: the dossier changes, or a member has an interest and the alternate is called.
        SampleCase changed = voted.Do((file, _) => Sitting.Analyse(file, "Le devis dépasse le marché."));
        SampleCase called = voted.Do((file, now) => Sitting.Vote(file, new VoteCast(1, "chamber", VoteChoice.Conflict, null, null), null, now));

        Assert.Empty(changed.File.Sessions[^1].Votes);
        Reviews.Close(changed.File, changed.Circumstances).ChangesNothing();
        Reviews.Close(called.File, called.Circumstances).ChangesNothing();
        Assert.Equal(SessionEnd.ToMeetAgain, Reviews.EndOf(changed.File));
    }

    [Fact]
    public void A_session_has_the_seats_the_chair_and_the_quorum_of_its_committee_and_ten_working_days()
    {
        ReviewOpened regional = SampleCases.In(S.Committee).File.Sessions[0].Opened;
        ReviewOpened national = SampleCases.In(S.NationalCommittee).File.Sessions[1].Opened;

        Assert.Equal(["delegation", "investment-centre", "chamber", "exporters", "social-economy"], regional.Seats);
        Assert.Equal(["ministry", "budget", "agency", "confederation", "crafts"], national.Seats);
        Assert.Equal(("delegation", 3, new DateOnly(2026, 2, 3)), (regional.Chair, regional.Quorum, regional.DueOn));
        Assert.Equal(("ministry", 3, 2), (national.Chair, national.Quorum, national.Session));
    }

    [Fact]
    public void After_the_answer_the_committee_that_asked_meets_again()
    {
        Assert.Equal(CommitteeLevel.Regional, Reopened(SampleCases.In(S.Deferred)));
        Assert.Equal(CommitteeLevel.National, Reopened(
            SampleCases.In(S.NationalCommittee).Vote(VoteChoice.Defer, reason: "Avez-vous un acheteur ?").Do(Reviews.Close)));

        static CommitteeLevel Reopened(SampleCase deferred) =>
            deferred.Do((file, _) => Reviews.Answer(file, "Oui")).Do(Reviews.Open).File.Sessions[^1].Level;
    }

    [Fact]
    public void A_member_may_vote_otherwise_until_the_close_and_only_the_last_vote_counts()
    {
        SampleCase voted = SampleCases.In(S.Committee).Vote(VoteChoice.Approve, null, null, "chamber");

        Vote(voted, new(1, "chamber", VoteChoice.Approve, null, null)).ChangesNothing();
        Vote(voted, new(1, "chamber", VoteChoice.Approve, null, null, VoteChannel.Mail)).ChangesNothing();
        SampleCase changed = voted.Vote(VoteChoice.Reject, null, "Trop cher", "chamber");

        VoteCast counted = Assert.Single(changed.File.Sessions[^1].Votes);
        Assert.Equal(VoteChoice.Reject, counted.Choice);
        Vote(changed, new(1, "chamber", VoteChoice.Approve, null, null)).Fact<VoteCast>();
    }

    [Fact]
    public void Only_who_has_a_seat_in_this_session_votes()
    {
        Vote(SampleCases.In(S.Committee), new(1, "budget", VoteChoice.Approve, null, null)).RefusedWith(RefusalCodes.NotAMember);
        Vote(SampleCases.In(S.NationalCommittee), new(2, "chamber", VoteChoice.Approve, null, null)).RefusedWith(RefusalCodes.NotAMember);
    }

    [Theory]
    [InlineData(VoteChoice.Reject)]
    [InlineData(VoteChoice.Defer)]
    public void Who_refuses_or_asks_says_why(VoteChoice choice)
    {
        SampleCase session = SampleCases.In(S.Committee);

        Vote(session, new(1, "chamber", choice, null, null)).RefusedWith(RefusalCodes.ReasonRequired, "reason");
        Vote(session, new(1, "chamber", choice, null, " \n")).RefusedWith(RefusalCodes.ReasonRequired, "reason");
        Vote(session, new(1, "chamber", choice, null, "Trop cher")).Fact<VoteCast>();
    }

    [Fact]
    public void An_amount_is_above_zero_and_not_above_what_the_rules_compute()
    {
        SampleCase session = SampleCases.In(S.Committee);

        Approve(Money.Zero).RefusedWith(RefusalCodes.AmountNotPositive, "amount");
        Approve(new(-1)).RefusedWith(RefusalCodes.AmountNotPositive, "amount");
        Approve(new(1)).Fact<VoteCast>();
        Vote(session, new(1, "chamber", VoteChoice.Approve, new(1), null)).RefusedWith(RefusalCodes.ReasonRequired, "reason");
        Vote(session, new(1, "chamber", VoteChoice.Approve, new(1), null, VoteChannel.Mail)).Fact<VoteCast>(); // the receipt asks for it
        Approve(Money.FromMad(144_000)).Fact<VoteCast>();
        Approve(Money.FromMad(144_000.01m)).RefusedWith(RefusalCodes.AmountTooHigh, "amount", "144000.00");

        Outcome Approve(Money amount) => Vote(session, new(1, "chamber", VoteChoice.Approve, amount, "Devis trop élevé"));
    }

    [Fact]
    public void Votes_are_taken_until_the_last_instant_of_the_due_date_and_not_in_another_session()
    {
        SampleCase session = SampleCases.In(S.Committee);
        SampleCase late = session.WhenPast(session.File.DueOn!.Value);
        VoteCast vote = new(1, "chamber", VoteChoice.Approve, null, null);

        Vote(late with { Now = late.Now.AddTicks(-1) }, vote).Fact<VoteCast>();
        Vote(late, vote).RefusedWith(RefusalCodes.VoteClosed);
        Vote(session, vote with { Session = 2 }).RefusedWith(RefusalCodes.VoteClosed);
        Vote(SampleCases.In(S.Approved), vote with { Choice = VoteChoice.Conflict }).RefusedWith(RefusalCodes.VoteClosed);
        Vote(late.Do((file, now) => Requests.End(file, s_votes, now)), vote).Fact<VoteCast>();
    }

    [Fact]
    public void A_vote_that_is_sent_again_changes_nothing_even_if_it_closed_the_session()
    {
        SampleCase decided = SampleCases.In(S.Approved);
        VoteCast last = decided.File.Sessions[^1].Votes[^1];

        Assert.Equal(Outcome.AlreadySo, Vote(decided, last));
    }

    [Fact]
    public void A_committee_defers_once_and_so_does_the_national_one_after_it()
    {
        SampleCase again = SampleCases.In(S.Deferred).Do((file, _) => Reviews.Answer(file, "Oui")).Do(Reviews.Open);
        SampleCase national = again.Vote(VoteChoice.Conflict).Do(Reviews.Close).Do(Reviews.Open);

        Vote(again, new(2, "chamber", VoteChoice.Defer, null, "Et où ?")).RefusedWith(RefusalCodes.DeferralUsed, "choice");
        Vote(national, new(3, "budget", VoteChoice.Defer, null, "Et où ?")).RefusedWith(RefusalCodes.DeferralUsed, "choice");
        Vote(SampleCases.In(S.NationalCommittee), new(2, "budget", VoteChoice.Defer, null, "Et où ?")).Fact<VoteCast>();
    }

    [Fact]
    public void Quorum_not_reached_by_the_deadline_refers_the_case_to_the_national_committee()
    {
        SampleCase session = SampleCases.In(S.Committee).Vote(VoteChoice.Approve, null, null, "delegation", "chamber");

        Waiting waited = Waiting.For(session, s_votes);

        Assert.Equal(1, waited.After.File.Sessions[0].Extensions);
        ReferredToNational referred = Reviews.Close(waited.After.File, waited.After.Circumstances).Fact<ReferredToNational>();
        Assert.Equal(new ReferredToNational(1, Undecided.NoQuorum), referred);
        Assert.Equal(CommitteeLevel.National, waited.After.Record(referred).Do(Reviews.Open).File.Sessions[^1].Level);
    }

    [Fact]
    public void A_quorum_that_is_reached_in_the_extension_decides()
    {
        SampleCase session = SampleCases.In(S.Committee).Vote(VoteChoice.Approve, null, null, "delegation", "chamber");
        SampleCase extended = session.WhenPast(session.File.DueOn!.Value).Do((file, now) => Requests.End(file, s_votes, now));

        Waiting waited = Waiting.For(extended.Vote(VoteChoice.Approve, null, null, "exporters"), s_votes);

        Assert.Equal("2026-02-12 00:00 Answered", waited.Diary[^1]);
        Assert.Equal(ReviewResult.Approved, Close(waited.After).Fact<SupportDecided>().Result);
    }

    [Fact]
    public void Who_has_voted_by_the_deadline_decides_if_they_are_the_quorum()
    {
        SampleCase session = SampleCases.In(S.Committee).Vote(VoteChoice.Reject, null, "Trop cher", "delegation", "chamber", "exporters");

        Waiting waited = Waiting.For(session, s_votes);

        Assert.Equal("2026-02-04 00:00 Answered", waited.Diary[^1]);
        Assert.Equal((ReviewResult.Rejected, "Trop cher"), (Close(waited.After).Fact<SupportDecided>().Result, Close(waited.After).Fact<SupportDecided>().Reasons.Single()));
    }

    [Fact]
    public void When_conflicts_leave_no_quorum_or_all_votes_are_tied_the_case_is_referred_at_once()
    {
        SampleCase conflicts = SampleCases.In(S.Committee).Vote(VoteChoice.Conflict, null, null, "chamber", "exporters", "delegation");
        SampleCase tied = SampleCases.In(S.Committee)
            .Vote(VoteChoice.Conflict, null, null, "delegation")
            .Vote(VoteChoice.Approve, null, null, "chamber", "exporters")
            .Vote(VoteChoice.Reject, null, "Trop cher", "investment-centre", "social-economy");

        Assert.Equal(["2026-01-20 10:00 Answered"], Waiting.For(conflicts, s_votes).Diary);
        Assert.Equal(Undecided.NoQuorum, Close(conflicts).Fact<ReferredToNational>().Why);
        Assert.Equal(["2026-01-20 10:00 Answered"], Waiting.For(tied, s_votes).Diary);
        Assert.Equal(Undecided.Tie, Close(tied).Fact<ReferredToNational>().Why);
    }

    [Fact]
    public void The_national_committee_refers_to_nobody()
    {
        Close(SampleCases.In(S.NationalCommittee)).ChangesNothing();
        Close(SampleCases.In(S.Admissible)).ChangesNothing();
    }

    [Fact]
    public void A_question_can_be_answered_for_thirty_days_with_words()
    {
        SampleCase deferred = SampleCases.In(S.Deferred);

        Assert.Equal(["Avez-vous un acheteur ?"], deferred.File.Sessions[0].Decision!.Reasons);
        Assert.Equal(new DateOnly(2026, 2, 19), deferred.File.DueOn);
        Reviews.Answer(deferred.File, " ").RefusedWith(RefusalCodes.FieldRequired, "answer");
        Assert.Equal(new QuestionAnswered(1, "Oui"), Reviews.Answer(deferred.File, " Oui ").Fact<QuestionAnswered>());
        Reviews.Answer(SampleCases.In(S.Committee).File, "Oui").RefusedWith(RefusalCodes.NotInThisState, null, "Committee");
    }

    [Theory]
    [InlineData(S.Approved, 144_000)]
    [InlineData(S.PartlyApproved, 100_000)]
    [InlineData(S.Rejected, null)]
    [InlineData(S.Deferred, null)]
    public void What_was_granted_is_in_the_case(CaseState state, int? granted) =>
        Assert.Equal(granted is { } mad ? Money.FromMad(mad) : null, SampleCases.In(state).File.Granted);

    [Theory]
    [InlineData(S.Approved, SessionEnd.Granted)]
    [InlineData(S.PartlyApproved, SessionEnd.Granted)]
    [InlineData(S.ProofAwaited, SessionEnd.Granted)] // however far the case has come since
    [InlineData(S.Rejected, SessionEnd.NotGranted)]
    [InlineData(S.Withdrawn, SessionEnd.NotGranted)]
    [InlineData(S.Deferred, SessionEnd.QuestionAsked)]
    [InlineData(S.Referred, SessionEnd.ToMeetAgain)]
    public void What_follows_a_session_is_read_from_the_case(CaseState state, SessionEnd end) =>
        Assert.Equal(end, Reviews.EndOf(SampleCases.In(state).File));

    private static Outcome Vote(SampleCase session, VoteCast vote) => Sitting.Vote(session.File, vote, null, session.Circumstances);

    private static Outcome Close(SampleCase session) => Reviews.Close(session.File, session.Circumstances);
}
