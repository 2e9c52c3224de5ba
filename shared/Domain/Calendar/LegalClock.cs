namespace Tasdir.Domain.Calendar;

/// <summary>Which days a term counts.</summary>
public enum DayCount
{
    /// <summary>Every day: the rule unless a text says otherwise (law 55-19).</summary>
    Calendar,

    /// <summary>Only the days on which the administration works.</summary>
    Working,
}

/// <summary>A time in which the clock stands still, the complement for instance.</summary>
/// <param name="From">The day it begins: the clock still ran on it.</param>
/// <param name="Until">The day from whose end on the clock runs again; null while it stands still.</param>
public sealed record Pause(DateOnly From, DateOnly? Until = null);

/// <summary>
/// The clock of a term: when it began, how many days it has, and when it stood still. The day it begins on does not count.
/// The due date is computed from these on a calendar, at any time anew and with the same result.
/// </summary>
/// <param name="Start">The day it began.</param>
/// <param name="Days">How many days it has.</param>
/// <param name="Count">Which days count.</param>
/// <param name="Pauses">When it stood still; pauses that overlap count once.</param>
public sealed record LegalClock(DateOnly Start, int Days, DayCount Count = DayCount.Calendar, params IReadOnlyList<Pause> Pauses)
{
    /// <summary>Whether the clock stands still, and so nothing is due on a date yet.</summary>
    public bool IsStopped => Pauses.Any(pause => pause.Until is null);

    /// <summary>
    /// The due date, or null while the clock stands still. The last day moves by the days of the pauses, of the kind that the
    /// term counts, and once, at the end, from a day off to the next working day.
    /// </summary>
    public DateOnly? DueOn(WorkingCalendar calendar)
    {
        if (IsStopped)
        {
            return null;
        }

        int days = Days + PausedDays().Count(day => Count == DayCount.Calendar || calendar.IsWorkingDay(day));
        return calendar.NextWorkingDay(Count == DayCount.Calendar ? Start.AddDays(days) : calendar.AddWorkingDays(Start, days));
    }

    /// <summary>Whether the due date may yet move, because it rests on the estimated date of a feast.</summary>
    public bool RestsOnEstimate(WorkingCalendar calendar) => DueOn(calendar) is { } due
        && (Count == DayCount.Working ? calendar.RestsOnEstimate(Start, due) : calendar.RestsOnEstimate(due));

    private IEnumerable<DateOnly> PausedDays() => Pauses
        .SelectMany(pause => Enumerable.Range(1, Math.Max(0, pause.Until!.Value.DayNumber - pause.From.DayNumber)).Select(pause.From.AddDays))
        .Where(day => day > Start)
        .Distinct();
}
