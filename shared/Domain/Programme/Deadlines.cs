using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Programme;

/// <summary>A time limit of the procedure.</summary>
public enum TimeLimit
{
    /// <summary>From submission to the decision.</summary>
    Decision,

    /// <summary>To bring the one complement.</summary>
    Complement,

    /// <summary>To vote.</summary>
    Vote,

    /// <summary>By which a session without a decision is extended.</summary>
    VoteExtension,

    /// <summary>To answer a committee's question.</summary>
    Answer,

    /// <summary>To sign the convention.</summary>
    Signature,

    /// <summary>To bring the proof for a tranche.</summary>
    Proof,

    /// <summary>From the request of a tranche to its payment.</summary>
    Payment,

    /// <summary>To appeal against a decision.</summary>
    Appeal,

    /// <summary>To bring again what expires: so many days ahead of its last day it is asked for.</summary>
    Renewal,

    /// <summary>From the last change of a draft to its lapse.</summary>
    Draft,

    /// <summary>From a request about the data kept on a person to its answer.</summary>
    DataRequest,
}

/// <summary>What silence does when a time limit is over (law 55-19, as read for a grant: never a payment by silence).</summary>
public enum Silence
{
    /// <summary>Nothing: the case waits, and whoever is late is reminded.</summary>
    None,

    /// <summary>The case goes to somebody higher up before the time is over.</summary>
    Escalate,

    /// <summary>The time is extended once, then it escalates.</summary>
    Extend,

    /// <summary>What was asked lapses, and the case goes on or ends without it.</summary>
    Lapse,

    /// <summary>The file counts as admissible.</summary>
    DeemedAdmissible,

    /// <summary>The request counts as granted.</summary>
    DeemedGranted,
}

/// <summary>One time limit.</summary>
/// <param name="Code">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Days">How many days.</param>
/// <param name="Count">How they are counted.</param>
/// <param name="PausedBy">What pauses it while it is asked of the applicant.</param>
/// <param name="Silence">What silence does.</param>
/// <param name="Reminders">Reminders, in days before the due date.</param>
/// <param name="Basis">The text that it is from.</param>
public sealed record Deadline(
    TimeLimit Code, Text Name, int Days, DayCount Count, IReadOnlyList<Ask> PausedBy, Silence Silence, IReadOnlyList<int> Reminders, Text Basis);

/// <summary>The time limits of the procedure.</summary>
/// <param name="All">Each of them, once.</param>
public sealed record Deadlines(IReadOnlyList<Deadline> All)
{
    /// <summary>A time limit.</summary>
    public Deadline this[TimeLimit limit] => All.First(deadline => deadline.Code == limit);

    /// <summary>Reminders of a thing asked, in days before its due date.</summary>
    public IReadOnlyList<int> RemindersBefore(Ask ask) => LimitOf(ask) is { } limit ? this[limit].Reminders : [];

    /// <summary>The time limit of a thing asked; null for what has none.</summary>
    public static TimeLimit? LimitOf(Ask ask) => ask switch
    {
        Ask.Verdicts => TimeLimit.Decision,
        Ask.Complement => TimeLimit.Complement,
        Ask.Votes => TimeLimit.Vote,
        Ask.Answer => TimeLimit.Answer,
        Ask.Signature => TimeLimit.Signature,
        Ask.Proof => TimeLimit.Proof,
        Ask.Payment => TimeLimit.Payment,
        _ => null,
    };
}
