using Tasdir.Domain.Payments;

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
}

/// <summary>What the votes of a session come to: a decision, or why there is none.</summary>
/// <param name="Decision">The decision, or null.</param>
/// <param name="Why">Why there is none, or null.</param>
public sealed record Tally(SupportDecided? Decision, Undecided? Why)
{
    /// <summary>
    /// Counts. Members with a conflict count neither for the quorum nor for the majority. The choice with the most votes
    /// wins; the chair's vote breaks a tie. What is granted is the highest amount that a majority of those in favour accept.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="closing">Whether the time is over, so that votes not cast are awaited no longer.</param>
    public static Tally Of(Session session, bool closing)
    {
        VoteCast[] votes = [.. session.Votes.Where(vote => vote.Choice != VoteChoice.Conflict)];
        int awaited = session.SeatsToVote.Count();
        if (votes.Length + awaited < session.Opened.Quorum)
        {
            return new(null, Undecided.NoQuorum);
        }

        if (awaited > 0 && !closing)
        {
            return new(null, Undecided.VotesAwaited);
        }

        return votes.Length < session.Opened.Quorum ? new(null, Undecided.NoQuorum)
            : Winner(votes, session) is { } choice ? new(Decide(session, votes, choice), null)
            : new(null, Undecided.Tie);
    }

    // Above the national committee there is nobody to refer to, so there a tie that the chair does not break is a motion not carried.
    private static VoteChoice? Winner(VoteCast[] votes, Session session)
    {
        VoteChoice[] leading =
        [
            .. votes.GroupBy(vote => vote.Choice).GroupBy(group => group.Count()).MaxBy(tied => tied.Key)!.Select(group => group.Key),
        ];
        VoteChoice? casting = votes.FirstOrDefault(vote => vote.Seat == session.Opened.Chair)?.Choice;
        return leading is [VoteChoice only] ? only
            : casting is { } choice && leading.Contains(choice) ? choice
            : session.Level == CommitteeLevel.Regional ? null
            : leading.Contains(VoteChoice.Reject) ? VoteChoice.Reject
            : VoteChoice.Defer;
    }

    private static SupportDecided Decide(Session session, VoteCast[] votes, VoteChoice choice)
    {
        VoteCast[] majority = [.. votes.Where(vote => vote.Choice == choice)];
        string[] reasons = [.. majority.Select(vote => vote.Reason).OfType<string>().Distinct()];
        if (choice != VoteChoice.Approve)
        {
            ReviewResult result = choice == VoteChoice.Reject ? ReviewResult.Rejected : ReviewResult.Deferred;
            return new(session.Number, result, null, reasons);
        }

        // Whoever names an amount accepts every smaller one, so the middle one from the top has a majority behind it.
        Money amount = majority.Select(vote => vote.Amount ?? session.Amount).OrderDescending().ElementAt(majority.Length / 2);
        return new(session.Number, amount < session.Amount ? ReviewResult.PartlyApproved : ReviewResult.Approved, amount, reasons);
    }
}
