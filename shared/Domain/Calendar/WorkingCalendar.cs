using System.Collections.Frozen;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Calendar;

/// <summary>A public holiday on its date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">How sure the date is.</param>
/// <param name="Source">Where this comes from.</param>
/// <param name="Feast">Code of the movable feast that it belongs to; null for the others.</param>
public sealed record DayOff(DateOnly Date, Text Name, HolidayStatus Status, string Source, string? Feast = null);

/// <summary>
/// Working days and legal time in Morocco. Holidays on a weekend are not moved. Legal time is that of the data's time zone,
/// an hour less during Ramadan, as tzdata has it. A calendar never changes: <see cref="With"/> makes another.
/// </summary>
public sealed class WorkingCalendar
{
    private static readonly Lazy<WorkingCalendar> s_default = new(() => new WorkingCalendar(Programmes.Data.Calendar));
    private readonly TimeZoneInfo _zone;
    private readonly FrozenSet<DayOfWeek> _week;
    private readonly FrozenDictionary<(int Month, int Day), FixedHoliday> _fixed;
    private readonly FrozenSet<DateOnly> _dated;

    /// <summary>A calendar with these holidays.</summary>
    public WorkingCalendar(Holidays holidays)
    {
        Data = holidays;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(holidays.TimeZone);
        _week = holidays.WorkingWeek.Days.ToFrozenSet();
        _fixed = holidays.Fixed.ToFrozenDictionary(holiday => (holiday.Month, holiday.Day));
        _dated = holidays.FeastDates.SelectMany(DaysOf).Concat(holidays.Exceptional.Select(day => day.Date)).ToFrozenSet();
    }

    /// <summary>The calendar of Morocco as the data have it, with no confirmation over it.</summary>
    public static WorkingCalendar Default => s_default.Value;

    /// <summary>What it is made of.</summary>
    public Holidays Data { get; }

    /// <summary>The years in which every movable feast has a date; in any other only the fixed holidays are known.</summary>
    public IEnumerable<int> CoveredYears => Data.FeastDates.GroupBy(date => date.Year)
        .Where(year => Data.Feasts.All(feast => year.Any(date => date.Feast == feast.Code)))
        .Select(year => year.Key)
        .Order();

    /// <summary>The calendar with these dates instead of the estimated ones. One of a feast or year that the data do not have changes nothing.</summary>
    public WorkingCalendar With(params IEnumerable<FeastConfirmation> confirmed)
    {
        FeastConfirmation[] all = [.. confirmed];
        return all.Length == 0 ? this : new WorkingCalendar(Data with
        {
            FeastDates =
            [
                .. from date in Data.FeastDates
                   let announced = Array.FindLast(all, one => one.Feast == date.Feast && one.Year == date.Year)
                   select announced is null ? date
                       : date with { FirstDay = announced.FirstDay, Status = HolidayStatus.Confirmed, Source = announced.Source },
            ],
        });
    }

    /// <summary>A movable feast by its code, or null.</summary>
    public Feast? TryFeast(string code) => Data.Feasts.FirstOrDefault(feast => feast.Code == code);

    /// <summary>When a movable feast falls in a year; null if the data do not say.</summary>
    public FeastDate? TryDateOf(string feast, int year) => Data.FeastDates.FirstOrDefault(date => date.Feast == feast && date.Year == year);

    /// <summary>The public holidays of a year, by date; weekends are not among them unless they are holidays too.</summary>
    public IReadOnlyList<DayOff> DaysOff(int year) =>
    [
        .. Data.Fixed.Where(day => day.In(year) is not null)
            .Select(day => new DayOff(day.In(year)!.Value, day.Name, HolidayStatus.Confirmed, day.Source))
            .Concat(Data.Exceptional.Where(day => day.Date.Year == year)
                .Select(day => new DayOff(day.Date, day.Name, HolidayStatus.Confirmed, day.Source)))
            .Concat(Data.FeastDates.SelectMany(date => DaysOf(date)
                .Select(day => new DayOff(day, TryFeast(date.Feast)!.Name, date.Status, date.Source, date.Feast))))
            .Where(day => day.Date.Year == year)
            .OrderBy(day => day.Date),
    ];

    /// <summary>Whether the administration works on a day.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        _week.Contains(date.DayOfWeek) && !_dated.Contains(date)
        && !(_fixed.TryGetValue((date.Month, date.Day), out FixedHoliday? holiday) && holiday.In(date.Year) is not null);

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

    /// <summary>The day that many working days earlier; the day it starts from does not count.</summary>
    public DateOnly SubtractWorkingDays(DateOnly date, int days)
    {
        while (days > 0)
        {
            date = date.AddDays(-1);
            days -= IsWorkingDay(date) ? 1 : 0;
        }

        return date;
    }

    /// <summary>A due date that many calendar days later; one that falls on a day off moves to the next working day.</summary>
    public DateOnly Deadline(DateOnly from, int days) => NextWorkingDay(from.AddDays(days));

    /// <summary>Whether a due date may yet move: an estimated feast may come to fall on it or leave the days off before it, or its year is not covered.</summary>
    public bool RestsOnEstimate(DateOnly due)
    {
        DateOnly from = due;
        while (!IsWorkingDay(from.AddDays(-1)))
        {
            from = from.AddDays(-1);
        }

        return RestsOnEstimate(from, due);
    }

    /// <summary>Whether an estimated feast may fall between two days, both included, or one of their years is not covered.</summary>
    public bool RestsOnEstimate(DateOnly from, DateOnly to) =>
        Enumerable.Range(from.Year, to.Year - from.Year + 1).Except(CoveredYears).Any()
        || Data.FeastDates.Any(date => date.Status == HolidayStatus.Estimated
            && date.FirstDay.AddDays(-Data.MostDaysFromEstimate) <= to
            && date.FirstDay.AddDays(TryFeast(date.Feast)!.Days - 1 + Data.MostDaysFromEstimate) >= from);

    /// <summary>Whether a day is one of Ramadan, which ends with the eve of Aïd al-Fitr.</summary>
    public bool IsRamadan(DateOnly date) => Data.Ramadans.Any(ramadan => date >= ramadan.FirstDay && date <= LastDayOf(ramadan));

    /// <summary>The last day of a Ramadan.</summary>
    public DateOnly LastDayOf(Ramadan ramadan) => Data.FeastDates
        .Where(date => date.Year == ramadan.Year && date.FirstDay > ramadan.FirstDay)
        .Min(date => date.FirstDay)
        .AddDays(-1);

    /// <summary>The office hours of a day.</summary>
    public OfficeHours HoursOn(DateOnly date) => IsRamadan(date) ? Data.RamadanHours : Data.Hours;

    /// <summary>The instant at which offices open, UTC; on a day off that at which they would.</summary>
    public DateTimeOffset OpeningOf(DateOnly date) => At(date, HoursOn(date).Opens);

    /// <summary>The instant at which a date is over: the following midnight in Morocco, as UTC.</summary>
    public DateTimeOffset EndOfDay(DateOnly date) => At(date.AddDays(1), TimeOnly.MinValue);

    /// <summary>An instant by its date and legal time in Morocco, as UTC.</summary>
    public DateTimeOffset At(DateOnly date, TimeOnly time) =>
        new(TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(time), _zone), TimeSpan.Zero);

    /// <summary>The date in Morocco at an instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    private IEnumerable<DateOnly> DaysOf(FeastDate date) => Enumerable.Range(0, TryFeast(date.Feast)!.Days).Select(date.FirstDay.AddDays);
}
