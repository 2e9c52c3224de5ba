using CsCheck;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Cases;

/// <summary>What becomes of the due dates of a case when the Mawlid of 2026, 26 and 27 August, turns out to fall otherwise.</summary>
public sealed class DueDatesTests
{
    public static TheoryData<S, string, string, string, string> Moving => new()
    {
        // Until Friday 28 August; with the feast on 28 and 29, until Monday.
        { S.ComplementRequested, "2026-07-29", "2026-08-28", "2026-08-28", "2026-08-31" },
        { S.Deferred, "2026-07-29", "2026-08-28", "2026-08-28", "2026-08-31" },
        { S.ConventionToSign, "2026-07-29", "2026-08-28", "2026-08-28", "2026-08-31" },
        { S.ProofAwaited, "2026-03-01", "2026-08-28", "2026-08-28", "2026-08-31" },
        { S.ProofReceived, "2026-06-29", "2026-08-28", "2026-08-28", "2026-08-31" },
        { S.PaymentSent, "2026-06-29", "2026-08-28", "2026-08-28", "2026-08-31" },
        // Ten working days from 6 August are over on the 25th; with the feast on 25 and 26, on the 27th.
        { S.Committee, "2026-08-06", "2026-08-25", "2026-08-25", "2026-08-27" },
        { S.NationalCommittee, "2026-08-06", "2026-08-25", "2026-08-25", "2026-08-27" },
    };

    [Theory]
    [MemberData(nameof(Moving))]
    public void What_is_asked_for_is_due_later_when_a_feast_comes_to_fall_on_its_last_day(S state, string begun, string feast, string from, string to)
    {
        SampleCase asked = Asked(state, Dates.On(begun));
        Assert.Equal(Dates.On(from), asked.File.DueOn);

        DueDateMoved moved = Move(asked, feast).Fact<DueDateMoved>();

        Assert.Equal(new DueDateMoved(RequestKey.AwaitedBy(asked.File), Dates.On(from), Dates.On(to), "mawlid", 2026), moved);
        SampleCase after = asked.Record(moved);
        Assert.Equal((Dates.On(to), state), (after.File.DueOn, after.File.State));
        Move(after, feast).ChangesNothing();
    }

    [Theory]
    [InlineData(S.Submitted)]
    [InlineData(S.DocumentCheck)]
    [InlineData(S.Admissible)]
    [InlineData(S.Referred)]
    public void The_decision_is_due_on_another_day_too_in_either_direction(S state)
    {
        SampleCase submitted = Filed(state, new DateOnly(2026, 6, 29));
        Assert.Equal(new DateOnly(2026, 8, 28), submitted.File.LegalDueOn);

        SampleCase later = submitted.Record(Move(submitted, "2026-08-28").Events);
        Assert.Equal((new DateOnly(2026, 8, 31), new DateOnly(2026, 8, 31)), (later.File.LegalDueOn, later.File.DueOn));

        DueDateMoved back = Move(later, "2026-08-26").Fact<DueDateMoved>();
        Assert.Equal((null, new DateOnly(2026, 8, 31), new DateOnly(2026, 8, 28)), (back.Request, back.From, back.To));
    }

    [Fact]
    public void A_decision_and_what_is_asked_for_may_both_move_each_with_its_entry()
    {
        SampleCase filed = Filed(S.Admissible, new DateOnly(2026, 6, 26)) with { Now = Morning(new DateOnly(2026, 8, 6)) };
        SampleCase voting = filed.Do(Reviews.Open);

        Outcome outcome = Move(voting, "2026-08-25");

        Assert.Equal([null, new RequestKey(Ask.Votes, 1)], outcome.Events.Cast<DueDateMoved>().Select(moved => moved.Request));
        SampleCase after = voting.Record(outcome.Events);
        Assert.Equal((new DateOnly(2026, 8, 27), new DateOnly(2026, 8, 27)), (after.File.LegalDueOn, after.File.DueOn));
    }

    [Fact]
    public void The_day_of_a_meeting_stays_whatever_the_calendar_says()
    {
        SampleCase voting = Filed(S.Admissible, new DateOnly(2026, 7, 28)) with { Now = Morning(new DateOnly(2026, 8, 6)) };
        SampleCase called = voting.Do(Reviews.Open).Do((file, _) => Sitting.PlaceOnAgenda(file, "meeting-10-20260819", new DateOnly(2026, 8, 19)));

        Assert.DoesNotContain(DueDates.Move(called.File, called.Circumstances).Events.Cast<DueDateMoved>(), moved => moved.Request is not null);
        Assert.DoesNotContain(Move(called, "2026-08-25").Events.Cast<DueDateMoved>(), moved => moved.Request is not null);
        Assert.Equal(new DateOnly(2026, 8, 19), called.File.DueOn);
    }

    [Fact]
    public void The_pause_of_the_complement_is_part_of_the_decision_s_clock_when_it_is_computed_anew()
    {
        // Sixty days and ten of pause from 19 June: Friday 28 August.
        SampleCase asked = Filed(S.DocumentCheck, new DateOnly(2026, 6, 19)).Judge(refused: "rib-certificate")
            .Do((file, now) => Complements.Request(file, null, null, now));
        SampleCase answered = asked.After(10).Bring("rib-certificate").Do((file, now) => Complements.Answer(file, false, now));

        Assert.Equal(new DateOnly(2026, 8, 28), answered.File.LegalDueOn);
        Assert.Equal(new DateOnly(2026, 8, 31), Move(answered, "2026-08-28").Fact<DueDateMoved>().To);
    }

    [Fact]
    public void While_the_complement_is_awaited_the_decision_has_no_date_to_move()
    {
        SampleCase asked = Filed(S.DocumentCheck, new DateOnly(2026, 6, 29)).Judge(refused: "rib-certificate")
            .Do((file, now) => Complements.Request(file, null, null, now));

        Move(asked, "2026-08-28").ChangesNothing();
    }

    [Fact]
    public void A_session_that_was_extended_is_counted_from_its_extension()
    {
        SampleCase opened = Asked(S.Committee, new DateOnly(2026, 7, 28));
        SampleCase extended = opened.WhenPast(opened.File.DueOn!.Value).Do((file, now) => Requests.End(file, new(Ask.Votes, 1), now));
        Assert.Equal((new DateOnly(2026, 8, 12), new DateOnly(2026, 8, 25)), (opened.File.DueOn!.Value, extended.File.DueOn!.Value));

        Assert.Equal(new DateOnly(2026, 8, 27), Move(extended, "2026-08-24", 3).Fact<DueDateMoved>().To);
    }

    [Theory]
    [InlineData(S.ComplementRequested)]
    [InlineData(S.Deferred)]
    [InlineData(S.ConventionToSign)]
    public void A_date_that_a_letter_promised_never_comes_nearer(S state)
    {
        // Due on 26 August, and so on the 28th; with the feast a day later the 26th is worked.
        SampleCase asked = Asked(state, new DateOnly(2026, 7, 27));
        Assert.Equal(new DateOnly(2026, 8, 28), asked.File.DueOn);

        Move(asked, "2026-08-27").ChangesNothing();
    }

    [Fact]
    public void The_date_by_which_the_administration_pays_comes_nearer_as_well()
    {
        SampleCase requested = Asked(S.ProofReceived, new DateOnly(2026, 6, 27));

        Assert.Equal(new DateOnly(2026, 8, 26), Move(requested, "2026-08-27").Fact<DueDateMoved>().To);
    }

    [Fact]
    public void What_has_passed_is_not_moved_and_nothing_is_moved_into_the_past()
    {
        SampleCase overdue = Filed(S.DocumentCheck, new DateOnly(2026, 6, 29));
        SampleCase nearer = Filed(S.DocumentCheck, new DateOnly(2026, 6, 27));
        Assert.Equal((new DateOnly(2026, 8, 28), new DateOnly(2026, 8, 28)), (overdue.File.LegalDueOn!.Value, nearer.File.LegalDueOn!.Value));

        Move(overdue.WhenPast(new DateOnly(2026, 8, 28)), "2026-08-28").ChangesNothing();
        // The 26th would have been the day, and is over.
        Move(nearer.WhenPast(new DateOnly(2026, 8, 26)), "2026-08-27").ChangesNothing();
    }

    [Theory]
    [InlineData(S.Draft)]
    [InlineData(S.Inadmissible)]
    [InlineData(S.Rejected)]
    [InlineData(S.Approved)]
    [InlineData(S.WaitingList)]
    [InlineData(S.FundsReserved)]
    [InlineData(S.ConventionSigned)]
    [InlineData(S.TrancheSettled)]
    [InlineData(S.Closed)]
    [InlineData(S.Withdrawn)]
    [InlineData(S.Expired)]
    public void A_case_for_which_nothing_is_due_stays_as_it_is(S state)
    {
        SampleCase standing = SampleCases.In(state);

        DueDates.Move(standing.File, standing.Circumstances with { Calendar = With("fitr", "2026-03-23") }).ChangesNothing();
    }

    [Fact]
    public void On_the_calendar_that_it_was_computed_on_no_date_of_any_case_moves() =>
        Gen.Select(Gen.Enum<S>(), Gen.Int[0, 400]).Sample((state, days) =>
        {
            SampleCase standing = SampleCases.In(state).After(days);

            DueDates.Move(standing.File, standing.Circumstances).ChangesNothing();
        });

    [Fact]
    public void Moved_once_a_case_stays_where_it_is_whatever_was_confirmed() =>
        Gen.Select(Gen.Enum<S>(), Gen.Int[-3, 3], Gen.Int[0, 90]).Sample((state, off, days) =>
        {
            SampleCase standing = SampleCases.In(state).After(days);
            Circumstances now = standing.Circumstances with { Calendar = With("fitr", new DateOnly(2026, 3, 20).AddDays(off).ToString("O", null)) };
            Outcome first = DueDates.Move(standing.File, now);

            SampleCase moved = first.Events.Count > 0 ? standing.Record(first.Events) : standing;

            DueDates.Move(moved.File, now).ChangesNothing();
            Assert.All(first.Events.Cast<DueDateMoved>(), fact => Assert.True(now.Calendar.IsWorkingDay(fact.To)));
        });

    [Fact]
    public void Members_who_have_not_voted_get_a_link_that_lasts_as_long_as_the_session_now_does()
    {
        SampleCase voting = Asked(S.Committee, new DateOnly(2026, 8, 6)).SendLetters();
        SampleCase one = voting.Vote(VoteChoice.Approve, null, null, voting.File.Sessions[^1].Opened.Seats[0]);

        SampleCase moved = one.Record(Move(one, "2026-08-25").Events);

        Assert.Equal(one.File.Sessions[^1].SeatsToVote, moved.File.LettersToSend.Select(letter => letter.Seat));
        Assert.All(moved.File.LettersToSend, letter => Assert.Equal(LetterKind.VoteReminder, letter.Letter));
    }

    private static Outcome Move(SampleCase standing, string mawlid, int most = 3)
    {
        Assert.True(Math.Abs(Dates.On(mawlid).DayNumber - new DateOnly(2026, 8, 26).DayNumber) <= most);
        return DueDates.Move(standing.File, standing.Circumstances with { Calendar = With("mawlid", mawlid) }, "mawlid", 2026);
    }

    private static WorkingCalendar With(string feast, string firstDay) =>
        WorkingCalendar.Default.With(new FeastConfirmation(feast, 2026, Dates.On(firstDay), "Communiqué"));

    private static DateTimeOffset Morning(DateOnly day) => WorkingCalendar.Default.At(day, new TimeOnly(10, 0));

    // A case that was submitted on a day and stands in a state of the same day.
    private static SampleCase Filed(S state, DateOnly day)
    {
        SampleCase submitted = (SampleCases.In(S.Draft) with { Now = Morning(day) }).BringFile().Do(Applications.Submit);
        SampleCase Check() => submitted.Record(new CheckOpened());
        SampleCase Admissible() => Check().Judge().Do((file, now) => DocumentCheck.Conclude(file, now.Rules));
        return state switch
        {
            S.Submitted => submitted,
            S.DocumentCheck => Check(),
            S.Admissible => Admissible(),
            _ => Admissible().Do(Reviews.Open).Vote(VoteChoice.Conflict).Do(Reviews.Close),
        };
    }

    // A case of January that comes to a state, and so is asked for something, on a day.
    private static SampleCase Asked(S state, DateOnly day)
    {
        SampleCase On(S before) => SampleCases.In(before) with { Now = Morning(day) };
        return state switch
        {
            S.ComplementRequested => On(S.DocumentCheck).Judge(refused: "rib-certificate")
                .Do((file, now) => Complements.Request(file, null, null, now)),
            S.Committee => On(S.Admissible).Do(Reviews.Open),
            S.NationalCommittee => On(S.Referred).Do(Reviews.Open),
            S.Deferred => On(S.Admissible).Do(Reviews.Open).Vote(VoteChoice.Defer, reason: "Avez-vous un acheteur ?").Do(Reviews.Close),
            S.ConventionToSign => On(S.FundsReserved).Do(Conventions.Issue),
            S.ProofAwaited => On(S.ConventionSigned).Do((file, now) => Payouts.Open(file, 1, now)),
            S.ProofReceived => On(S.ProofAwaited).Bring("commitment-letter").Do((file, now) => Payouts.Request(file, 1, now)),
            _ => On(S.ProofAwaited).Bring("commitment-letter").Do((file, now) => Payouts.Request(file, 1, now))
                .Do((file, _) => Payouts.Prepare(file, 1, SampleCases.Preparer))
                .Do((file, now) => Payouts.Verify(file, 1, accepted: true, null, SampleCases.Verifier, now))
                .Do((file, _) => Payouts.Order(file, 1, SampleCases.Authoriser))
                .Record(new DocumentSupplied("tax-attestation", day))
                .Do((file, now) => Payouts.Visa(file, 1, SampleCases.Accountant, now))
                .Do((file, _) => Payouts.Send(file, "PF-1")),
        };
    }
}
