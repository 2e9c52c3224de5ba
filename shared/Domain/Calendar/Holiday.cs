using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Calendar;

/// <summary>How sure the date of a holiday is.</summary>
public enum HolidayStatus
{
    /// <summary>Computed ahead; the moon may say a day more.</summary>
    Estimated,

    /// <summary>Fixed by law or announced.</summary>
    Confirmed,
}

/// <summary>The days of the week on which the administration works.</summary>
/// <param name="Days">The days.</param>
/// <param name="Source">Where this comes from.</param>
public sealed record WorkingWeek(IReadOnlyList<DayOfWeek> Days, string Source);

/// <summary>When offices are open, in legal time.</summary>
/// <param name="Opens">From.</param>
/// <param name="Closes">Until.</param>
/// <param name="Source">Where this comes from.</param>
public sealed record OfficeHours(TimeOnly Opens, TimeOnly Closes, string Source);

/// <summary>A public holiday that falls on the same date every year.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where this comes from.</param>
/// <param name="Since">The first year in which it was a holiday; null when it was one before the programme began.</param>
public sealed record FixedHoliday(int Month, int Day, Text Name, string Source, int? Since = null)
{
    /// <summary>Its date in a year; null before it was a holiday.</summary>
    public DateOnly? In(int year) => year < Since ? null : new DateOnly(year, Month, Day);
}

/// <summary>A day off that was given once: a day of mourning, a bridge between two holidays.</summary>
/// <param name="Date">The date.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where this comes from.</param>
public sealed record ExceptionalDayOff(DateOnly Date, Text Name, string Source);

/// <summary>A feast of the Hijri calendar, which moves through the year.</summary>
/// <param name="Code">Code: <c>fitr</c>, <c>adha</c>, <c>moharram</c>, <c>mawlid</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Days">Days off that it brings, one after the other.</param>
/// <param name="Source">Where this comes from.</param>
public sealed record Feast(string Code, Text Name, int Days, string Source);

/// <summary>When a movable feast falls.</summary>
/// <param name="Feast">Code of the feast.</param>
/// <param name="Year">The year of our calendar.</param>
/// <param name="FirstDay">Its first day off.</param>
/// <param name="Status">How sure the date is.</param>
/// <param name="Source">Where this comes from.</param>
public sealed record FeastDate(string Feast, int Year, DateOnly FirstDay, HolidayStatus Status, string Source);

/// <summary>A Ramadan. It ends with the eve of Aïd al-Fitr of its year; legal time follows tzdata, and what is said of it here is for people.</summary>
/// <param name="Year">The year of its end.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="Status">How sure the date is.</param>
/// <param name="ClocksBackOn">The Sunday on which legal time goes back to UTC.</param>
/// <param name="ClocksForwardOn">The Sunday on which it is UTC+1 again.</param>
/// <param name="Source">Where this comes from.</param>
public sealed record Ramadan(
    int Year, DateOnly FirstDay, HolidayStatus Status, DateOnly ClocksBackOn, DateOnly ClocksForwardOn, string Source);

/// <summary>The calendar of the administration, as <c>holidays.yaml</c> holds it.</summary>
/// <param name="TimeZone">Its time zone (IANA).</param>
/// <param name="WorkingWeek">Days of the week on which it works.</param>
/// <param name="Hours">Office hours.</param>
/// <param name="RamadanHours">Office hours in Ramadan.</param>
/// <param name="MostDaysFromEstimate">Days by which a confirmed feast may differ from its estimate; more is taken for a slip of the pen.</param>
/// <param name="Fixed">Holidays of every year.</param>
/// <param name="Exceptional">Days off given once.</param>
/// <param name="Feasts">The movable feasts.</param>
/// <param name="FeastDates">When they fall, year by year.</param>
/// <param name="Ramadans">When Ramadan falls, year by year.</param>
public sealed record Holidays(
    string TimeZone,
    WorkingWeek WorkingWeek,
    OfficeHours Hours,
    OfficeHours RamadanHours,
    int MostDaysFromEstimate,
    IReadOnlyList<FixedHoliday> Fixed,
    IReadOnlyList<ExceptionalDayOff> Exceptional,
    IReadOnlyList<Feast> Feasts,
    IReadOnlyList<FeastDate> FeastDates,
    IReadOnlyList<Ramadan> Ramadans);
