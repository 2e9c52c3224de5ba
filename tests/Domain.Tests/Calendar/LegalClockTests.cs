using CsCheck;
using Tasdir.Domain.Calendar;

namespace Tasdir.Domain.Tests.Calendar;

public sealed class LegalClockTests
{
    private static readonly WorkingCalendar s_morocco = WorkingCalendar.Default;
    private static readonly Gen<DateOnly> s_dates = Gen.Int[0, 1_095].Select(days => new DateOnly(2026, 1, 1).AddDays(days));
    private static readonly Gen<Pause> s_pauses = Gen.Select(s_dates, Gen.Int[0, 60]).Select((from, days) => new Pause(from, from.AddDays(days)));

    private static readonly Gen<LegalClock> s_clocks =
        from start in s_dates
        from days in Gen.Int[0, 180]
        from count in Gen.Enum<DayCount>()
        from pauses in s_pauses.Array[0, 3]
        select new LegalClock(start, days, count, pauses);

    // Aïd al-Fitr of 2026 is on Friday 20 and Saturday 21 March, of 2027 on Tuesday 9 and Wednesday 10 March.
    [Theory]
    [InlineData("2026-01-20", 60, "2026-03-23")]
    [InlineData("2026-01-19", 60, "2026-03-23")] // the last day is Friday 20 March
    [InlineData("2026-01-18", 60, "2026-03-19")]
    [InlineData("2026-03-28", 60, "2026-05-29")] // over Aïd al-Adha, 27 and 28 May
    [InlineData("2026-04-18", 60, "2026-06-18")] // first of Moharram on 17 June
    [InlineData("2026-06-27", 60, "2026-08-28")] // Mawlid on 26 and 27 August
    [InlineData("2027-01-08", 60, "2027-03-11")]
    [InlineData("2026-12-15", 30, "2027-01-15")] // Amazigh New Year
    [InlineData("2026-10-14", 60, "2026-12-14")] // a Sunday
    public void Days_are_calendar_days_and_the_last_one_moves_from_a_day_off(string start, int days, string due) =>
        Assert.Equal(Dates.On(due), new LegalClock(Dates.On(start), days).DueOn(s_morocco));

    [Theory]
    [InlineData("2026-03-16", 5, "2026-03-24")] // Friday 20 March is a day off
    [InlineData("2026-05-25", 3, "2026-06-01")]
    [InlineData("2026-08-12", 10, "2026-09-02")] // 14, 20, 21, 26 and 27 August
    public void Working_days_pass_over_the_others(string start, int days, string due) =>
        Assert.Equal(Dates.On(due), new LegalClock(Dates.On(start), days, DayCount.Working).DueOn(s_morocco));

    [Theory]
    [InlineData("2026-01-20", "2026-02-19", "2026-04-20")] // thirty days after Saturday 21 March
    [InlineData("2026-02-02", "2026-02-02", "2026-03-23")] // asked for and brought on one day
    [InlineData("2026-02-02", "2026-02-03", "2026-03-23")] // Sunday
    [InlineData("2026-02-02", "2026-02-04", "2026-03-23")] // Monday: rounded once, not pushed on from the rounded date
    [InlineData("2026-02-02", "2026-02-05", "2026-03-24")]
    public void The_last_day_moves_by_the_days_of_the_pause_and_is_rounded_once(string from, string until, string due) =>
        Assert.Equal(Dates.On(due), new LegalClock(new DateOnly(2026, 1, 20), 60, DayCount.Calendar, new Pause(Dates.On(from), Dates.On(until))).DueOn(s_morocco));

    [Fact]
    public void Of_a_term_in_working_days_only_the_working_days_of_a_pause_count()
    {
        // From Friday evening to Monday: one of the three days is worked.
        LegalClock clock = new(new DateOnly(2026, 2, 2), 10, DayCount.Working);
        LegalClock paused = clock with { Pauses = [new Pause(new DateOnly(2026, 2, 6), new DateOnly(2026, 2, 9))] };

        Assert.Equal(new DateOnly(2026, 2, 16), clock.DueOn(s_morocco));
        Assert.Equal(new DateOnly(2026, 2, 17), paused.DueOn(s_morocco));
    }

    [Fact]
    public void An_open_pause_stops_the_clock_and_nothing_is_due()
    {
        LegalClock clock = new(new DateOnly(2026, 1, 20), 60, DayCount.Calendar, new Pause(new DateOnly(2026, 2, 2)));

        Assert.True(clock.IsStopped);
        Assert.Null(clock.DueOn(s_morocco));
        Assert.False(clock.RestsOnEstimate(s_morocco));
    }

    [Fact]
    public void A_due_date_is_never_a_day_off() =>
        s_clocks.Sample(clock => Assert.True(s_morocco.IsWorkingDay(clock.DueOn(s_morocco)!.Value)));

    [Fact]
    public void More_days_never_bring_a_due_date_nearer() => Gen.Select(s_clocks, Gen.Int[0, 30]).Sample((clock, more) =>
        Assert.True((clock with { Days = clock.Days + more }).DueOn(s_morocco) >= clock.DueOn(s_morocco)));

    [Fact]
    public void Another_pause_or_a_longer_one_never_brings_a_due_date_nearer() => Gen.Select(s_clocks, s_pauses, Gen.Int[0, 30]).Sample((clock, pause, longer) =>
    {
        DateOnly? one = (clock with { Pauses = [.. clock.Pauses, pause] }).DueOn(s_morocco);
        DateOnly? other = (clock with { Pauses = [.. clock.Pauses, pause with { Until = pause.Until!.Value.AddDays(longer) }] }).DueOn(s_morocco);

        Assert.True(one >= clock.DueOn(s_morocco));
        Assert.True(other >= one);
    });

    [Fact]
    public void Pauses_that_overlap_count_once() => Gen.Select(s_clocks, s_pauses, Gen.Int[0, 10], Gen.Int[0, 10]).Sample((clock, pause, late, early) =>
    {
        Pause inside = new(pause.From.AddDays(late), pause.Until!.Value.AddDays(-early));

        Assert.Equal(
            (clock with { Pauses = [pause] }).DueOn(s_morocco), (clock with { Pauses = [pause, inside, pause] }).DueOn(s_morocco));
    });

    [Fact]
    public void A_feast_that_is_confirmed_on_its_estimated_day_moves_no_due_date() =>
        Gen.Select(s_clocks, Gen.Int[0, s_morocco.Data.FeastDates.Count - 1]).Sample((clock, which) =>
        {
            FeastDate date = s_morocco.Data.FeastDates[which];
            WorkingCalendar confirmed = s_morocco.With(new FeastConfirmation(date.Feast, date.Year, date.FirstDay, "Communiqué"));

            Assert.Equal(clock.DueOn(s_morocco), clock.DueOn(confirmed));
        });

    [Fact]
    public void Only_a_due_date_that_rests_on_an_estimate_moves_when_a_feast_is_confirmed() =>
        Gen.Select(s_clocks, Gen.Int[0, s_morocco.Data.FeastDates.Count - 1], Gen.Int[-3, 3]).Sample((clock, which, off) =>
        {
            FeastDate date = s_morocco.Data.FeastDates[which];
            WorkingCalendar confirmed = s_morocco.With(new FeastConfirmation(date.Feast, date.Year, date.FirstDay.AddDays(off), "Communiqué"));
            LegalClock plain = clock with { Pauses = [] };

            Assert.True(
                date.Status == HolidayStatus.Confirmed || plain.RestsOnEstimate(s_morocco) || plain.DueOn(s_morocco) == plain.DueOn(confirmed));
        });
}
