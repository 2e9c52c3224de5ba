using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

/// <summary>Who declared an interest in a case acts in none of its sessions any more, and nobody acts twice in one.</summary>
public sealed class BarringTests
{
    private const string Chamber = "chamber";
    private const string Holder = "comite-10-ccis@tasdir.example";
    private const string Alternate = "comite-10-ccis-suppleant@tasdir.example";
    private const string Colleague = "comite-10-adjoint@tasdir.example";

    [Fact]
    public void Who_declared_a_conflict_does_not_sit_once_the_applicant_has_answered()
    {
        SampleCase again = Again(Conflict(SampleCases.In(S.Committee), Chamber));

        Assert.Equal((Alternate, null), (MemberOf(again, Chamber).Mailbox, MemberOf(again, Chamber).Alternate));
        Assert.True(Sitting.HasConflict(again.File, Holder.ToUpperInvariant()));
        Vote(again, Chamber, VoteChoice.Approve, Holder).RefusedWith(RefusalCodes.SeatTaken);
        Vote(again, Chamber, VoteChoice.Conflict, Holder).ChangesNothing();
        Vote(again, Chamber, VoteChoice.Approve, Alternate).Fact<VoteCast>();
        Reseat(again).ChangesNothing();
    }

    [Fact]
    public void Who_declared_a_conflict_does_not_sit_on_appeal_nor_does_the_alternate_who_voted()
    {
        SampleCase refused = Conflict(SampleCases.In(S.NationalCommittee), "budget").Vote(VoteChoice.Reject, null, "Non").Do(Reviews.Close);

        SampleCase appealed = refused.Do((file, now) => Reviews.Appeal(file, "Le devis a baissé.", now)).Do(Reviews.Open);

        Assert.Null(MemberOf(appealed, "budget").Mailbox);
        Assert.Equal("comite-national-agence-suppleant@tasdir.example", MemberOf(appealed, "agency").Mailbox);
        Reseat(appealed).ChangesNothing();
    }

    [Fact]
    public void A_seat_for_which_everybody_declared_a_conflict_is_vacant_in_the_next_session()
    {
        SampleCase again = Again(Conflict(Conflict(SampleCases.In(S.Committee), Chamber), Chamber));

        Assert.True(MemberOf(again, Chamber).IsVacant);
        Assert.DoesNotContain(Chamber, again.File.Sessions[^1].SeatsToVote);
    }

    [Fact]
    public void A_conflict_bars_from_every_seat()
    {
        Delegation exporters = Away("exporters", Colleague);
        SampleCase conflict = Conflict(Opened(SampleCases.In(S.Admissible), exporters), "exporters");

        Assert.Equal(Alternate, Reseat(conflict, exporters, Away(Chamber, Colleague)).Fact<MemberCalled>().Mailbox);
        Assert.Equal(Alternate, MemberOf(Again(conflict, Away(Chamber, Colleague)), Chamber).Mailbox);
    }

    [Fact]
    public void An_alternate_of_two_seats_who_declared_a_conflict_for_one_is_not_called_to_the_other()
    {
        SampleCase session = Sharing("exporters", Chamber);

        SampleCase conflicts = Conflict(Conflict(Conflict(session, Chamber), Chamber), "exporters");

        Assert.Equal([Chamber, "exporters"], conflicts.File.Sessions[^1].Votes.Select(vote => vote.Seat));
    }

    [Fact]
    public void Who_has_an_interest_in_a_case_does_not_choose_who_acts_in_it()
    {
        SampleCase conflict = Conflict(SampleCases.In(S.Committee), Chamber);

        Reseat(conflict, Away(Chamber, Colleague)).ChangesNothing();
        Assert.Equal(Alternate, MemberOf(Again(conflict, Away(Chamber, Colleague)), Chamber).Mailbox);
    }

    [Fact]
    public void In_a_session_that_was_opened_with_a_conflict_the_vote_is_not_taken_and_the_seat_is_called_anew()
    {
        SampleCase answered = Answered(Conflict(SampleCases.In(S.Committee), Chamber));
        ReviewOpened first = answered.File.Sessions[0].Opened;

        SampleCase opened = answered.Record(first with { Session = 2 });

        Vote(opened, Chamber, VoteChoice.Approve, Holder).RefusedWith(RefusalCodes.SeatTaken);
        Assert.Equal(Alternate, Reseat(opened).Fact<MemberCalled>().Mailbox);
    }

    [Fact]
    public void A_delegate_who_is_the_alternate_of_another_seat_is_not_called_there_too()
    {
        const string named = "comite-10-cri-suppleant@tasdir.example";
        SampleCase session = Opened(SampleCases.In(S.Admissible), Away(Chamber, named));

        SampleCase conflict = Conflict(session, "investment-centre");

        Assert.Equal(named, MemberOf(conflict, Chamber).Mailbox);
        Assert.Equal(VoteChoice.Conflict, conflict.File.Sessions[^1].VoteOf("investment-centre")!.Choice);
        Vote(conflict, "investment-centre", VoteChoice.Approve, named).RefusedWith(RefusalCodes.SeatTaken);
        Sitting.CallAlternate(session.File, "investment-centre", "comite-10-cri@tasdir.example").ChangesNothing();
    }

    [Fact]
    public void An_alternate_of_two_seats_is_called_to_one()
    {
        SampleCase called = Conflict(Sharing("exporters", Chamber), Chamber);

        SampleCase conflict = Conflict(called, "exporters");

        Assert.Equal((Alternate, "comite-10-exportateurs@tasdir.example"), (MemberOf(conflict, Chamber).Mailbox, MemberOf(conflict, "exporters").Mailbox));
        Assert.DoesNotContain("exporters", conflict.File.Sessions[^1].SeatsToVote);
    }

    [Fact]
    public void Who_has_voted_for_a_seat_is_called_to_no_other_even_once_the_vote_is_void()
    {
        Delegation away = Away("exporters", Colleague);
        SampleCase voted = Opened(SampleCases.In(S.Admissible), away).Vote(VoteChoice.Approve, null, null, "exporters");

        Assert.Equal(Alternate, Reseat(voted, Away(Chamber, Colleague)).Fact<MemberCalled>().Mailbox);
        SampleCase back = voted.Do((file, _) => Sitting.Analyse(file, "Nouvelle analyse")).Do((file, now) => Sitting.Reseat(file, now));
        Assert.Equal("comite-10-exportateurs@tasdir.example", MemberOf(back, "exporters").Mailbox);
        Assert.Equal(Alternate, Reseat(back, Away(Chamber, Colleague)).Fact<MemberCalled>().Mailbox);
    }

    [Fact]
    public void Who_acts_for_a_seat_is_not_taken_from_it_for_another()
    {
        Delegation away = Away("exporters", Colleague);
        SampleCase session = Opened(SampleCases.In(S.Admissible), away);

        MemberCalled called = Reseat(session, away, Away("investment-centre", Colleague)).Fact<MemberCalled>();

        Assert.Equal(("investment-centre", "comite-10-cri-suppleant@tasdir.example"), (called.Seat, called.Mailbox));
    }

    [Fact]
    public void In_a_session_in_which_somebody_acts_for_two_seats_they_vote_once()
    {
        SampleCase admissible = SampleCases.In(S.Admissible);
        ReviewOpened usual = Reviews.Open(admissible.File, admissible.Circumstances).Fact<ReviewOpened>();
        SampleCase twice = admissible.Record(usual with
        {
            Members = [.. usual.Members!.Select(member => member.Seat is Chamber or "exporters" ? member with { Mailbox = Colleague } : member)],
        });

        SampleCase voted = twice.Record(Vote(twice, Chamber, VoteChoice.Approve, Colleague).Events);

        Vote(voted, "exporters", VoteChoice.Approve, Colleague).RefusedWith(RefusalCodes.SeatTaken);
        Assert.Equal("comite-10-exportateurs@tasdir.example", Reseat(voted).Fact<MemberCalled>().Mailbox);
    }

    [Fact]
    public void After_the_absence_the_holder_acts_though_delegate_and_alternate_declared_a_conflict()
    {
        Delegation away = Away(Chamber, Colleague, days: 3);
        SampleCase nobody = Conflict(Conflict(Opened(SampleCases.In(S.Admissible), away), Chamber), Chamber);
        Reseat(nobody, away).ChangesNothing();

        MemberCalled back = Reseat(nobody.After(4), away).Fact<MemberCalled>();

        Assert.Equal((Holder, null, CallReason.Composition), (back.Mailbox, back.Alternate, back.Why));
        SampleCase called = nobody.After(4).Record(back);
        Assert.Contains(Chamber, called.File.Sessions[^1].SeatsToVote);
        Assert.Contains(called.File.LettersToSend, letter => letter.Letter == LetterKind.VoteInvitation && letter.Seat == Chamber);
        Vote(called, Chamber, VoteChoice.Approve, Holder).Fact<VoteCast>();
        Reseat(Conflict(called, Chamber), away).ChangesNothing();
    }

    [Fact]
    public void An_alternate_who_acted_for_another_seat_is_called_once_they_are_free()
    {
        const string named = "comite-10-cri-suppleant@tasdir.example";
        Delegation away = Away(Chamber, named, days: 3);
        SampleCase conflict = Conflict(Opened(SampleCases.In(S.Admissible), away), "investment-centre");

        Assert.Equal(
            [("investment-centre", named), (Chamber, Holder)],
            Reseat(conflict.After(4), away).Events.Cast<MemberCalled>().Select(called => (called.Seat, called.Mailbox!)));
        Reseat(conflict.Vote(VoteChoice.Approve, null, null, Chamber).After(4), away).ChangesNothing();
    }

    // A session in which two seats have the alternate of the second.
    private static SampleCase Sharing(string one, string other)
    {
        SampleCase admissible = SampleCases.In(S.Admissible);
        CommitteeRules rules = admissible.Rules.Committees;
        Committee regional = rules.Of("10");
        string alternate = regional.Seats.Single(seat => seat.Code == other).Alternate;
        Committee sharing = regional with { Seats = [.. regional.Seats.Select(seat => seat.Code == one ? seat with { Alternate = alternate } : seat)] };
        return admissible.Do((file, now) => Reviews.Open(file, now with { Committees = rules with { Regional = [sharing] } }));
    }

    private static Delegation Away(string seat, string named, int days = 30)
    {
        SampleCase session = SampleCases.In(S.Committee);
        return new(seat, MemberOf(session, seat).Mailbox!, named, session.Circumstances.Today, session.Circumstances.Today.AddDays(days), session.Now);
    }

    private static SampleCase Opened(SampleCase before, params Delegation[] delegations) =>
        before.Do((file, now) => Reviews.Open(file, now with { Delegations = delegations }));

    // The session that follows a deferral and its answer.
    private static SampleCase Again(SampleCase session, params Delegation[] delegations) => Opened(Answered(session), delegations);

    private static SampleCase Answered(SampleCase session) =>
        session.Vote(VoteChoice.Defer, null, "Avez-vous un acheteur ?").Do(Reviews.Close).Do((file, _) => Reviews.Answer(file, "Oui"));

    private static Outcome Reseat(SampleCase session, params Delegation[] delegations) =>
        Sitting.Reseat(session.File, session.Circumstances with { Delegations = delegations });

    private static Member MemberOf(SampleCase session, string seat) => session.File.Sessions[^1].MemberOf(seat)!;

    // Whoever acts for the seat declares an interest.
    private static SampleCase Conflict(SampleCase session, string seat) =>
        session.Record(Vote(session, seat, VoteChoice.Conflict, MemberOf(session, seat).Mailbox!).Events);

    private static Outcome Vote(SampleCase session, string seat, VoteChoice choice, string by) => Sitting.Vote(
        session.File, new VoteCast(session.File.Sessions.Count, seat, choice, null, null), new GivenBy(by, session.File.Sessions[^1].Round), session.Circumstances);
}
