using System.Globalization;
using CsCheck;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar s_morocco = WorkingCalendar.Default;
    private static readonly Gen<DateOnly> s_dates = Gen.Int[0, 1_095].Select(days => new DateOnly(2026, 1, 1).AddDays(days));

    [Theory]
    [InlineData("2026-01-01")] // New Year
    [InlineData("2026-01-14")] // Amazigh New Year, since 2024
    [InlineData("2027-01-11")] // Independence Manifesto
    [InlineData("2026-05-01")]
    [InlineData("2026-07-30")] // Throne Day
    [InlineData("2026-08-14")]
    [InlineData("2026-08-20")]
    [InlineData("2026-08-21")]
    [InlineData("2028-10-31")] // Aïd Al Wahda, since 2025
    [InlineData("2026-11-06")]
    [InlineData("2026-11-18")]
    [InlineData("2026-03-20")] // Aïd al-Fitr
    [InlineData("2026-05-27")] // Aïd al-Adha
    [InlineData("2026-05-28")]
    [InlineData("2026-06-17")] // first of Moharram
    [InlineData("2026-08-26")] // Mawlid
    [InlineData("2026-08-27")]
    [InlineData("2027-03-09")]
    [InlineData("2026-01-24")] // Saturday
    [InlineData("2026-01-25")] // Sunday
    public void Nobody_works_on_holidays_and_weekends(string date) => Assert.False(s_morocco.IsWorkingDay(Dates.On(date)));

    [Theory]
    [InlineData("2026-01-12")] // the holiday of the 11th was a Sunday and is not moved
    [InlineData("2026-01-13")]
    [InlineData("2026-03-23")] // Aïd al-Fitr ended on Saturday
    [InlineData("2026-06-16")]
    [InlineData("2026-08-25")]
    [InlineData("2026-12-25")]
    public void The_other_days_are_worked(string date) => Assert.True(s_morocco.IsWorkingDay(Dates.On(date)));

    [Theory]
    [InlineData("2026-01-20", 30, "2026-02-19")]
    [InlineData("2026-01-20", 60, "2026-03-23")] // Aïd al-Fitr on Friday and Saturday, then Sunday
    [InlineData("2026-07-30", 14, "2026-08-13")]
    [InlineData("2026-07-30", 15, "2026-08-17")] // Friday 14 August
    [InlineData("2026-12-02", 30, "2027-01-04")] // over the year's end
    [InlineData("2026-01-20", 0, "2026-01-20")]
    [InlineData("2026-01-24", 0, "2026-01-26")]
    public void A_deadline_counts_calendar_days_and_moves_from_a_day_off_to_the_next_working_day(string from, int days, string due) =>
        Assert.Equal(Dates.On(due), s_morocco.Deadline(Dates.On(from), days));

    [Theory]
    [InlineData("2026-01-20", 10, "2026-02-03")]
    [InlineData("2026-01-23", 1, "2026-01-26")] // from Friday
    [InlineData("2026-01-24", 1, "2026-01-26")] // from Saturday
    [InlineData("2026-05-26", 1, "2026-05-29")] // over Aïd al-Adha
    [InlineData("2026-08-13", 4, "2026-08-24")] // 14, 20 and 21 August
    [InlineData("2026-01-20", 0, "2026-01-20")]
    public void Working_days_are_counted_from_the_day_after(string from, int days, string due) =>
        Assert.Equal(Dates.On(due), s_morocco.AddWorkingDays(Dates.On(from), days));

    [Fact]
    public void Counting_working_days_passes_exactly_so_many() => Gen.Select(s_dates, Gen.Int[1, 40]).Sample((from, days) =>
    {
        DateOnly due = s_morocco.AddWorkingDays(from, days);

        Assert.True(s_morocco.IsWorkingDay(due));
        Assert.Equal(days, Enumerable.Range(1, due.DayNumber - from.DayNumber).Count(day => s_morocco.IsWorkingDay(from.AddDays(day))));
    });

    [Fact]
    public void A_deadline_is_the_first_working_day_from_the_counted_one() => Gen.Select(s_dates, Gen.Int[0, 180]).Sample((from, days) =>
    {
        DateOnly due = s_morocco.Deadline(from, days);

        Assert.True(s_morocco.IsWorkingDay(due));
        Assert.All(Enumerable.Range(0, due.DayNumber - from.DayNumber - days), day => Assert.False(s_morocco.IsWorkingDay(from.AddDays(days + day))));
    });

    // An hour ahead of UTC, but not in Ramadan: in 2026 from 15 February to 22 March.
    [Theory]
    [InlineData("2026-01-20", "2026-01-20T23:00:00Z")]
    [InlineData("2026-02-13", "2026-02-13T23:00:00Z")]
    [InlineData("2026-02-14", "2026-02-14T23:00:00Z")] // clocks go back the night after, at three
    [InlineData("2026-02-15", "2026-02-16T00:00:00Z")]
    [InlineData("2026-03-21", "2026-03-22T00:00:00Z")]
    [InlineData("2026-03-22", "2026-03-22T23:00:00Z")]
    [InlineData("2026-07-31", "2026-07-31T23:00:00Z")]
    public void A_day_ends_at_midnight_in_Morocco(string date, string instant)
    {
        DateTimeOffset end = At(instant);

        Assert.Equal(end, s_morocco.EndOfDay(Dates.On(date)));
        Assert.Equal(TimeSpan.Zero, s_morocco.EndOfDay(Dates.On(date)).Offset);
        Assert.Equal(Dates.On(date), s_morocco.DateOf(end.AddTicks(-1)));
        Assert.Equal(Dates.On(date).AddDays(1), s_morocco.DateOf(end));
    }

    [Theory]
    [InlineData("2026-02-14", "08:30", "2026-02-14T07:30:00Z")]
    [InlineData("2026-02-16", "08:30", "2026-02-16T08:30:00Z")]
    [InlineData("2026-03-23", "08:30", "2026-03-23T07:30:00Z")]
    [InlineData("2026-03-22", "01:59", "2026-03-22T01:59:00Z")] // clocks go from two to three
    [InlineData("2026-03-22", "03:00", "2026-03-22T02:00:00Z")]
    public void Legal_time_is_an_hour_less_in_Ramadan(string date, string time, string instant) =>
        Assert.Equal(At(instant), s_morocco.At(Dates.On(date), TimeOnly.Parse(time, CultureInfo.InvariantCulture)));

    [Fact]
    public void Days_follow_each_other_without_a_gap() => s_dates.Sample(date =>
    {
        TimeSpan length = s_morocco.EndOfDay(date) - s_morocco.EndOfDay(date.AddDays(-1));

        Assert.InRange(length, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.Equal(date, s_morocco.DateOf(s_morocco.At(date, new TimeOnly(8, 30))));
    });

    [Fact]
    public void A_holiday_that_the_data_add_is_a_day_off()
    {
        DateOnly friday = new(2026, 1, 23);
        WorkingCalendar calendar = new(s_morocco.Data with { Exceptional = [new ExceptionalDayOff(friday, new Text("Deuil", "حداد"), "Décret")] });

        Assert.False(calendar.IsWorkingDay(friday));
        Assert.Equal(new DateOnly(2026, 1, 26), calendar.NextWorkingDay(friday));
        Assert.Equal("Deuil", calendar.DaysOff(2026).Single(day => day.Date == friday).Name.Fr);
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
