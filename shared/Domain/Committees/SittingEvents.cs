using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Committees;

/// <summary>Why somebody else acts for a seat from now on.</summary>
public enum CallReason
{
    /// <summary>Who acted has an interest in the case.</summary>
    Conflict,

    /// <summary>Mail to who acted does not arrive.</summary>
    Undeliverable,

    /// <summary>The member is away and named somebody.</summary>
    Delegation,

    /// <summary>A mandate began or ended, or an absence did.</summary>
    Composition,
}

/// <summary>The composition of a session changed while it sat: somebody else acts for a seat, or nobody.</summary>
/// <param name="Session">The session.</param>
/// <param name="Seat">The seat.</param>
/// <param name="Mailbox">Who acts from now on; null if the seat is vacant.</param>
/// <param name="Alternate">Who is called if that person cannot act; null if nobody is.</param>
/// <param name="Why">Why.</param>
public sealed record MemberCalled(int Session, string Seat, string? Mailbox, string? Alternate, CallReason Why) : CaseEvent;

/// <summary>The dossier changed while the committee sat: the votes and scores given on the former one are void.</summary>
/// <param name="Session">The session, which goes into its next round.</param>
/// <param name="Seats">The seats whose votes or scores are void.</param>
public sealed record VotesVoided(int Session, IReadOnlyList<string> Seats) : CaseEvent;

/// <summary>What a member gives one criterion.</summary>
/// <param name="Criterion">Code of the criterion.</param>
/// <param name="Points">Points, from 0 to its weight.</param>
public sealed record CriterionScore(string Criterion, int Points);

/// <summary>A member scored the case on the scheme's grid, for the first time or otherwise than before.</summary>
/// <param name="Session">The session.</param>
/// <param name="Seat">The seat.</param>
/// <param name="Scores">Every criterion of the grid, once.</param>
public sealed record ScoresGiven(int Session, string Seat, IReadOnlyList<CriterionScore> Scores) : CaseEvent;

/// <summary>Two members' scores are further apart than the scheme allows: those who scored talk it over before the session closes early.</summary>
/// <param name="Session">The session.</param>
/// <param name="Lowest">The lowest total, of 100.</param>
/// <param name="Highest">The highest total, of 100.</param>
/// <param name="Gap">How far apart they may be, of 100.</param>
public sealed record ModerationOpened(int Session, int Lowest, int Highest, int Gap) : CaseEvent;

/// <summary>The close is near and the votes are not yet the quorum; the chair is told.</summary>
/// <param name="Session">The session.</param>
/// <param name="Votes">Votes that count for the quorum so far.</param>
/// <param name="Quorum">The quorum.</param>
public sealed record QuorumAtRisk(int Session, int Votes, int Quorum) : CaseEvent;

/// <summary>The case is on the agenda of a meeting, which decides it on that day with the others.</summary>
/// <param name="Session">The session.</param>
/// <param name="Meeting">Id of the meeting.</param>
/// <param name="On">Its day: until its end votes are taken.</param>
public sealed record PlacedOnAgenda(int Session, string Meeting, DateOnly On) : CaseEvent;

/// <summary>The minutes of a meeting at which the case was treated are written and can no longer change.</summary>
/// <param name="Session">The session.</param>
/// <param name="Meeting">Id of the meeting.</param>
/// <param name="Sha256">Hash of the minutes, lower-case hexadecimal.</param>
public sealed record MinutesSealed(int Session, string Meeting, string Sha256) : CaseEvent;

/// <summary>The officer wrote for the committee what to think of the file, or wrote it anew.</summary>
/// <param name="Text">The analysis.</param>
public sealed record AnalysisWritten(string Text) : CaseEvent;

/// <summary>The applicant appealed against a refusal or a reduction (law 03-01 and law 55-19): other members review the case.</summary>
/// <param name="Grounds">On which grounds.</param>
public sealed record AppealFiled(string Grounds) : CaseEvent;
