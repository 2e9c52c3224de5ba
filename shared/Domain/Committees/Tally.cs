using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>Why a session has no decision.</summary>
public enum Undecided
{
    /// <summary>Votes are still awaited.</summary>
    VotesAwaited,

    /// <summary>Fewer votes than the quorum.</summary>
    NoQuorum,

    /// <summary>Votes are tied and the chair's does not break the tie.</summary>
    Tie,

    /// <summary>No choice has the majority of the seats.</summary>
    NoMajority,
}

/// <summary>What the votes of a session come to: a decision, or why there is none.</summary>
/// <param name="Decision">The decision, or null.</param>
/// <param name="Why">Why there is none, or null.</param>
public sealed record Tally(SupportDecided? Decision, Undecided? Why)
{
    /// <summary>Counts by the session's rules. What is granted is the highest amount that a majority of those in favour accept.</summary>
    /// <param name="session">The session.</param>
    /// <param name="closing">Whether the time is over, so that votes not cast are awaited no longer.</param>
    public static Tally Of(Session session, bool closing)
    {
        Quorum quorum = Quorum.Of(session);
        if (quorum.Reachable < quorum.Needed)
        {
            return new(null, Undecided.NoQuorum);
        }

        if (closing || quorum.Awaited == 0)
        {
            // Members who disagree widely are given the session's time to talk.
            return !closing && session.IsInModeration ? new(null, Undecided.VotesAwaited) : AtTheClose(session);
        }

        return session.Voting.EarlyDecision && quorum.Counted >= quorum.Needed && !session.IsInModeration && Certainty.Of(session) is { } certain
            ? new(certain, null)
            : new(null, Undecided.VotesAwaited);
    }

    /// <summary>What the votes cast come to if no other comes.</summary>
    internal static Tally AtTheClose(Session session)
    {
        Quorum quorum = Quorum.Of(session);
        VoteCast[] votes = [.. session.Votes.Where(vote => vote.Choice != VoteChoice.Conflict)];
        if (votes.Length == 0 || quorum.Counted < quorum.Needed)
        {
            return new(null, Undecided.NoQuorum);
        }

        (VoteChoice? choice, Undecided? why) = Winner(session, votes);
        return choice is { } carried ? new(Decide(session, votes, carried), null) : new(null, why);
    }

    private static (VoteChoice? Choice, Undecided? Why) Winner(Session session, VoteCast[] votes)
    {
        Dictionary<VoteChoice, int> weights = votes.GroupBy(vote => vote.Choice).ToDictionary(same => same.Key, same => same.Sum(vote => WeightOf(session, vote.Seat)));
        if (session.Voting.Abstention == Abstention.Against)
        {
            weights[VoteChoice.Reject] = weights.GetValueOrDefault(VoteChoice.Reject) + session.SeatsToVote.Sum(seat => WeightOf(session, seat));
        }

        int most = weights.Values.Max();
        VoteChoice[] leading = [.. weights.Where(choice => choice.Value == most).Select(choice => choice.Key).Order()];
        VoteChoice? casting = session.Voting.ChairBreaksTies ? votes.FirstOrDefault(vote => vote.Seat == session.Opened.Chair)?.Choice : null;
        if (session.Voting.Rule == VotingRule.MajorityOfSeats)
        {
            int seats = session.SeatsToVote.Count() + votes.Length;
            VoteChoice[] carried = [.. leading.Where(choice => most * 2 > seats || (most * 2 == seats && choice == casting))];
            return carried is [var one] ? (one, null) : NotCarried(session, Undecided.NoMajority, VoteChoice.Reject);
        }

        return leading is [VoteChoice only] ? (only, null)
            : casting is { } choice && leading.Contains(choice) ? (choice, null)
            : NotCarried(session, Undecided.Tie, leading.Contains(VoteChoice.Reject) ? VoteChoice.Reject : VoteChoice.Defer);
    }

    // Above the national committee there is nobody to refer to, so there a motion without a majority is not carried.
    private static (VoteChoice?, Undecided?) NotCarried(Session session, Undecided why, VoteChoice instead) =>
        session.Level == CommitteeLevel.Regional ? (null, why) : (instead, null);

    private static int WeightOf(Session session, string seat) =>
        session.Voting.Rule == VotingRule.Weighted ? session.MemberOf(seat)!.Weight : 1;

    private static SupportDecided Decide(Session session, VoteCast[] votes, VoteChoice choice)
    {
        VoteCast[] majority = [.. votes.Where(vote => vote.Choice == choice)];
        if (choice != VoteChoice.Approve)
        {
            ReviewResult result = choice == VoteChoice.Reject ? ReviewResult.Rejected : ReviewResult.Deferred;
            return new(session.Number, result, null, ReasonsOf(majority));
        }

        // Whoever names an amount accepts every smaller one.
        int inFavour = majority.Sum(vote => WeightOf(session, vote.Seat));
        Money amount = majority.Select(vote => vote.Amount ?? session.Amount).Where(named =>
            majority.Where(vote => (vote.Amount ?? session.Amount) >= named).Sum(vote => WeightOf(session, vote.Seat)) * 2 > inFavour).Max();
        return amount == session.Amount
            ? new(session.Number, ReviewResult.Approved, amount, ReasonsOf(majority))
            // Who would have granted more says nothing about why it is less.
            : new(session.Number, ReviewResult.PartlyApproved, amount, ReasonsOf(majority.Where(vote => vote.Amount <= amount)));
    }

    private static string[] ReasonsOf(IEnumerable<VoteCast> votes) => [.. votes.Select(vote => vote.Reason).OfType<string>().Distinct()];
}
