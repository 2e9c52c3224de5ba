using CsCheck;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using static System.FormattableString;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Cases;

/// <summary>Whatever schedule the programme's data say, and however irregularly somebody looks.</summary>
public sealed class ReminderScheduleTests
{
    private static readonly (CaseState State, RequestKey Request)[] s_ending =
    [
        (S.ComplementRequested, new(Ask.Complement)),
        (S.Committee, new(Ask.Votes, 1)),
        (S.Deferred, new(Ask.Answer, 1)),
        (S.ConventionToSign, new(Ask.Signature)),
        (S.ProofAwaited, new(Ask.Proof, 1)),
    ];

    private static readonly Gen<(SampleCase Asked, RequestKey Request, int[] Schedule)> s_requests =
        from which in Gen.Int[0, s_ending.Length - 1]
        from schedule in Gen.Int[0, 200].ArrayUnique[0, 6]
        select (With(SampleCases.In(s_ending[which].State), s_ending[which].Request.Ask, schedule), s_ending[which].Request, schedule);

    [Fact]
    public void Each_reminder_is_sent_at_most_once_in_order_and_never_early_and_the_waiting_ends() =>
        Gen.Select(s_requests, Gen.Int[1, 60].Array[1, 40]).Sample((request, hours) =>
        {
            (SampleCase now, RequestKey key, int[] schedule) = request;
            DateOnly due = now.File.DueOn!.Value;
            DateOnly[] dates = [.. schedule.Select(days => Before(due, days, key)).Order()];
            List<int> sent = [];
            for (int look = 0; Requests.Next(now.File, key, now.Circumstances) is { Step: not (Step.Answered or Step.Expired) } next; look++)
            {
                Assert.InRange(look, 0, 6_000);
                if (next.Step == Step.Remind)
                {
                    Assert.True(now.Now >= WorkingCalendar.Default.OpeningOf(dates[next.Number - 1]));
                    sent.Add(next.Number);
                }

                // Sometimes on time, sometimes whenever a nudge comes.
                now = Take(now, key, next, hours[look % hours.Length]);
            }

            Assert.Equal(sent.Order().Distinct(), sent);
            Assert.True(sent.Count <= schedule.Length);
            Assert.True(now.Circumstances.IsPast(due));
        });

    [Fact]
    public void Whoever_wakes_when_told_sends_every_reminder_that_lies_ahead_on_its_morning() => s_requests.Sample(request =>
    {
        (SampleCase asked, RequestKey key, int[] schedule) = request;
        string[] ahead =
        [
            .. schedule.Select(days => Before(asked.File.DueOn!.Value, days, key)).Order().Select((date, index) => (date, index))
                .Where(reminder => reminder.date > asked.Circumstances.Today)
                .Select(reminder => Invariant($"{reminder.date:yyyy-MM-dd} {WorkingCalendar.Default.HoursOn(reminder.date).Opens:HH:mm} Remind {reminder.index + 1}")),
        ];

        Assert.Equal(ahead, Waiting.For(asked, key).Diary.Where(line => line.Contains("08:30 Remind", StringComparison.Ordinal) || line.Contains("09:00 Remind", StringComparison.Ordinal)));
    });

    [Fact]
    public void Nobody_sleeps_longer_than_a_day_or_into_the_past() => Gen.Select(s_requests, Gen.Int[0, 300 * 24]).Sample((request, hours) =>
    {
        SampleCase later = request.Asked.SendLetters() with { Now = request.Asked.Now.AddHours(hours) };

        NextStep next = Requests.Next(later.File, request.Request, later.Circumstances);

        if (next.Step == Step.Wait)
        {
            Assert.InRange(next.Until!.Value, later.Now.AddTicks(1), later.Now.AddDays(1));
        }
    });

    // A vote is given in working days, and reminded of in working days.
    private static DateOnly Before(DateOnly due, int days, RequestKey request) => request.Ask == Ask.Votes
        ? Enumerable.Range(1, 1_000).Select(back => due.AddDays(-back)).Where(WorkingCalendar.Default.IsWorkingDay).Prepend(due).ElementAt(days)
        : due.AddDays(-days);

    private static SampleCase Take(SampleCase now, RequestKey request, NextStep next, int hours) => next.Step switch
    {
        Step.SendLetters => now.SendLetters(),
        Step.Remind => now.Do((file, at) => Requests.Remind(file, request, next.Number, at)),
        Step.Wait => now with { Now = now.Now.AddHours(hours) },
        _ => now.Do((file, time) => Requests.End(file, request, time)),
    };

    private static SampleCase With(SampleCase asked, Ask ask, int[] schedule) => asked with
    {
        Rules = asked.Rules with
        {
            Deadlines = new Deadlines([.. asked.Rules.Deadlines.All.Select(deadline =>
                deadline.Code == Deadlines.LimitOf(ask) ? deadline with { Reminders = schedule } : deadline)]),
        },
    };
}
