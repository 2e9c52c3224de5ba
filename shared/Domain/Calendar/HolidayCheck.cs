using System.Globalization;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Calendar;

/// <summary>Everything in the calendar's data that cannot be, so that a slip is found before a due date meets it.</summary>
public static class HolidayCheck
{
    /// <summary>What is wrong, as sentences.</summary>
    public static IEnumerable<string> Check(Holidays holidays)
    {
        IEnumerable<(bool Wrong, string Sentence)> checks =
        [
            (holidays.WorkingWeek.Days.Count == 0, "The administration works on some day of the week."),
            (!TimeZoneInfo.TryFindSystemTimeZoneById(holidays.TimeZone, out _), $"{holidays.TimeZone} is no time zone."),
            .. new[] { holidays.Hours, holidays.RamadanHours }.Select(hours => (hours.Opens >= hours.Closes, "Offices open before they close.")),
            (holidays.MostDaysFromEstimate < 0, "A confirmed feast differs from its estimate by no day or more."),
            // A leap year takes every day that some year has.
            .. holidays.Fixed.Select(day => (
                day.Month is < 1 or > 12 || day.Day < 1 || day.Day > DateTime.DaysInMonth(2028, day.Month), $"{day.Name.Fr} has a day and a month.")),
            .. Duplicates(holidays.Feasts.Select(feast => feast.Code)),
            .. Duplicates(holidays.FeastDates.Select(date => string.Create(CultureInfo.InvariantCulture, $"{date.Feast} {date.Year}"))),
            .. holidays.Feasts.Select(feast => (feast.Days < 1, $"{feast.Code} has one day or more.")),
            .. holidays.FeastDates.Select(date => (
                holidays.Feasts.All(feast => feast.Code != date.Feast), $"{date.Feast} is no feast.")),
            .. holidays.FeastDates.Select(date => (
                date.FirstDay.Year != date.Year, string.Create(CultureInfo.InvariantCulture, $"{date.Feast} {date.Year} falls in its year."))),
            .. holidays.Ramadans.Select(ramadan => (
                holidays.FeastDates.All(date => date.Year != ramadan.Year || date.FirstDay <= ramadan.FirstDay),
                string.Create(CultureInfo.InvariantCulture, $"The Ramadan of {ramadan.Year} ends with a feast."))),
            .. Texts(holidays).Select(text => (
                string.IsNullOrWhiteSpace(text.Fr) || string.IsNullOrWhiteSpace(text.Ar), $"The text \"{text.Fr}{text.Ar}\" lacks a language.")),
            .. Sources(holidays).Select(source => (string.IsNullOrWhiteSpace(source), "Every entry says where it comes from.")),
        ];
        return checks.Where(check => check.Wrong).Select(check => $"Holidays: {check.Sentence}").Distinct();
    }

    private static IEnumerable<(bool Wrong, string Sentence)> Duplicates(IEnumerable<string> keys) =>
        keys.GroupBy(key => key).Select(group => (group.Count() > 1, $"{group.Key} is there twice."));

    private static IEnumerable<Text> Texts(Holidays holidays) =>
    [
        .. holidays.Fixed.Select(day => day.Name),
        .. holidays.Exceptional.Select(day => day.Name),
        .. holidays.Feasts.Select(feast => feast.Name),
    ];

    private static IEnumerable<string> Sources(Holidays holidays) =>
    [
        holidays.WorkingWeek.Source,
        holidays.Hours.Source,
        holidays.RamadanHours.Source,
        .. holidays.Fixed.Select(day => day.Source),
        .. holidays.Exceptional.Select(day => day.Source),
        .. holidays.Feasts.Select(feast => feast.Source),
        .. holidays.FeastDates.Select(date => date.Source),
        .. holidays.Ramadans.Select(ramadan => ramadan.Source),
    ];
}
