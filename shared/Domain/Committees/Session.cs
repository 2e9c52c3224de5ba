using System.Collections.Immutable;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Committees;

/// <summary>One session of a committee on one case.</summary>
/// <param name="Opened">The fact of its opening.</param>
public sealed record Session(ReviewOpened Opened)
{
    /// <summary>From 1.</summary>
    public int Number => Opened.Session;

    /// <summary>Which committee.</summary>
    public CommitteeLevel Level => Opened.Level;

    /// <summary>Until when votes are taken, extensions included.</summary>
    public DateOnly DueOn { get; init; } = Opened.DueOn;

    /// <summary>When the time to vote began: at the opening, or at the last extension, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How often the session was extended.</summary>
    public int Extensions { get; init; }

    /// <summary>Votes, in the order in which they came.</summary>
    public ImmutableList<VoteCast> Votes { get; init; } = [];

    /// <summary>The decision, once there is one.</summary>
    public SupportDecided? Decision { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The applicant's answer to a deferral's question.</summary>
    public string? Answer { get; init; }

    /// <summary>The most that the rules let the committee grant, MAD.</summary>
    public Money Amount => Opened.Amount;

    /// <summary>What of the enterprise's other cases counted: at the decision if that took something off, else at the opening; null if nothing.</summary>
    public IReadOnlyList<PriorAid>? PriorAid => Decision?.PriorAid ?? Opened.PriorAid;

    /// <summary>Seats whose vote is still awaited.</summary>
    public IEnumerable<string> SeatsToVote => Opened.Seats.Where(seat => Votes.TrueForAll(vote => vote.Seat != seat));
}
