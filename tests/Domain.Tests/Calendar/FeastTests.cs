using Tasdir.Domain.Calendar;

namespace Tasdir.Domain.Tests.Calendar;

/// <summary>Movable feasts: estimated, confirmed, and what a day is called.</summary>
public sealed class FeastTests
{
    private static readonly WorkingCalendar s_morocco = WorkingCalendar.Default;

    [Theory]
    [InlineData("fitr", 2026, "2026-03-20", 2, HolidayStatus.Confirmed)]
    [InlineData("adha", 2026, "2026-05-27", 2, HolidayStatus.Confirmed)]
    [InlineData("moharram", 2026, "2026-06-17", 1, HolidayStatus.Confirmed)]
    [InlineData("mawlid", 2026, "2026-08-26", 2, HolidayStatus.Confirmed)]
    [InlineData("fitr", 2027, "2027-03-09", 2, HolidayStatus.Estimated)]
    [InlineData("adha", 2027, "2027-05-16", 2, HolidayStatus.Estimated)]
    [InlineData("moharram", 2027, "2027-06-06", 1, HolidayStatus.Estimated)]
    [InlineData("mawlid", 2027, "2027-08-14", 2, HolidayStatus.Estimated)]
    [InlineData("fitr", 2028, "2028-02-26", 2, HolidayStatus.Estimated)]
    [InlineData("adha", 2028, "2028-05-05", 2, HolidayStatus.Estimated)]
    [InlineData("moharram", 2028, "2028-05-25", 1, HolidayStatus.Estimated)]
    [InlineData("mawlid", 2028, "2028-08-03", 2, HolidayStatus.Estimated)]
    public void A_feast_falls_where_the_data_say_and_is_as_sure_as_they_say(string feast, int year, string first, int days, HolidayStatus status)
    {
        DayOff[] off = [.. s_morocco.DaysOff(year).Where(day => day.Feast == feast)];

        Assert.Equal(Enumerable.Range(0, days).Select(Dates.On(first).AddDays), off.Select(day => day.Date));
        Assert.All(off, day => Assert.Equal(status, day.Status));
    }

    [Theory]
    [InlineData(2023, "01-01 01-11 05-01 07-30 08-14 08-20 08-21 11-06 11-18")]
    [InlineData(2024, "01-01 01-11 01-14 05-01 07-30 08-14 08-20 08-21 11-06 11-18")]
    [InlineData(2025, "01-01 01-11 01-14 05-01 07-30 08-14 08-20 08-21 10-31 11-06 11-18")]
    [InlineData(2031, "01-01 01-11 01-14 05-01 07-30 08-14 08-20 08-21 10-31 11-06 11-18")]
    public void In_a_year_that_the_data_do_not_cover_only_the_fixed_holidays_of_its_time_are_known(int year, string days)
    {
        Assert.Equal(days.Split(' '), s_morocco.DaysOff(year).Select(day => day.Date.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(year, s_morocco.CoveredYears);
        Assert.True(s_morocco.RestsOnEstimate(new DateOnly(year, 7, 2)));
    }

    [Fact]
    public void The_covered_years_are_those_in_which_every_feast_has_a_date()
    {
        WorkingCalendar without = new(s_morocco.Data with { FeastDates = [.. s_morocco.Data.FeastDates.Where(date => date.Feast != "mawlid" || date.Year != 2028)] });

        Assert.Equal([2026, 2027, 2028], s_morocco.CoveredYears);
        Assert.Equal([2026, 2027], without.CoveredYears);
    }

    [Theory]
    [InlineData("2026-01-13", "2026-01-14")] // a Tuesday and a Wednesday of 2026 and of 2023
    public void Amazigh_New_Year_is_a_holiday_since_2024(string worked, string off)
    {
        Assert.True(s_morocco.IsWorkingDay(Dates.On(worked)));
        Assert.False(s_morocco.IsWorkingDay(Dates.On(off)));
        Assert.True(s_morocco.IsWorkingDay(new DateOnly(2022, 1, 14)));
        Assert.True(s_morocco.IsWorkingDay(new DateOnly(2024, 10, 31)));
    }

    [Fact]
    public void A_confirmed_feast_goes_over_its_estimate_and_leaves_the_other_calendar_as_it_was()
    {
        WorkingCalendar confirmed = s_morocco.With(new FeastConfirmation("fitr", 2027, new DateOnly(2027, 3, 10), "Communiqué des Habous"));

        Assert.True(confirmed.IsWorkingDay(new DateOnly(2027, 3, 9)));
        Assert.False(confirmed.IsWorkingDay(new DateOnly(2027, 3, 10)));
        Assert.False(confirmed.IsWorkingDay(new DateOnly(2027, 3, 11)));
        Assert.False(s_morocco.IsWorkingDay(new DateOnly(2027, 3, 9)));
        Assert.True(s_morocco.IsWorkingDay(new DateOnly(2027, 3, 11)));
        DayOff day = confirmed.DaysOff(2027).First(off => off.Feast == "fitr");
        Assert.Equal((HolidayStatus.Confirmed, "Communiqué des Habous"), (day.Status, day.Source));
    }

    [Fact]
    public void Of_two_confirmations_of_a_feast_the_later_one_holds_and_one_of_an_unknown_year_changes_nothing()
    {
        WorkingCalendar twice = s_morocco.With(
            new FeastConfirmation("fitr", 2027, new DateOnly(2027, 3, 11), "Erreur"), new FeastConfirmation("fitr", 2027, new DateOnly(2027, 3, 10), "Communiqué"));
        WorkingCalendar unknown = s_morocco.With(new FeastConfirmation("fitr", 2040, new DateOnly(2040, 10, 8), "Communiqué"));

        Assert.Equal(new DateOnly(2027, 3, 10), twice.TryDateOf("fitr", 2027)!.FirstDay);
        Assert.Equal(s_morocco.Data.FeastDates, unknown.Data.FeastDates);
    }

    [Theory]
    [InlineData("fitr", 2027, "2027-03-12", null)]
    [InlineData("fitr", 2027, "2027-03-06", null)]
    [InlineData("fitr", 2027, "2027-03-13", "feast_too_far")]
    [InlineData("fitr", 2027, "2027-03-05", "feast_too_far")]
    [InlineData("achoura", 2027, "2027-06-15", "feast_unknown")]
    [InlineData("fitr", 2029, "2029-02-14", "feast_year_unknown")]
    public void A_confirmation_is_of_a_known_feast_and_year_and_at_most_three_days_from_the_estimate(string feast, int year, string first, string? code) =>
        Assert.Equal(code, new FeastConfirmation(feast, year, Dates.On(first), "Communiqué").Check(s_morocco).SingleOrDefault()?.Code);

    [Theory]
    [InlineData("2027-03-11", true)] // Thursday after the estimated feast
    [InlineData("2027-03-08", true)] // the feast may come to fall on it
    [InlineData("2027-03-15", true)]
    [InlineData("2027-03-16", false)]
    [InlineData("2027-03-03", false)]
    [InlineData("2026-03-23", false)] // confirmed
    [InlineData("2029-07-03", true)] // not covered
    public void A_due_date_rests_on_an_estimate_when_a_feast_may_yet_touch_it(string due, bool rests) =>
        Assert.Equal(rests, s_morocco.RestsOnEstimate(Dates.On(due)));

    [Theory]
    [InlineData("2026-02-18", "08:30", "16:30")]
    [InlineData("2026-02-19", "09:00", "15:00")]
    [InlineData("2026-03-19", "09:00", "15:00")]
    [InlineData("2026-03-20", "08:30", "16:30")] // Aïd al-Fitr
    public void Offices_have_other_hours_in_Ramadan(string date, string opens, string closes) => Assert.Equal(
        (opens, closes), ($"{s_morocco.HoursOn(Dates.On(date)).Opens:HH:mm}", $"{s_morocco.HoursOn(Dates.On(date)).Closes:HH:mm}"));

    [Fact]
    public void Ramadan_lasts_as_long_as_its_feast_is_confirmed_to_let_it()
    {
        WorkingCalendar later = s_morocco.With(new FeastConfirmation("fitr", 2027, new DateOnly(2027, 3, 10), "Communiqué"));

        Assert.False(s_morocco.IsRamadan(new DateOnly(2027, 3, 9)));
        Assert.True(later.IsRamadan(new DateOnly(2027, 3, 9)));
        Assert.Equal(new DateTimeOffset(2027, 3, 9, 9, 0, 0, TimeSpan.Zero), later.OpeningOf(new DateOnly(2027, 3, 9)));
    }

    [Fact]
    public void The_shift_of_legal_time_that_the_data_tell_of_2026_is_the_one_that_tzdata_has()
    {
        Ramadan ramadan = s_morocco.Data.Ramadans.Single(one => one.Year == 2026);
        TimeOnly noon = new(12, 0);

        Assert.Equal(11, s_morocco.At(ramadan.ClocksBackOn.AddDays(-1), noon).Hour);
        Assert.Equal(12, s_morocco.At(ramadan.ClocksBackOn, noon).Hour);
        Assert.Equal(12, s_morocco.At(ramadan.ClocksForwardOn.AddDays(-1), noon).Hour);
        Assert.Equal(11, s_morocco.At(ramadan.ClocksForwardOn, noon).Hour);
    }

    [Fact]
    public void Data_that_cannot_be_are_told_and_those_of_Morocco_can()
    {
        Holidays data = s_morocco.Data;
        (Holidays Data, string Part, string Sentence)[] wrong =
        [
            (data with { TimeZone = "Africa/Nowhere" }, "timeZone", "Africa/Nowhere is no time zone."),
            (data with { WorkingWeek = data.WorkingWeek with { Days = [] } }, "workingWeek", "The administration works on some day of the week."),
            (data with { Hours = data.Hours with { Closes = data.Hours.Opens } }, "hours", "Offices open before they close."),
            (data with { RamadanHours = data.RamadanHours with { Closes = data.RamadanHours.Opens } }, "ramadanHours", "Offices open before they close."),
            (data with { MostDaysFromEstimate = -1 }, "mostDaysFromEstimate", "A confirmed feast differs from its estimate by no day or more."),
            (data with { Fixed = [data.Fixed[0] with { Month = 13 }] }, "fixed[0]", "Nouvel an has a day and a month."),
            (data with { Fixed = [data.Fixed[0] with { Source = " " }] }, "fixed[0]", "Every entry says where it comes from."),
            (data with { Feasts = [data.Feasts[0] with { Days = 0 }, .. data.Feasts.Skip(1)] }, "feasts[0]", "fitr has one day or more."),
            (data with { Feasts = [.. data.Feasts, data.Feasts[0]] }, "feasts", "fitr is there twice."),
            (data with { FeastDates = [.. data.FeastDates, data.FeastDates[0]] }, "feastDates", "fitr 2026 is there twice."),
            (data with { FeastDates = [.. data.FeastDates.Skip(1)] }, "feastDates", "fitr is missing in 2026."),
            (data with { FeastDates = [data.FeastDates[0] with { Feast = "achoura" }] }, "feastDates[0]", "achoura is no feast."),
            (data with { FeastDates = [data.FeastDates[0] with { Year = 2030 }] }, "feastDates[0]", "fitr 2030 falls in its year."),
            (data with { Ramadans = [data.Ramadans[0] with { Year = 2030 }] }, "ramadans[0]", "The Ramadan of 2030 ends with a feast."),
        ];

        Assert.Empty(HolidayCheck.Check(data));
        Assert.All(wrong, one => Assert.Contains((one.Part, one.Sentence), HolidayCheck.Check(one.Data)));
    }
}
