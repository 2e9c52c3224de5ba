using CsCheck;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Tests.Committees;

public sealed class TallyTests
{
    private const string Seats = "ABCDE"; // A chairs; three votes are the quorum
    private static readonly Money s_computed = Money.FromMad(144_000);

    // A vote is a seat and a choice: + approve, - reject, ? defer, x conflict.
    [Theory]
    [InlineData("", Undecided.VotesAwaited)]
    [InlineData("A+ B+", Undecided.VotesAwaited)]
    [InlineData("A+ B+ C+ D+", Undecided.VotesAwaited)] // decided as it is, but every member is heard until the time is over
    [InlineData("Ax Bx C+ D+", Undecided.VotesAwaited)] // E's vote would make the quorum
    [InlineData("Ax Bx Cx", Undecided.NoQuorum)] // nothing can make the quorum any more
    [InlineData("Ax Bx Cx D+ E+", Undecided.NoQuorum)]
    [InlineData("Ax B+ C+ D- E-", Undecided.Tie)] // the chair does not break it
    [InlineData("A+ B- C- D? E?", Undecided.Tie)] // nor does a chair who voted for neither
    public void While_votes_may_come_a_session_is_undecided_for_a_reason(string votes, Undecided why) =>
        Assert.Equal(new Tally(null, why), Tally.Of(Session(votes), closing: false));

    [Theory]
    [InlineData("", Undecided.NoQuorum)]
    [InlineData("A+ B+", Undecided.NoQuorum)]
    [InlineData("A+ B+ Cx Dx", Undecided.NoQuorum)] // a conflict is no vote
    [InlineData("B+ C+ D- E-", Undecided.Tie)]
    public void When_the_time_is_over_the_votes_that_were_cast_must_be_the_quorum(string votes, Undecided why) =>
        Assert.Equal(new Tally(null, why), Tally.Of(Session(votes), closing: true));

    [Theory]
    [InlineData("A+ B+ C+", ReviewResult.Approved)]
    [InlineData("A- B+ C+", ReviewResult.Approved)]
    [InlineData("A+ B- C-", ReviewResult.Rejected)]
    [InlineData("A+ B+ C? D? E?", ReviewResult.Deferred)]
    [InlineData("A- B+ C+ D? E-", ReviewResult.Rejected)] // two against two and one: the chair is among the two
    [InlineData("A+ B+ C- D-", ReviewResult.Approved)]
    [InlineData("A- B+ C+ D-", ReviewResult.Rejected)]
    [InlineData("Ax B+ C- D-", ReviewResult.Rejected)]
    [InlineData("A? B+ C-", ReviewResult.Deferred)]
    public void The_choice_with_most_votes_wins_and_the_chair_breaks_a_tie(string votes, ReviewResult result)
    {
        Assert.Equal(result, Tally.Of(Session(votes), closing: true).Decision!.Result);
        Assert.Equal(result, Tally.Of(Session(votes, CommitteeLevel.National), closing: true).Decision!.Result);
    }

    [Theory]
    [InlineData("Ax B+ C+ D- E-", ReviewResult.Rejected)]
    [InlineData("A+ B- C- D? E?", ReviewResult.Rejected)]
    [InlineData("A- B+ C+ D? E?", ReviewResult.Deferred)]
    public void In_the_national_committee_a_tie_that_the_chair_does_not_break_grants_nothing(string votes, ReviewResult result) =>
        Assert.Equal(result, Tally.Of(Session(votes, CommitteeLevel.National), closing: false).Decision!.Result);

    [Theory]
    [InlineData(new[] { 100_000 }, 100_000)]
    [InlineData(new[] { 100_000, 50_000 }, 50_000)]
    [InlineData(new[] { 100_000, 50_000, 10_000 }, 50_000)]
    [InlineData(new[] { 100_000, 80_000, 50_000, 10_000 }, 50_000)]
    [InlineData(new[] { 100_000, 100_000, 10_000 }, 100_000)]
    [InlineData(new[] { 144_000, 144_000, 10_000 }, 144_000)]
    public void What_is_granted_is_the_highest_amount_that_a_majority_of_those_in_favour_accept(int[] named, int granted)
    {
        Session session = Session("") with { Opened = Session("").Opened with { Quorum = 1 } };
        session = session with { Votes = [.. named.Select((amount, seat) => Vote(Seats[seat], '+', Money.FromMad(amount)))] };

        SupportDecided decision = Tally.Of(session, closing: true).Decision!;

        Assert.Equal(Money.FromMad(granted), decision.Amount);
        Assert.Equal(granted == 144_000 ? ReviewResult.Approved : ReviewResult.PartlyApproved, decision.Result);
    }

    [Fact]
    public void Whoever_approves_without_an_amount_accepts_what_was_computed()
    {
        SupportDecided decision = Tally.Of(Session("A+ B+ C+"), closing: true).Decision!;

        Assert.Equal((ReviewResult.Approved, s_computed), (decision.Result, decision.Amount!.Value));
    }

    [Fact]
    public void The_amount_has_a_majority_of_those_in_favour_behind_it_and_no_higher_one_has() => s_sessions.Sample(session =>
    {
        if (Tally.Of(session, closing: true).Decision is not { Amount: { } amount } decision)
        {
            return;
        }

        Money[] accepted = [.. session.Votes.Where(vote => vote.Choice == VoteChoice.Approve).Select(vote => vote.Amount ?? s_computed)];
        Assert.True(accepted.Count(most => most >= amount) * 2 > accepted.Length);
        Assert.True(accepted.Count(most => most > amount) * 2 <= accepted.Length);
        Assert.InRange(amount.Centimes, 1, s_computed.Centimes);
        Assert.Equal(amount == s_computed ? ReviewResult.Approved : ReviewResult.PartlyApproved, decision.Result);
    }, iter: 1_000);

    [Fact]
    public void Nothing_is_decided_without_the_quorum_and_the_order_of_the_votes_does_not_matter() =>
        Gen.Select(s_sessions, Gen.Bool).Sample((session, closing) =>
        {
            Tally tally = Tally.Of(session, closing);
            Session reversed = session with { Votes = session.Votes.Reverse() };

            Assert.True((tally.Decision is null) != (tally.Why is null));
            Assert.False(tally.Decision is not null && session.Votes.Count(vote => vote.Choice != VoteChoice.Conflict) < 3);
            Assert.Equal(
                (tally.Why, tally.Decision?.Result, tally.Decision?.Amount),
                (Tally.Of(reversed, closing).Why, Tally.Of(reversed, closing).Decision?.Result, Tally.Of(reversed, closing).Decision?.Amount));
        }, iter: 1_000);

    [Fact]
    public void The_reasons_are_those_of_the_members_who_decided_each_said_once()
    {
        Session session = Session("A+") with
        {
            Votes =
            [
                Vote('A', '+') with { Reason = "Bon plan" },
                Vote('B', '-') with { Reason = "Trop cher" },
                Vote('C', '-') with { Reason = "Salon fermé aux professionnels" },
                Vote('D', '-') with { Reason = "Trop cher" },
            ],
        };

        Assert.Equal(["Trop cher", "Salon fermé aux professionnels"], Tally.Of(session, closing: true).Decision!.Reasons);
    }

    [Theory]
    [InlineData(new[] { 1_000, 1_000, 144_000 }, new[] { "", "", "C" }, 1_000, new string[0])] // praise is no reason to grant less
    [InlineData(new[] { 1_000, 2_000, 144_000 }, new[] { "A", "B", "C" }, 2_000, new[] { "A", "B" })]
    [InlineData(new[] { 144_000, 144_000, 1_000 }, new[] { "A", "", "C" }, 144_000, new[] { "A", "C" })]
    public void The_reasons_of_a_reduction_are_those_of_who_would_not_grant_more(int[] named, string[] said, int granted, string[] reasons)
    {
        Session session = Session("") with
        {
            Votes = [.. named.Select((amount, seat) =>
                Vote(Seats[seat], '+', amount == 144_000 ? null : Money.FromMad(amount)) with { Reason = said[seat].Length > 0 ? said[seat] : null })],
        };

        SupportDecided decision = Tally.Of(session, closing: true).Decision!;

        Assert.Equal(Money.FromMad(granted), decision.Amount);
        Assert.Equal(reasons, decision.Reasons);
    }

    private static readonly Gen<Session> s_sessions =
        from seats in Gen.Shuffle(Seats.ToCharArray(), 0, Seats.Length)
        from choices in Gen.Int[0, 5].Select(which => "+++-?x"[which]).Array[Seats.Length]
        from amounts in Gen.Long[-20_000_00, s_computed.Centimes].Array[Seats.Length] // none named, if not above zero
        from level in Gen.Enum<CommitteeLevel>()
        select Session("", level) with
        {
            Votes = [.. seats.Select((seat, i) => Vote(seat, choices[i], choices[i] == '+' && amounts[i] > 0 ? new Money(amounts[i]) : null))],
        };

    private static Session Session(string votes, CommitteeLevel level = CommitteeLevel.Regional) =>
        new(new ReviewOpened(1, level, [.. Seats.Select(seat => seat.ToString())], "A", 3, s_computed, new(2026, 2, 3)))
        {
            Votes = [.. votes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(vote => Vote(vote[0], vote[1]))],
        };

    private static VoteCast Vote(char seat, char choice, Money? amount = null) => new(1, seat.ToString(), choice switch
    {
        '+' => VoteChoice.Approve,
        '-' => VoteChoice.Reject,
        '?' => VoteChoice.Defer,
        _ => VoteChoice.Conflict,
    }, amount, null);
}
