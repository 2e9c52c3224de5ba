using System.Globalization;

namespace Tasdir.Domain.Calendar;

/// <summary>Everything in the calendar's data that cannot be, so that a slip is found before a due date meets it.</summary>
public static class HolidayCheck
{
    /// <summary>What is wrong, each with the part of the data that it is about: <c>feastDates[3]</c>.</summary>
    public static IEnumerable<(string Part, string Sentence)> Check(Holidays holidays)
    {
        IEnumerable<(bool Wrong, string Part, string Sentence)> checks =
        [
            (holidays.WorkingWeek.Days.Count == 0, "workingWeek", "The administration works on some day of the week."),
            (!TimeZoneInfo.TryFindSystemTimeZoneById(holidays.TimeZone, out _), "timeZone", $"{holidays.TimeZone} is no time zone."),
            (holidays.Hours.Opens >= holidays.Hours.Closes, "hours", "Offices open before they close."),
            (holidays.RamadanHours.Opens >= holidays.RamadanHours.Closes, "ramadanHours", "Offices open before they close."),
            (holidays.MostDaysFromEstimate < 0, "mostDaysFromEstimate", "A confirmed feast differs from its estimate by no day or more."),
            // A day that every year has: 2027 is no leap year.
            .. holidays.Fixed.Select((day, i) => (
                day.Month is < 1 or > 12 || day.Day < 1 || day.Day > DateTime.DaysInMonth(2027, day.Month), $"fixed[{i}]", $"{day.Name.Fr} has a day and a month.")),
            .. Duplicates("fixed", holidays.Fixed.Select(day => $"The holiday of {Spell(day.Day)}/{Spell(day.Month)}")),
            .. Duplicates("exceptional", holidays.Exceptional.Select(day => $"{day.Date:O}")),
            .. Duplicates("ramadans", holidays.Ramadans.Select(ramadan => $"The Ramadan of {Spell(ramadan.Year)}")),
            .. holidays.FeastDates.Select(date => date.Year).Distinct().SelectMany(year => holidays.Feasts
                .Where(feast => !holidays.FeastDates.Any(date => date.Feast == feast.Code && date.Year == year))
                .Select(feast => (true, "feastDates", $"{feast.Code} is missing in {Spell(year)}."))),
            .. Duplicates("feasts", holidays.Feasts.Select(feast => feast.Code)),
            .. Duplicates("feastDates", holidays.FeastDates.Select(date => $"{date.Feast} {Spell(date.Year)}")),
            .. holidays.Feasts.Select((feast, i) => (feast.Days < 1, $"feasts[{i}]", $"{feast.Code} has one day or more.")),
            .. holidays.FeastDates.Select((date, i) => (
                holidays.Feasts.All(feast => feast.Code != date.Feast), $"feastDates[{i}]", $"{date.Feast} is no feast.")),
            .. holidays.FeastDates.Select((date, i) => (
                date.FirstDay.Year != date.Year, $"feastDates[{i}]", $"{date.Feast} {Spell(date.Year)} falls in its year.")),
            .. holidays.Ramadans.Select((ramadan, i) => (
                holidays.FeastDates.All(date => date.Year != ramadan.Year || date.FirstDay <= ramadan.FirstDay),
                $"ramadans[{i}]", $"The Ramadan of {Spell(ramadan.Year)} ends with a feast.")),
            .. Sources(holidays).Select(source => (string.IsNullOrWhiteSpace(source.Text), source.Part, "Every entry says where it comes from.")),
        ];
        return checks.Where(check => check.Wrong).Select(check => (check.Part, check.Sentence)).Distinct();
    }

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> Duplicates(string part, IEnumerable<string> keys) =>
        keys.GroupBy(key => key).Select(group => (group.Count() > 1, part, $"{group.Key} is there twice."));

    private static string Spell(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(string Part, string Text)> Sources(Holidays holidays) =>
    [
        ("workingWeek", holidays.WorkingWeek.Source),
        ("hours", holidays.Hours.Source),
        ("ramadanHours", holidays.RamadanHours.Source),
        .. holidays.Fixed.Select((day, i) => ($"fixed[{i}]", day.Source)),
        .. holidays.Exceptional.Select((day, i) => ($"exceptional[{i}]", day.Source)),
        .. holidays.Feasts.Select((feast, i) => ($"feasts[{i}]", feast.Source)),
        .. holidays.FeastDates.Select((date, i) => ($"feastDates[{i}]", date.Source)),
        .. holidays.Ramadans.Select((ramadan, i) => ($"ramadans[{i}]", ramadan.Source)),
    ];
}
