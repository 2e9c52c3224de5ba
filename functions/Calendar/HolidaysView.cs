using System.Globalization;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Programme;

namespace Tasdir.Functions.Calendar;

/// <summary>The calendar of a year as the API shows it.</summary>
public sealed record HolidaysView(
    int Year,
    string TimeZone,
    bool Complete,
    IReadOnlyList<DayOffView> DaysOff,
    RamadanView? Ramadan,
    WorkingWeek WorkingWeek,
    HoursView Hours,
    HoursView RamadanHours)
{
    /// <summary>The view of a year.</summary>
    public static HolidaysView Of(WorkingCalendar calendar, int year)
    {
        Ramadan? ramadan = calendar.Data.Ramadans.FirstOrDefault(one => one.Year == year);
        return new HolidaysView(
            year,
            calendar.Data.TimeZone,
            calendar.CoveredYears.Contains(year),
            [.. calendar.DaysOff(year).Select(day => new DayOffView(day.Date, day.Name, day.Status, day.Source, day.Feast))],
            ramadan is null ? null : new RamadanView(
                ramadan.FirstDay, calendar.LastDayOf(ramadan), ramadan.Status, ramadan.ClocksBackOn, ramadan.ClocksForwardOn, ramadan.Source),
            calendar.Data.WorkingWeek,
            HoursView.Of(calendar.Data.Hours),
            HoursView.Of(calendar.Data.RamadanHours));
    }
}

/// <summary>A public holiday as the API shows it.</summary>
public sealed record DayOffView(DateOnly Date, Text Name, HolidayStatus Status, string Source, string? Feast);

/// <summary>A Ramadan as the API shows it.</summary>
public sealed record RamadanView(
    DateOnly FirstDay, DateOnly LastDay, HolidayStatus Status, DateOnly ClocksBackOn, DateOnly ClocksForwardOn, string Source);

/// <summary>Office hours as the API shows them: legal time, <c>08:30</c>.</summary>
public sealed record HoursView(string Opens, string Closes, string Source)
{
    public static HoursView Of(OfficeHours hours) => new(
        hours.Opens.ToString("HH:mm", CultureInfo.InvariantCulture), hours.Closes.ToString("HH:mm", CultureInfo.InvariantCulture), hours.Source);
}

/// <summary>A confirmed feast as the API shows it.</summary>
public sealed record ConfirmedFeastView(
    string Feast, int Year, DateOnly FirstDay, DateOnly LastDay, Text Name, string Source, int Number, DateTimeOffset ConfirmedAt);
