using System.Collections.Frozen;
using System.Text.Json;
using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Calendar;

/// <summary>
/// Working days and legal time in Morocco. The administration works Monday to Friday; holidays on a weekend are not moved.
/// Legal time is that of <c>Africa/Casablanca</c>, an hour less during Ramadan.
/// </summary>
public sealed class WorkingCalendar
{
    private static readonly Lazy<WorkingCalendar> s_default = new(Load);
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");
    private readonly FrozenSet<(int Month, int Day)> _fixed;
    private readonly FrozenSet<DateOnly> _movable;

    /// <summary>A calendar with these holidays.</summary>
    public WorkingCalendar(Holidays holidays)
    {
        _fixed = holidays.Fixed.Select(holiday => (holiday.Month, holiday.Day)).ToFrozenSet();
        _movable = holidays.Movable.Select(holiday => holiday.Date).ToFrozenSet();
    }

    /// <summary>The calendar of Morocco.</summary>
    public static WorkingCalendar Default => s_default.Value;

    /// <summary>Whether the administration works on a day.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_fixed.Contains((date.Month, date.Day)) && !_movable.Contains(date);

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public DateOnly NextWorkingDay(DateOnly date)
    {
        while (!IsWorkingDay(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }

    /// <summary>The day that many working days later; the day it starts from does not count.</summary>
    public DateOnly AddWorkingDays(DateOnly date, int days)
    {
        for (; days > 0; days--)
        {
            date = NextWorkingDay(date.AddDays(1));
        }

        return date;
    }

    /// <summary>A due date that many calendar days later; one that falls on a day off moves to the next working day.</summary>
    public DateOnly Deadline(DateOnly from, int days) => NextWorkingDay(from.AddDays(days));

    /// <summary>The instant at which a date is over: the following midnight in Morocco, as UTC.</summary>
    public DateTimeOffset EndOfDay(DateOnly date) => At(date.AddDays(1), TimeOnly.MinValue);

    /// <summary>An instant by its date and legal time in Morocco, as UTC.</summary>
    public DateTimeOffset At(DateOnly date, TimeOnly time) =>
        new(TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(time), _zone), TimeSpan.Zero);

    /// <summary>The date in Morocco at an instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    private static WorkingCalendar Load()
    {
        using Stream data = typeof(WorkingCalendar).Assembly.GetManifestResourceStream("holidays.json")!;
        return new WorkingCalendar(JsonSerializer.Deserialize<Holidays>(data, CaseJson.Options)!);
    }
}
