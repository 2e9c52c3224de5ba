using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Cases;

public sealed class RequestsTests
{
    [Fact]
    public void A_complement_is_reminded_of_fifteen_five_and_one_days_before_and_expires_at_midnight() => AssertDiary(
        SampleCases.In(S.ComplementRequested), // until Thursday 19 February
        new(Ask.Complement),
        "2026-02-04 08:30 Remind 1",
        "2026-02-14 08:30 Remind 2",
        "2026-02-18 08:30 Remind 3",
        "2026-02-20 00:00 Expire",
        "2026-02-20 00:00 Answered");

    [Fact]
    public void A_question_that_is_not_answered_goes_back_to_the_committee() => AssertDiary(
        SampleCases.In(S.Deferred),
        new(Ask.Answer, 1),
        "2026-02-04 08:30 Remind 1",
        "2026-02-14 08:30 Remind 2",
        "2026-02-20 00:00 Expire",
        "2026-02-20 00:00 Answered");

    [Fact]
    public void A_convention_that_is_not_signed_ends_the_case()
    {
        Waiting waiting = AssertDiary(
            SampleCases.In(S.ConventionToSign),
            new(Ask.Signature),
            "2026-02-04 08:30 Remind 1",
            "2026-02-14 08:30 Remind 2",
            "2026-02-18 08:30 Remind 3",
            "2026-02-20 00:00 Expire",
            "2026-02-20 00:00 Expired");

        Assert.Equal(S.Expired, waiting.After.File.State);
    }

    [Fact]
    public void A_proof_that_does_not_come_in_180_days_ends_the_case() => AssertDiary(
        SampleCases.In(S.ProofAwaited), // the 180th day is Sunday 19 July
        new(Ask.Proof, 1),
        "2026-05-21 08:30 Remind 1",
        "2026-06-20 08:30 Remind 2",
        "2026-07-13 08:30 Remind 3",
        "2026-07-21 00:00 Expire",
        "2026-07-21 00:00 Expired");

    [Fact]
    public void Votes_are_reminded_of_and_waited_for_once_longer() => AssertDiary(
        SampleCases.In(S.Committee), // ten working days, and then five more
        new(Ask.Votes, 1),
        "2026-01-27 08:30 Remind 1",
        "2026-01-30 08:30 Remind 2",
        "2026-02-04 00:00 Extend",
        "2026-02-12 00:00 Answered");

    [Fact]
    public void The_national_committee_is_waited_for_until_it_decides() => AssertDiary(
        SampleCases.In(S.NationalCommittee),
        new(Ask.Votes, 2),
        new DateOnly(2026, 2, 28),
        "2026-01-27 08:30 Remind 1",
        "2026-01-30 08:30 Remind 2",
        "2026-02-04 00:00 Extend",
        "2026-02-12 00:00 Extend",
        "2026-02-20 00:00 Extend",
        "2026-02-28 00:00 Extend");

    [Fact]
    public void An_officer_s_delay_is_reminded_of_and_never_ends_a_case() => AssertDiary(
        SampleCases.In(S.DocumentCheck), // the legal due date is 23 March; in Ramadan offices open at nine
        new(Ask.Verdicts, 1),
        new DateOnly(2027, 1, 20),
        "2026-02-21 09:00 Remind 1",
        "2026-03-08 09:00 Remind 2",
        "2026-03-18 09:00 Remind 3");

    [Theory]
    [InlineData(S.ProofReceived)]
    [InlineData(S.ServiceVerified)]
    [InlineData(S.PaymentSent)]
    [InlineData(S.PaymentReturned)]
    public void A_payment_under_way_is_reminded_of_and_never_ends_a_case(CaseState state) => AssertDiary(
        SampleCases.In(state),
        new(Ask.Payment, 1),
        new DateOnly(2027, 1, 20),
        "2026-02-21 09:00 Remind 1",
        "2026-03-08 09:00 Remind 2",
        "2026-03-18 09:00 Remind 3");

    [Fact]
    public void A_case_on_the_waiting_list_is_looked_at_once_a_day_and_nobody_is_reminded()
    {
        SampleCase waiting = SampleCases.In(S.WaitingList).SendLetters();

        Assert.Equal(new NextStep(Step.Wait, 0, waiting.Now.AddDays(1)), Next(waiting, new(Ask.Funds)));
        AssertDiary(waiting, new(Ask.Funds), new DateOnly(2027, 1, 20));
    }

    [Fact]
    public void Letters_that_are_written_are_sent_before_anything_else()
    {
        SampleCase late = SampleCases.In(S.ConventionToSign).After(365);
        SampleCase withdrawn = SampleCases.In(S.Withdrawn);

        Assert.Equal(Step.SendLetters, Next(late, new(Ask.Signature)).Step);
        Assert.Equal(Step.SendLetters, Next(withdrawn, new(Ask.Verdicts)).Step);
        Assert.NotEqual(Step.SendLetters, Next(late.SendLetters(), new(Ask.Signature)).Step);
    }

    [Fact]
    public void Waiting_ends_when_what_was_asked_has_come()
    {
        Answered(SampleCases.In(S.DocumentCheck).Judge(), new(Ask.Verdicts, 1));
        Answered(SampleCases.In(S.ComplementRequested), new(Ask.Verdicts, 1));
        Answered(SampleCases.In(S.ComplementRequested).Bring("rib-certificate").Do((file, now) => Complements.Answer(file, false, now)), new(Ask.Complement));
        Answered(SampleCases.In(S.Committee).Vote(VoteChoice.Approve), new(Ask.Votes, 1));
        Answered(SampleCases.In(S.Deferred).Do((file, _) => Reviews.Answer(file, "Oui")), new(Ask.Answer, 1));
        Answered(SampleCases.In(S.FundsReserved), new(Ask.Funds));
        Answered(SampleCases.In(S.ConventionSigned), new(Ask.Signature));
        Answered(SampleCases.In(S.ProofReceived), new(Ask.Proof, 1));
        Answered(SampleCases.In(S.TrancheSettled), new(Ask.Payment, 1));

        static void Answered(SampleCase asked, RequestKey request) => Assert.Equal(Step.Answered, Next(asked.SendLetters(), request).Step);
    }

    [Fact]
    public void A_file_that_the_complement_could_still_save_is_not_yet_answered_for() =>
        Assert.Equal(Step.Wait, Next(SampleCases.In(S.DocumentCheck).Judge(refused: "rib-certificate").SendLetters(), new(Ask.Verdicts, 1)).Step);

    [Fact]
    public void A_refused_proof_answers_the_payment_and_asks_for_the_proof_anew()
    {
        SampleCase refused = SampleCases.In(S.PaymentPrepared)
            .Do((file, now) => Payouts.Verify(file, 1, accepted: false, "Facture illisible", SampleCases.Verifier, now)).SendLetters();

        Assert.Equal(Step.Answered, Next(refused, new(Ask.Payment, 1)).Step);
        Assert.Equal(Step.Answered, Next(refused, new(Ask.Proof, 1)).Step);
        Assert.Equal(Step.Wait, Next(refused, new(Ask.Proof, 2)).Step);
    }

    [Theory]
    [InlineData(S.DocumentCheck, Ask.Verdicts)]
    [InlineData(S.Committee, Ask.Votes)]
    [InlineData(S.WaitingList, Ask.Funds)]
    [InlineData(S.ConventionToSign, Ask.Signature)]
    public void A_withdrawal_ends_the_waiting_for_whatever_was_asked(CaseState state, Ask ask)
    {
        SampleCase withdrawn = SampleCases.In(state).Do((file, _) => Applications.Withdraw(file)).SendLetters();

        Assert.Equal(Step.CaseEnded, Next(withdrawn, new(ask)).Step);
    }

    [Fact]
    public void Of_reminders_that_fell_due_while_nobody_looked_only_the_latest_is_sent()
    {
        SampleCase late = SampleCases.In(S.ConventionToSign).SendLetters().After(26); // one of 15 days before, one of 5

        Assert.Equal(new NextStep(Step.Remind, 2), Next(late, new(Ask.Signature)));
        SampleCase reminded = late.Do((file, now) => Requests.Remind(file, new(Ask.Signature), 2, now)).SendLetters();
        Assert.Equal(Step.Wait, Next(reminded, new(Ask.Signature)).Step);
    }

    [Fact]
    public void A_reminder_is_recorded_once_and_not_after_a_later_one_or_when_the_answer_has_come()
    {
        RequestKey signature = new(Ask.Signature);
        Circumstances now = SampleCases.In(S.ConventionToSign).Circumstances;
        CaseFile asked = SampleCases.In(S.ConventionToSign).File;
        CaseFile reminded = SampleCases.In(S.ConventionToSign).Record(new RequestReminded(signature, 2)).File;

        Assert.Equal(new RequestReminded(signature, 1), Requests.Remind(asked, signature, 1, now).Fact<RequestReminded>());
        Requests.Remind(reminded, signature, 2, now).ChangesNothing();
        Requests.Remind(reminded, signature, 1, now).ChangesNothing();
        Requests.Remind(reminded, signature, 3, now).Fact<RequestReminded>();
        Requests.Remind(SampleCases.In(S.ConventionSigned).File, signature, 1, now).ChangesNothing();
    }

    [Fact]
    public void The_end_changes_nothing_before_its_time_twice_or_after_the_answer()
    {
        RequestKey signature = new(Ask.Signature);
        SampleCase asked = SampleCases.In(S.ConventionToSign);
        SampleCase past = asked.WhenPast(asked.File.DueOn!.Value);
        SampleCase lastMoment = past with { Now = past.Now.AddTicks(-1) };

        End(lastMoment, signature).ChangesNothing();
        Assert.Equal(new RequestExpired(signature), End(past, signature).Fact<RequestExpired>());
        End(SampleCases.In(S.Expired), signature).ChangesNothing();
        End(SampleCases.In(S.ConventionSigned).After(365), signature).ChangesNothing();
        End(past, new(Ask.Votes, 1)).ChangesNothing();
    }

    [Fact]
    public void The_end_extends_no_session_whose_votes_suffice_and_none_a_second_time()
    {
        SampleCase session = SampleCases.In(S.Committee);
        SampleCase late = session.WhenPast(session.File.DueOn!.Value);
        SampleCase extended = late.Do((file, now) => Requests.End(file, new(Ask.Votes, 1), now));
        SampleCase quorate = session.Vote(VoteChoice.Approve, null, null, "delegation", "chamber", "exporters");

        End(extended, new(Ask.Votes, 1)).ChangesNothing();
        End(extended.WhenPast(extended.File.DueOn!.Value), new(Ask.Votes, 1)).ChangesNothing();
        End(quorate.WhenPast(quorate.File.DueOn!.Value), new(Ask.Votes, 1)).ChangesNothing();
    }

    private static NextStep Next(SampleCase asked, RequestKey request) => Requests.Next(asked.File, request, asked.Circumstances);

    private static Outcome End(SampleCase asked, RequestKey request) => Requests.End(asked.File, request, asked.Circumstances);

    private static Waiting AssertDiary(SampleCase asked, RequestKey request, params string[] expected) => AssertDiary(asked, request, null, expected);

    private static Waiting AssertDiary(SampleCase asked, RequestKey request, DateOnly? stop, params string[] expected)
    {
        Waiting waiting = Waiting.For(asked, request, stop);
        Assert.Equal(expected, waiting.Diary);
        return waiting;
    }
}
