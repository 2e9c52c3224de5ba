using Tasdir.Domain.Calendar;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Cases;

/// <summary>
/// The dates by which something is due in a case: each by a clock that is put together from the log's own entries, so that
/// the date can be computed anew when the calendar has changed.
/// </summary>
public static class DueDates
{
    /// <summary>The clock of the administration's decision (law 55-19). It stands still while the one complement is awaited.</summary>
    /// <param name="file">The case; a draft is taken to be submitted today.</param>
    /// <param name="now">The case's rules, the calendar, the instant.</param>
    public static LegalClock Decision(CaseFile file, Circumstances now)
    {
        DateOnly start = now.Calendar.DateOf(file.SubmittedAt ?? now.Now);
        Pause[] pauses = file.Complement is not { } complement ? []
            : [new Pause(now.Calendar.DateOf(complement.RequestedAt), complement.EndedAt is { } end ? Earlier(now.Calendar.DateOf(end), complement.DueOn) : null)];
        Deadline limit = now.Rules.Deadlines[TimeLimit.Decision];
        return new LegalClock(start, limit.Days, limit.Count, limit.PausedBy.Contains(Ask.Complement) ? pauses : []);
    }

    /// <summary>By when the administration must decide, now that the complement has come, or has not come in time.</summary>
    public static DateOnly DecisionAfterComplement(CaseFile file, Circumstances now) =>
        Decision(file with { Complement = file.Complement! with { EndedAt = now.Now } }, now).DueOn(now.Calendar)!.Value;

    /// <summary>Until when something that is asked for today can be brought.</summary>
    public static DateOnly Of(Ask ask, Circumstances now) => Of(Deadlines.LimitOf(ask)!.Value, now);

    /// <summary>The end of a time limit that begins today.</summary>
    public static DateOnly Of(TimeLimit limit, Circumstances now) => Clock(limit, now.Today, now).DueOn(now.Calendar)!.Value;

    /// <summary>
    /// A fact for every due date that is no longer what the calendar makes it. What has passed or ended stays. A date by which
    /// somebody's silence would cost them something is never brought nearer: a letter has promised it.
    /// </summary>
    /// <param name="file">The case.</param>
    /// <param name="now">The case's rules, the calendar of today, the instant.</param>
    /// <param name="feast">The confirmed feast, or null if the calendar changed otherwise.</param>
    /// <param name="year">Its year.</param>
    public static Outcome Move(CaseFile file, Circumstances now, string? feast = null, int? year = null) => Outcome.Record(
    [
        .. from running in Running(file, now)
           let moved = running.Clock.DueOn(now.Calendar)
           where moved is not null && moved != running.DueOn && !now.IsPast(running.DueOn) && !now.IsPast(moved.Value)
               && (moved > running.DueOn || running.Request?.Ask is null or Ask.Payment)
           select new DueDateMoved(running.Request, running.DueOn, moved.Value, feast, year),
    ]);

    /// <summary>Whether a due date of a case may yet move, because it rests on the estimated date of a feast. What has ended keeps its dates.</summary>
    public static bool RestsOnEstimate(CaseFile file, DateOnly due, Circumstances now) =>
        !StateTable.HasEnded(file.State) && Running(file, now).Any(running => running.DueOn == due && running.Clock.RestsOnEstimate(now.Calendar));

    /// <summary>The case with a due date where it was moved to.</summary>
    internal static CaseFile With(CaseFile file, DueDateMoved moved) => moved.Request?.Ask switch
    {
        null => file with { LegalDueOn = moved.To },
        Ask.Complement => file with { Complement = file.Complement! with { DueOn = moved.To } },
        Ask.Votes => With(file, file.Sessions[^1] with { DueOn = moved.To }),
        Ask.Answer => With(file, file.Sessions[^1] with { Decision = file.Sessions[^1].Decision! with { AnswerBy = moved.To } }),
        Ask.Signature => file with { Convention = file.Convention! with { DueOn = moved.To } },
        Ask.Proof => file with { Tranches = file.Tranches.SetItem(file.Tranches.Count - 1, file.Tranches[^1] with { DueOn = moved.To }) },
        Ask.Payment => file with { Tranches = file.Tranches.SetItem(file.Tranches.Count - 1, file.Tranches[^1] with { PayBy = moved.To }) },
        _ => file,
    };

    private static CaseFile With(CaseFile file, Session session) =>
        file with { Sessions = file.Sessions.SetItem(file.Sessions.Count - 1, session) };

    private static IEnumerable<(RequestKey? Request, DateOnly DueOn, LegalClock Clock)> Running(CaseFile file, Circumstances now)
    {
        if (file.LegalDueOn is { } legal && StateTable.LegalClockRuns(file.State))
        {
            yield return (null, legal, Decision(file, now));
        }

        if (RequestKey.AwaitedBy(file) is { } request && BegunAt(file, request.Ask) is { } begun && file.DueOn is { } due)
        {
            DateOnly start = now.Calendar.DateOf(begun);
            bool longer = request.Ask == Ask.Votes && file.Sessions[^1].Extensions > 0;
            yield return (request, due, Clock(longer ? TimeLimit.VoteExtension : Deadlines.LimitOf(request.Ask)!.Value, start, now));
        }
    }

    // An officer's verdicts are due with the decision, and funds on no date at all. A meeting is on its own day, which members know.
    private static DateTimeOffset? BegunAt(CaseFile file, Ask ask) => ask switch
    {
        Ask.Complement => file.Complement!.RequestedAt,
        Ask.Votes => file.Sessions[^1] is { Meeting: null } session ? session.Since : null,
        Ask.Answer => file.Sessions[^1].DecidedAt,
        Ask.Signature => file.Convention!.IssuedAt,
        Ask.Proof => file.Tranches[^1].Since,
        Ask.Payment => file.Tranches[^1].RequestedAt,
        _ => null,
    };

    // What the administration takes to notice that the complement did not come is its own time.
    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static LegalClock Clock(TimeLimit limit, DateOnly start, Circumstances now) =>
        new(start, now.Rules.Deadlines[limit].Days, now.Rules.Deadlines[limit].Count);
}
