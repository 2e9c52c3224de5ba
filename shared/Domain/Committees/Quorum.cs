using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>How far a session is from its quorum.</summary>
/// <param name="Needed">What must be counted.</param>
/// <param name="Counted">What counts so far: votes, and conflicts if the rule says so.</param>
/// <param name="Awaited">Seats that can still vote.</param>
public sealed record Quorum(int Needed, int Counted, int Awaited)
{
    /// <summary>The most that can yet be counted.</summary>
    public int Reachable => Counted + Awaited;

    /// <summary>Counts a session. A seat is in conflict when nobody is left to vote for it.</summary>
    public static Quorum Of(Session session)
    {
        int conflicts = session.Votes.Count(vote => vote.Choice == VoteChoice.Conflict);
        int votes = session.Votes.Count - conflicts;
        return new(
            session.Voting.Conflicts == ConflictInQuorum.LowersQuorum ? Math.Max(1, session.Opened.Quorum - conflicts) : session.Opened.Quorum,
            session.Voting.Conflicts == ConflictInQuorum.Present ? votes + conflicts : votes,
            session.SeatsToVote.Count());
    }
}

/// <summary>Whether a decision can still change.</summary>
internal static class Certainty
{
    // Six answers to the power of those who are awaited: beyond five seats nothing is certain early in practice.
    private const int MostAwaited = 5;

    /// <summary>
    /// The decision that comes out however the seats that are awaited vote or keep silent; null while it depends on them. An
    /// amount rises and falls with what members name, so their extremes stand for everything between.
    /// </summary>
    public static SupportDecided? Of(Session session)
    {
        string[] awaited = [.. session.SeatsToVote];
        if (awaited.Length > MostAwaited || Tally.AtTheClose(session).Decision is not { } now)
        {
            return null;
        }

        return Endings(session, awaited).All(ending => Tally.AtTheClose(ending).Decision is { } other
            && (other.Result, other.Amount) == (now.Result, now.Amount))
            ? now
            : null;
    }

    private static IEnumerable<Session> Endings(Session session, ReadOnlyMemory<string> awaited) => awaited.IsEmpty
        ? [session]
        : Endings(session, awaited[1..]).SelectMany(ending => (IEnumerable<Session>)
        [
            ending,
            .. new VoteCast[]
            {
                new(session.Number, awaited.Span[0], VoteChoice.Approve, null, null),
                new(session.Number, awaited.Span[0], VoteChoice.Approve, new(1), null),
                new(session.Number, awaited.Span[0], VoteChoice.Reject, null, null),
                new(session.Number, awaited.Span[0], VoteChoice.Defer, null, null),
                new(session.Number, awaited.Span[0], VoteChoice.Conflict, null, null),
            }.Select(vote => ending with { Votes = ending.Votes.Add(vote) }),
        ]);
}
