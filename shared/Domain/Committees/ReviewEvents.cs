using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>Which committee.</summary>
public enum CommitteeLevel
{
    /// <summary>The committee of the applicant's region.</summary>
    Regional,

    /// <summary>The national committee.</summary>
    National,
}

/// <summary>What a member can say.</summary>
public enum VoteChoice
{
    /// <summary>Grant, up to an amount.</summary>
    Approve,

    /// <summary>Refuse, with a reason.</summary>
    Reject,

    /// <summary>Ask the applicant a question first.</summary>
    Defer,

    /// <summary>The member has an interest in the case and takes no part.</summary>
    Conflict,
}

/// <summary>How a session ends.</summary>
public enum ReviewResult
{
    /// <summary>Granted as computed.</summary>
    Approved,

    /// <summary>Granted for less.</summary>
    PartlyApproved,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Adjourned with a question to the applicant.</summary>
    Deferred,
}

/// <summary>A committee was asked to decide.</summary>
/// <param name="Session">Sessions of the case are numbered from 1.</param>
/// <param name="Level">Which committee.</param>
/// <param name="Seats">Codes of the seats that vote.</param>
/// <param name="Chair">Code of the seat whose vote breaks a tie.</param>
/// <param name="Quorum">Votes that must be cast; members with a conflict do not count.</param>
/// <param name="Amount">What the rules compute: the most that can be granted, MAD.</param>
/// <param name="DueOn">Until when votes are taken.</param>
/// <param name="PriorAid">What the enterprise was granted in other cases and counted when the amount was computed; null if nothing.</param>
/// <param name="Voting">How votes are counted; null for the most votes cast, the chair breaking ties.</param>
/// <param name="Members">The composition that the case keeps; null where none was kept.</param>
/// <param name="Appeal">True if it is the second review, on appeal; else null.</param>
public sealed record ReviewOpened(
    int Session,
    CommitteeLevel Level,
    IReadOnlyList<string> Seats,
    string Chair,
    int Quorum,
    Money Amount,
    DateOnly DueOn,
    IReadOnlyList<PriorAid>? PriorAid = null,
    VotingRules? Voting = null,
    IReadOnlyList<Member>? Members = null,
    bool? Appeal = null) : CaseEvent;

/// <summary>By which way a vote came.</summary>
public enum VoteChannel
{
    /// <summary>By the form behind the link in the mail.</summary>
    Link,

    /// <summary>By an answer to the mail.</summary>
    Mail,
}

/// <summary>A member voted, for the first time or otherwise than before: the latest vote of a seat counts.</summary>
/// <param name="Session">In which session.</param>
/// <param name="Seat">From which seat.</param>
/// <param name="Choice">What.</param>
/// <param name="Amount">With <see cref="VoteChoice.Approve"/>: the most the member would grant, MAD.</param>
/// <param name="Reason">With a refusal or a reduction the reason, with a deferral the question; else null.</param>
/// <param name="Channel">By which way; null for the link.</param>
public sealed record VoteCast(
    int Session, string Seat, VoteChoice Choice, Money? Amount, string? Reason, VoteChannel? Channel = null) : CaseEvent
{
    /// <summary>Whether another vote says the same, whichever way it came.</summary>
    public bool SaysSame(VoteCast other) => this with { Channel = null } == other with { Channel = null };
}

/// <summary>The quorum was not there in time, and members have longer.</summary>
public sealed record ReviewExtended(int Session, DateOnly DueOn) : CaseEvent;

/// <summary>The regional committee could not decide; the national committee will.</summary>
/// <param name="Session">The session that ended.</param>
/// <param name="Why">What was missing.</param>
public sealed record ReferredToNational(int Session, Undecided Why) : CaseEvent;

/// <summary>A committee decided.</summary>
/// <param name="Session">In which session.</param>
/// <param name="Result">How.</param>
/// <param name="Amount">What is granted, MAD; null unless granted.</param>
/// <param name="Reasons">The reasons or questions that the members of the majority gave; of a reduction, those who would not have granted more.</param>
/// <param name="AnswerBy">With a deferral: until when the applicant can answer; else null.</param>
/// <param name="PriorAid">Where aid that was granted while the committee sat took something off: all that counts of what the enterprise was granted in other cases; else null.</param>
/// <param name="Rank">Where it was decided in a meeting and support is granted: its rank among those granted there, from 1; else null.</param>
public sealed record SupportDecided(
    int Session,
    ReviewResult Result,
    Money? Amount,
    IReadOnlyList<string> Reasons,
    DateOnly? AnswerBy = null,
    IReadOnlyList<PriorAid>? PriorAid = null,
    int? Rank = null) : CaseEvent;

/// <summary>The applicant answered the committee's question.</summary>
public sealed record QuestionAnswered(int Session, string Answer) : CaseEvent;
