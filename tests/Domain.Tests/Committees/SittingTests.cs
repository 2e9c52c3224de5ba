using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

/// <summary>Members score, declare interests, are away and come back while their committee sits.</summary>
public sealed class SittingTests
{
    private const string Seat = "chamber";
    private const string Holder = "comite-10-ccis@tasdir.example";
    private const string Alternate = "comite-10-ccis-suppleant@tasdir.example";
    private const string Delegate = "comite-10-adjoint@tasdir.example";

    [Fact]
    public void A_score_is_every_criterion_once_from_nothing_to_its_weight()
    {
        SampleCase session = SampleCases.In(S.Committee);

        Score(session, Seat, 25, 20, 20, 15, 20).Fact<ScoresGiven>();
        Score(session, Seat, 0, 0, 0, 0, 0).Fact<ScoresGiven>();
        Score(session, Seat, 26, 20, 20, 15, 20).RefusedWith(RefusalCodes.NumberRange, "scores.market");
        Score(session, Seat, 25, -1, 20, 15, 20).RefusedWith(RefusalCodes.NumberRange, "scores.product");
        Score(session, Seat, 25, 20, 20, 15).RefusedWith(RefusalCodes.FieldRequired, "scores.territory");
        Score(session, "budget", 25, 20, 20, 15, 20).RefusedWith(RefusalCodes.NotAMember);
    }

    [Fact]
    public void The_same_score_again_changes_nothing_and_another_counts_instead()
    {
        SampleCase scored = Scored(SampleCases.In(S.Committee), Seat, 70);

        Score(scored, Seat, Points(70)).ChangesNothing();
        Assert.Equal(80, Scored(scored, Seat, 80).File.Sessions[^1].ScoreOf(Seat));
    }

    [Fact]
    public void Who_scores_below_the_threshold_does_not_vote_for_it_and_who_did_not_score_may()
    {
        SampleCase scored = Scored(SampleCases.In(S.Committee), Seat, 59);

        Vote(scored, VoteChoice.Approve).RefusedWith(RefusalCodes.ScoreBelowThreshold, "choice", "59", "60");
        Vote(Scored(scored, Seat, 60), VoteChoice.Approve).Fact<VoteCast>();
        Vote(SampleCases.In(S.Committee), VoteChoice.Approve).Fact<VoteCast>();
    }

    [Fact]
    public void Who_has_voted_for_a_case_does_not_score_it_below_the_threshold_without_voting_otherwise()
    {
        SampleCase approved = SampleCases.In(S.Committee).Vote(VoteChoice.Approve, null, null, Seat);

        Score(approved, Seat, Points(59)).RefusedWith(RefusalCodes.ScoreBelowThreshold, "choice", "59", "60");
        Score(approved, Seat, Points(60)).Fact<ScoresGiven>();
        Score(approved, "exporters", Points(59)).Fact<ScoresGiven>();
        Score(approved.Vote(VoteChoice.Reject, null, "Trop cher", Seat), Seat, Points(59)).Fact<ScoresGiven>();
    }

    [Fact]
    public void Scores_agree_with_the_vote_that_comes_with_them_whatever_was_voted_before()
    {
        SampleCase approved = SampleCases.In(S.Committee).Vote(VoteChoice.Approve, null, null, Seat);
        VoteCast against = new(1, Seat, VoteChoice.Reject, null, "Trop cher");

        ScoreWith(approved, against).Fact<ScoresGiven>();
        ScoreWith(SampleCases.In(S.Committee), against with { Choice = VoteChoice.Approve }).RefusedWith(RefusalCodes.ScoreBelowThreshold, "choice", "59", "60");

        Outcome ScoreWith(SampleCase session, VoteCast vote) => Sitting.Score(session.File, Given(session, Seat, Points(59)), by: null, session.Circumstances, vote);
    }

    [Fact]
    public void Scores_too_far_apart_are_talked_over_until_they_come_closer()
    {
        SampleCase apart = Scored(Scored(SampleCases.In(S.Committee), Seat, 90), "exporters", 60);
        Assert.Null(apart.File.Sessions[^1].Moderation); // 30 apart is allowed

        apart = Scored(apart, "delegation", 59);
        Assert.Equal(new ModerationOpened(1, 59, 90, 30), apart.File.Sessions[^1].Moderation);
        Assert.True(apart.File.Sessions[^1].IsInModeration);
        Assert.False(Scored(apart, Seat, 85).File.Sessions[^1].IsInModeration);
    }

    [Fact]
    public void Of_a_moderation_only_who_scored_is_told()
    {
        SampleCase apart = Scored(Scored(SampleCases.In(S.Committee).SendLetters(), Seat, 95), "exporters", 60);

        Assert.Equal(
            [Seat, "exporters"], apart.File.LettersToSend.Where(letter => letter.Letter == LetterKind.ModerationOpened).Select(letter => letter.Seat!));
    }

    [Fact]
    public void A_conflict_calls_the_alternate_and_closes_the_dossier_to_the_member()
    {
        SampleCase conflict = Conflict(SampleCases.In(S.Committee), Holder);

        Assert.Equal((Alternate, null), (MemberIn(conflict).Mailbox, MemberIn(conflict).Alternate));
        Assert.True(Sitting.HasConflict(conflict.File, Holder));
        Assert.False(Sitting.HasConflict(conflict.File, Alternate));
        Vote(conflict, VoteChoice.Approve, Holder).RefusedWith(RefusalCodes.SeatTaken);
        Vote(conflict, VoteChoice.Conflict, Holder).ChangesNothing();
        Vote(conflict, VoteChoice.Approve, Alternate).Fact<VoteCast>();
    }

    [Fact]
    public void Once_the_alternate_has_an_interest_too_the_seat_does_not_vote()
    {
        SampleCase nobody = Conflict(Conflict(SampleCases.In(S.Committee), Holder), Alternate);

        Assert.Equal(VoteChoice.Conflict, nobody.File.Sessions[^1].VoteOf(Seat)!.Choice);
        Vote(nobody, VoteChoice.Approve, Alternate).RefusedWith(RefusalCodes.SeatTaken);
        Assert.DoesNotContain(Seat, nobody.File.Sessions[^1].SeatsToVote);
    }

    [Fact]
    public void A_conflict_takes_back_what_was_scored() =>
        Assert.Null(Conflict(Scored(SampleCases.In(S.Committee), Seat, 90), Holder).File.Sessions[^1].ScoreOf(Seat));

    [Fact]
    public void A_dossier_that_changes_voids_votes_and_scores_but_no_conflict_and_old_links_do_not_vote()
    {
        SampleCase voted = Scored(SampleCases.In(S.Committee), "exporters", 70)
            .Vote(VoteChoice.Approve, null, null, Seat).Vote(VoteChoice.Conflict, null, null, "delegation");

        SampleCase changed = voted.Do((file, _) => Sitting.Analyse(file, "Le marché visé est étroit."));

        Session session = changed.File.Sessions[^1];
        Assert.Equal((2, "delegation"), (session.Round, Assert.Single(session.Votes).Seat));
        Assert.Empty(session.Scores);
        Vote(changed, VoteChoice.Approve, Holder, round: 1).RefusedWith(RefusalCodes.DossierChanged);
        Vote(changed, VoteChoice.Approve, Holder, round: 2).Fact<VoteCast>();
        Assert.Contains(changed.File.LettersToSend, letter => letter.Letter == LetterKind.VotesVoided && letter.Seat == Seat);
    }

    [Fact]
    public void The_same_analysis_again_changes_nothing()
    {
        SampleCase written = SampleCases.In(S.Committee).Do((file, _) => Sitting.Analyse(file, "Bon dossier."));

        Sitting.Analyse(written.File, " Bon dossier. ").ChangesNothing();
        Sitting.Analyse(written.File, " ").RefusedWith(RefusalCodes.FieldRequired, "text");
        Assert.Equal(1, written.File.Sessions[^1].Round);
    }

    [Fact]
    public void A_reduction_says_why()
    {
        SampleCase session = SampleCases.In(S.Committee);
        VoteCast less = new(1, Seat, VoteChoice.Approve, Money.FromMad(100_000), null);

        Sitting.Vote(session.File, less, null, session.Circumstances).RefusedWith(RefusalCodes.ReasonRequired, "reason");
        Sitting.Vote(session.File, less with { Reason = "Devis élevé" }, null, session.Circumstances).Fact<VoteCast>();
    }

    [Fact]
    public void Who_is_named_acts_while_the_member_is_away_and_the_member_after_it()
    {
        SampleCase session = SampleCases.In(S.Committee);
        Delegation away = Away(session, from: 1, until: 3);

        Reseat(session, away).ChangesNothing();
        SampleCase during = session.After(1).Do((file, now) => Sitting.Reseat(file, now with { Delegations = [away] }));
        Assert.Equal((Delegate, Alternate), (MemberIn(during).Mailbox, MemberIn(during).Alternate));
        Assert.Contains(during.File.LettersToSend, letter => letter.Letter == LetterKind.VoteInvitation && letter.Seat == Seat);
        Reseat(during, away).ChangesNothing();

        MemberCalled back = Reseat(during.After(3), away).Fact<MemberCalled>();
        Assert.Equal((Holder, CallReason.Composition), (back.Mailbox, back.Why));
    }

    [Fact]
    public void A_vote_that_was_cast_stays_whoever_is_away()
    {
        SampleCase voted = SampleCases.In(S.Committee).Vote(VoteChoice.Approve, null, null, Seat);

        Reseat(voted.After(1), Away(voted, from: 1, until: 3)).ChangesNothing();
    }

    [Fact]
    public void Of_two_who_were_named_for_a_day_the_one_named_last_acts()
    {
        SampleCase session = SampleCases.In(S.Committee);
        Delegation first = Away(session, from: 0, until: 3);
        Delegation last = first with { Delegate = Alternate, NamedAt = first.NamedAt.AddHours(1) };

        Assert.Equal(Alternate, Reseat(session, last, first).Fact<MemberCalled>().Mailbox);
    }

    [Fact]
    public void Nobody_acts_for_two_seats()
    {
        SampleCase session = SampleCases.In(S.Committee);
        Delegation toOtherHolder = Away(session, from: 0, until: 3) with { Delegate = "comite-10-exportateurs@tasdir.example" };
        Delegation toDelegate = Away(session, from: 0, until: 3);
        Delegation toSameDelegate = toDelegate with { Seat = "exporters", Mailbox = "comite-10-exportateurs@tasdir.example" };

        Assert.Equal(Alternate, Reseat(session, toOtherHolder).Fact<MemberCalled>().Mailbox);
        Assert.Equal(
            [(Seat, Delegate), ("exporters", "comite-10-exportateurs-suppleant@tasdir.example")],
            Reseat(session, toDelegate, toSameDelegate).Events.Cast<MemberCalled>().Select(called => (called.Seat, called.Mailbox!)));
    }

    [Fact]
    public void A_mandate_that_ends_leaves_the_seat_to_the_next_or_vacant()
    {
        SampleCase session = SampleCases.In(S.Committee);
        CommitteeRules rules = session.Rules.Committees;
        Committee regional = rules.Of("10");

        Assert.Equal("nouveau@tasdir.example", Reseat(Until(session, new Mandate(session.Circumstances.Today, "nouveau@tasdir.example", Alternate))).Fact<MemberCalled>().Mailbox);
        MemberCalled vacant = Reseat(Until(session, null)).Fact<MemberCalled>();
        Assert.Null(vacant.Mailbox);
        Assert.DoesNotContain(Seat, session.Record(vacant).File.Sessions[^1].SeatsToVote);

        Circumstances Until(SampleCase sample, Mandate? next)
        {
            Mandate ended = new(DateOnly.MinValue, Holder, Alternate, sample.Circumstances.Today.AddDays(-1));
            Committee changed = regional with
            {
                Seats = [.. regional.Seats.Select(seat => seat.Code == Seat ? seat with { Mandates = next is null ? [ended] : [ended, next] } : seat)],
            };
            return sample.Circumstances with { Committees = rules with { Regional = [changed] } };
        }

        Outcome Reseat(Circumstances now) => Sitting.Reseat(session.File, now);
    }

    [Fact]
    public void On_appeal_nobody_sits_who_decided_before()
    {
        SampleCase voted = SampleCases.In(S.Admissible, SampleForm.National).Do(Reviews.Open)
            .Vote(VoteChoice.Reject, null, "Trop cher", "ministry", "budget", "agency", "confederation");
        SampleCase refused = voted.WhenPast(voted.File.DueOn!.Value).Do(Reviews.Close);
        SampleCase appealed = refused.Do((file, now) => Reviews.Appeal(file, "Le devis a baissé.", now)).Do(Reviews.Open);

        Assert.Equal(S.NationalCommittee, appealed.File.State);
        Assert.Equal(
            ["comite-national-ministere-suppleant@tasdir.example", "comite-national-budget-suppleant@tasdir.example",
                "comite-national-agence-suppleant@tasdir.example", "comite-national-exportateurs-suppleant@tasdir.example", "comite-national-ess@tasdir.example"],
            appealed.File.Sessions[^1].Members.Select(member => member.Mailbox));
        Reseat(appealed).ChangesNothing();
    }

    [Fact]
    public void A_refusal_is_appealed_against_once_within_thirty_days_and_with_grounds()
    {
        SampleCase refused = SampleCases.In(S.Rejected);
        DateOnly until = Reviews.AppealUntil(refused.File, refused.Circumstances)!.Value;

        Appeal(refused, " ").RefusedWith(RefusalCodes.FieldRequired, "grounds");
        Appeal(refused.WhenPast(until), "Non").RefusedWith(RefusalCodes.AppealClosed, null, until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        SampleCase appealed = refused.Record(Appeal(refused, "Le devis a baissé.").Fact<AppealFiled>());
        Appeal(appealed, "Le devis a baissé.").ChangesNothing();
        SampleCase final = appealed.Do(Reviews.Open).Vote(VoteChoice.Reject, null, "Non").Do(Reviews.Close);
        Assert.Equal(S.Rejected, final.File.State);
        Appeal(final, "Encore").RefusedWith(RefusalCodes.AppealUsed);
        Appeal(SampleCases.In(S.Committee), "Non").RefusedWith(RefusalCodes.NotInThisState, null, "Committee");
    }

    private static Outcome Appeal(SampleCase refused, string grounds) => Reviews.Appeal(refused.File, grounds, refused.Circumstances);

    private static Delegation Away(SampleCase session, int from, int until) => new(
        Seat, Holder, Delegate, session.Circumstances.Today.AddDays(from), session.Circumstances.Today.AddDays(until), session.Now);

    private static Outcome Reseat(SampleCase session, params Delegation[] delegations) =>
        Sitting.Reseat(session.File, session.Circumstances with { Delegations = delegations });

    private static Member MemberIn(SampleCase session) => session.File.Sessions[^1].MemberOf(Seat)!;

    private static SampleCase Conflict(SampleCase session, string by) =>
        session.Record(Vote(session, VoteChoice.Conflict, by).Events);

    private static Outcome Vote(SampleCase session, VoteChoice choice, string by = Holder, int? round = null) => Sitting.Vote(
        session.File, new VoteCast(1, Seat, choice, null, null), new GivenBy(by, round ?? session.File.Sessions[^1].Round), session.Circumstances);

    private static SampleCase Scored(SampleCase session, string seat, int total) => session.Record(Score(session, seat, Points(total)).Events);

    // So many points, spread over the criteria as their weights allow.
    private static int[] Points(int total)
    {
        int[] weights = [25, 20, 20, 15, 20];
        return [.. weights.Select(weight =>
        {
            int points = Math.Min(weight, total);
            total -= points;
            return points;
        })];
    }

    private static Outcome Score(SampleCase session, string seat, params int[] points) =>
        Sitting.Score(session.File, Given(session, seat, points), by: null, session.Circumstances);

    private static ScoresGiven Given(SampleCase session, string seat, int[] points) => new(
        1, seat, [.. session.Rules.Scheme("first-export").Scoring.Criteria.Zip(points, (criterion, given) => new CriterionScore(criterion.Code, given))]);
}
