using CsCheck;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Committees;

/// <summary>Votes under every rule that a committee can have.</summary>
public sealed class VotingRulesTests
{
    private const string Seats = "ABCDE"; // A chairs; three votes are the quorum
    private static readonly Money s_computed = Money.FromMad(144_000);

    // A vote is a seat and a choice: + approve, - reject, ? defer, x conflict that nobody is left to stand in for.
    [Theory]
    [InlineData(VotingRule.MostVotesCast, "A+ B+ C- D- E?", ReviewResult.Approved)] // the chair is among the two
    [InlineData(VotingRule.MajorityOfSeats, "A+ B+ C+ D- E-", ReviewResult.Approved)]
    [InlineData(VotingRule.MajorityOfSeats, "A+ B+ C+", ReviewResult.Approved)] // three of five, though two keep silent
    [InlineData(VotingRule.MajorityOfSeats, "A+ B+ C- Dx", ReviewResult.Approved)] // two of four, and the chair among them
    [InlineData(VotingRule.Weighted, "A- B+ C+ D+ E+", ReviewResult.Rejected)] // the chair weighs five
    [InlineData(VotingRule.Weighted, "A? B+ C+", ReviewResult.Deferred)]
    public void What_carries_a_vote_is_the_committee_s_rule(VotingRule rule, string votes, ReviewResult result) =>
        Assert.Equal(result, Tally.Of(Session(votes, new VotingRules(rule, ChairBreaksTies: true)), closing: true).Decision!.Result);

    [Theory]
    [InlineData(VotingRule.MajorityOfSeats, true, "A+ B+ C-", Undecided.NoMajority)] // two of five
    [InlineData(VotingRule.MajorityOfSeats, true, "A- B+ C+ Dx", Undecided.NoMajority)] // two of four, and the chair against
    [InlineData(VotingRule.MajorityOfSeats, false, "A+ B+ C- Dx", Undecided.NoMajority)]
    [InlineData(VotingRule.MostVotesCast, false, "A+ B+ C- D-", Undecided.Tie)] // no casting vote
    public void What_nothing_carries_is_referred_with_its_reason(VotingRule rule, bool chairBreaksTies, string votes, Undecided why) =>
        Assert.Equal(new Tally(null, why), Tally.Of(Session(votes, new VotingRules(rule, chairBreaksTies)), closing: true));

    [Theory]
    [InlineData(VotingRule.MajorityOfSeats, "A+ B+ C-")]
    [InlineData(VotingRule.MostVotesCast, "Ax B+ C+ D- E-")]
    public void What_nothing_carries_in_the_national_committee_is_refused(VotingRule rule, string votes) => Assert.Equal(
        ReviewResult.Rejected,
        Tally.Of(Session(votes, new VotingRules(rule, ChairBreaksTies: true), CommitteeLevel.National), closing: true).Decision!.Result);

    [Theory]
    [InlineData(Abstention.NotCounted, ReviewResult.Approved)]
    [InlineData(Abstention.Against, ReviewResult.Rejected)] // two for, one and two silent ones against
    public void Silence_at_the_close_counts_as_the_rule_says_and_never_for_the_quorum(Abstention abstention, ReviewResult result)
    {
        VotingRules rules = new(VotingRule.MostVotesCast, ChairBreaksTies: true, abstention);

        Assert.Equal(result, Tally.Of(Session("A+ B+ C-", rules), closing: true).Decision!.Result);
        Assert.Equal(Undecided.NoQuorum, Tally.Of(Session("A- B-", rules), closing: true).Why);
    }

    [Theory]
    [InlineData(ConflictInQuorum.NotCounted, "Ax B+ C+", null)]
    [InlineData(ConflictInQuorum.Present, "Ax B+ C+", ReviewResult.Approved)] // exactly at the limit
    [InlineData(ConflictInQuorum.Present, "Ax B+", null)]
    [InlineData(ConflictInQuorum.LowersQuorum, "Ax B+ C+", ReviewResult.Approved)] // two of two
    [InlineData(ConflictInQuorum.LowersQuorum, "Ax B+", null)]
    [InlineData(ConflictInQuorum.LowersQuorum, "Ax Bx Cx Dx E-", ReviewResult.Rejected)] // one vote at least
    [InlineData(ConflictInQuorum.LowersQuorum, "Ax Bx Cx Dx Ex", null)]
    public void A_conflict_of_interest_counts_in_the_quorum_as_the_rule_says(ConflictInQuorum conflicts, string votes, ReviewResult? result)
    {
        Tally tally = Tally.Of(Session(votes, new VotingRules(VotingRule.MostVotesCast, ChairBreaksTies: true, Conflicts: conflicts)), closing: true);

        Assert.Equal((result, result is null ? Undecided.NoQuorum : null), (tally.Decision?.Result, tally.Why));
    }

    [Theory]
    [InlineData("A+ B+ C+", true)] // two against change nothing, nor do two who keep silent
    [InlineData("A+ B+ C-", false)]
    [InlineData("A+ B+ C- D+", true)]
    [InlineData("A+ B- C- D-", true)]
    [InlineData("A+ B+ C? D?", false)]
    [InlineData("A+ B+", false)] // no quorum yet
    public void With_early_decision_a_session_closes_when_its_decision_can_no_longer_change(string votes, bool closes)
    {
        VotingRules early = new(VotingRule.MostVotesCast, ChairBreaksTies: true, EarlyDecision: true);

        Assert.Equal(closes, Tally.Of(Session(votes, early), closing: false).Decision is not null);
        Assert.Equal(Undecided.VotesAwaited, Tally.Of(Session(votes, early with { EarlyDecision = false }), closing: false).Why);
    }

    [Fact]
    public void An_early_decision_also_waits_for_the_amount()
    {
        VotingRules early = new(VotingRule.MostVotesCast, ChairBreaksTies: true, EarlyDecision: true);
        Session session = Session("A+ B+ C+", early);
        session = session with { Votes = session.Votes.SetItem(2, session.Votes[2] with { Amount = Money.FromMad(100_000) }) };

        Assert.Equal(Undecided.VotesAwaited, Tally.Of(session, closing: false).Why); // two more could bring it down
        Assert.Equal(Money.FromMad(144_000), Tally.Of(session with { Votes = session.Votes.Add(Vote('D', '+')) }, closing: false).Decision!.Amount);
    }

    [Fact]
    public void A_moderation_keeps_a_session_open_until_scores_come_together_or_the_time_is_over()
    {
        Session session = Session("A+ B+ C+ D+ E+", VotingRules.Plain) with { Moderation = new ModerationOpened(1, 40, 90, 30) };
        session = Scored(session, ('A', 40), ('B', 90));

        Assert.Equal(Undecided.VotesAwaited, Tally.Of(session, closing: false).Why);
        Assert.NotNull(Tally.Of(session, closing: true).Decision);
        Assert.NotNull(Tally.Of(Scored(session, ('A', 60)), closing: false).Decision);
    }

    [Fact]
    public void Whatever_the_rule_the_order_of_votes_does_not_matter_and_nothing_is_decided_without_the_quorum() =>
        Gen.Select(s_sessions, Gen.Bool, Gen.Int[0, 1_000]).Sample((session, closing, seed) =>
        {
            VoteCast[] shuffled = [.. session.Votes];
            new Random(seed).Shuffle(shuffled);

            Tally one = Tally.Of(session, closing);
            Tally other = Tally.Of(session with { Votes = [.. shuffled] }, closing);

            Assert.Equal((one.Why, one.Decision?.Result, one.Decision?.Amount), (other.Why, other.Decision?.Result, other.Decision?.Amount));
            Assert.True((one.Decision is null) != (one.Why is null));
            Assert.False(one.Decision is not null && Quorum.Of(session) is var quorum && quorum.Counted < quorum.Needed);
        }, iter: 2_000);

    [Fact]
    public void A_decision_made_early_is_the_one_that_the_close_would_bring_however_the_others_vote() =>
        Gen.Select(s_sessions, s_votes).Sample((session, others) =>
        {
            Session early = session with { Opened = session.Opened with { Voting = session.Voting with { EarlyDecision = true } } };
            if (Tally.Of(early, closing: false).Decision is not { } decided)
            {
                return;
            }

            Session later = early with { Votes = [.. early.Votes, .. others.Where(vote => early.VoteOf(vote.Seat) is null)] };
            SupportDecided atTheClose = Tally.Of(later, closing: true).Decision!;
            Assert.Equal((decided.Result, decided.Amount), (atTheClose.Result, atTheClose.Amount));
        }, iter: 2_000);

    [Fact]
    public void No_seat_s_vote_counts_twice_however_often_it_changes() => Gen.Select(s_sessions, s_votes).Sample((session, changes) =>
    {
        Session changed = changes.Aggregate(session, (soFar, vote) => soFar.After(vote, DateTimeOffset.UnixEpoch));

        Assert.Equal(changed.Votes.Count, changed.Votes.DistinctBy(vote => vote.Seat).Count());
        Assert.All(changes.GroupBy(vote => vote.Seat), of => Assert.Equal(of.Last(), changed.VoteOf(of.Key)));
    });

    private static readonly Gen<VotingRules> s_rules =
        from rule in Gen.Enum<VotingRule>()
        from breaks in Gen.Bool
        from abstention in Gen.Enum<Abstention>()
        from conflicts in Gen.Enum<ConflictInQuorum>()
        from early in Gen.Bool
        select new VotingRules(rule, breaks, abstention, conflicts, early);

    private static readonly Gen<VoteCast[]> s_votes =
        from seats in Gen.Shuffle(Seats.ToCharArray(), 0, Seats.Length)
        from choices in Gen.Int[0, 5].Select(which => "+++-?x"[which]).Array[Seats.Length]
        from amounts in Gen.Long[-20_000_00, s_computed.Centimes].Array[Seats.Length] // none named, if not above zero
        select seats.Select((seat, i) => Vote(seat, choices[i]) with { Amount = choices[i] == '+' && amounts[i] > 0 ? new Money(amounts[i]) : null }).ToArray();

    private static readonly Gen<Session> s_sessions =
        from votes in s_votes
        from rules in s_rules
        from level in Gen.Enum<CommitteeLevel>()
        select Session("", rules, level) with { Votes = [.. votes] };

    private static Session Session(string votes, VotingRules rules, CommitteeLevel level = CommitteeLevel.Regional) =>
        new(new ReviewOpened(
            1,
            level,
            [.. Seats.Select(seat => seat.ToString())],
            "A",
            3,
            s_computed,
            new(2026, 2, 3),
            Voting: rules,
            Members: [.. Seats.Select(seat => new Member(seat.ToString(), null, seat == 'A' ? 5 : 1, seat == 'A', $"{seat}@committee.example", null))]))
        {
            Votes = [.. votes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(vote => Vote(vote[0], vote[1]))],
        };

    private static Session Scored(Session session, params (char Seat, int Points)[] given) => session with
    {
        Scores = session.Scores.SetItems(given.Select(one =>
            KeyValuePair.Create(one.Seat.ToString(), (IReadOnlyList<CriterionScore>)[new("market", one.Points)]))),
    };

    private static VoteCast Vote(char seat, char choice) => new(1, seat.ToString(), choice switch
    {
        '+' => VoteChoice.Approve,
        '-' => VoteChoice.Reject,
        '?' => VoteChoice.Defer,
        _ => VoteChoice.Conflict,
    }, null, null);
}
