using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Mail.Paper;

/// <summary>What the minutes of a meeting of a committee tell.</summary>
public sealed record MinutesFacts
{
    /// <summary>Name of the committee.</summary>
    public required Text Committee { get; init; }

    /// <summary>Name of its region, or how the whole country is called.</summary>
    public required Text Region { get; init; }

    /// <summary>Id of the meeting.</summary>
    public required string Meeting { get; init; }

    /// <summary>Day of the meeting.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Day on which it was convened. From then to the end of <see cref="Day"/> votes were taken; it has no hours.</summary>
    public required DateOnly ConvenedOn { get; init; }

    /// <summary>How votes are counted, and the quorum, in words.</summary>
    public required Text Rules { get; init; }

    /// <summary>Every seat, in the order of the composition.</summary>
    public required IReadOnlyList<MinutedSeat> Seats { get; init; }

    /// <summary>The cases that were decided, in the order of their rank.</summary>
    public required IReadOnlyList<DecidedCase> Cases { get; init; }

    /// <summary>The cases that were on the agenda and were not decided.</summary>
    public IReadOnlyList<UndecidedCase> Undecided { get; init; } = [];
}

/// <summary>Who acts for a seat.</summary>
public enum ActingFor
{
    /// <summary>Nobody: the seat is vacant.</summary>
    Nobody,

    /// <summary>Who holds it.</summary>
    Holder,

    /// <summary>The alternate.</summary>
    Alternate,

    /// <summary>Somebody whom the holder named for a time.</summary>
    Delegate,
}

/// <summary>A seat at a meeting.</summary>
/// <param name="Name">The function.</param>
/// <param name="Present">Whether somebody took part for it.</param>
/// <param name="Acting">Who acts for it.</param>
public sealed record MinutedSeat(Text Name, bool Present, ActingFor Acting);

/// <summary>A case on the agenda of a meeting: what the committee had before it, and who voted what and why.</summary>
public abstract record MinutedCase
{
    /// <summary>Reference of the case.</summary>
    public required string Reference { get; init; }

    /// <summary>Name of the applicant, as given.</summary>
    public required string Applicant { get; init; }

    /// <summary>Name of the scheme.</summary>
    public required Text Scheme { get; init; }

    /// <summary>What the rules compute: the most that can be granted.</summary>
    public required Money Computed { get; init; }

    /// <summary>The seats for which a conflict of interest was declared.</summary>
    public IReadOnlyList<Text> Conflicts { get; init; } = [];

    /// <summary>The votes, in the order of the composition.</summary>
    public IReadOnlyList<MinutedVote> Votes { get; init; } = [];

    /// <summary>Mean of the members' scores, of 100; null without scores.</summary>
    public decimal? Score { get; init; }
}

/// <summary>A case that a meeting decided.</summary>
public sealed record DecidedCase : MinutedCase
{
    /// <summary>How it was decided.</summary>
    public required ReviewResult Result { get; init; }

    /// <summary>What was granted; null unless granted.</summary>
    public Money? Granted { get; init; }

    /// <summary>Place among the cases of the meeting, from 1; null if they were not ranked.</summary>
    public int? Rank { get; init; }

    /// <summary>Whether the envelope reaches for it; null where nothing was granted or none was asked.</summary>
    public bool? WithinEnvelope { get; init; }

    /// <summary>The reasons or questions of the decision, as they were written.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

/// <summary>A case that was on the agenda and was not decided.</summary>
public sealed record UndecidedCase : MinutedCase
{
    /// <summary>What becomes of it: carried over, referred to the national committee, and why.</summary>
    public required Text Outcome { get; init; }
}

/// <summary>A vote.</summary>
/// <param name="Seat">The function.</param>
/// <param name="Choice">What was voted.</param>
/// <param name="Amount">The most that the member would grant.</param>
/// <param name="Reason">As it was written.</param>
public sealed record MinutedVote(Text Seat, VoteChoice Choice, Money? Amount, string? Reason);
