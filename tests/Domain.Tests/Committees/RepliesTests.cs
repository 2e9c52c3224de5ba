using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

/// <summary>What members answer by mail is noted, recorded as a vote or not, and always answered.</summary>
public sealed class RepliesTests
{
    private const string Seat = "chamber";

    private static readonly string s_mailbox = SampleCases.In(S.Committee).File.Sessions[^1].MemberOf(Seat)!.Mailbox!;

    [Fact]
    public void An_answer_that_is_understood_is_a_vote_and_is_confirmed()
    {
        SampleCase voted = SampleCases.In(S.Committee).Do((file, now) => Replies.Take(file, Answer(VoteChoice.Approve), now));

        VoteCast vote = Assert.Single(voted.File.Sessions[^1].Votes);
        Assert.Equal((Seat, VoteChoice.Approve, VoteChannel.Mail), (vote.Seat, vote.Choice, vote.Channel));
        Assert.Null(voted.File.Replies[^1].RefusedCode);
        Assert.Equal((LetterKind.ReplyReceipt, Seat), (voted.File.Letters[^1].Recorded.Letter, voted.File.Letters[^1].Recorded.Seat));
        Assert.Equal(s_mailbox, voted.File.Letters[^1].To);
    }

    [Fact]
    public void An_answer_that_is_not_understood_is_no_vote_and_is_told_so()
    {
        SampleCase told = SampleCases.In(S.Committee).Do((file, now) => Replies.Take(file, Answer(null), now));

        Assert.Empty(told.File.Sessions[^1].Votes);
        Assert.Equal(LetterKind.ReplyNotUnderstood, told.File.Letters[^1].Recorded.Letter);
    }

    [Theory]
    [InlineData("other@committee.example", 1, RefusalCodes.SeatTaken)]
    [InlineData(null, 2, RefusalCodes.DossierChanged)]
    public void An_answer_from_who_no_longer_acts_or_on_another_round_is_refused_and_told_so(string? mailbox, int round, string code) =>
        RefusedFor(code, SampleCases.In(S.Committee), Answer(VoteChoice.Approve) with { Mailbox = mailbox ?? s_mailbox, Round = round });

    [Fact]
    public void A_refusal_without_a_reason_is_not_recorded_and_told_so() =>
        RefusedFor(RefusalCodes.ReasonRequired, SampleCases.In(S.Committee), Answer(VoteChoice.Reject));

    [Fact]
    public void A_reason_that_is_too_long_is_not_cut_to_a_vote() =>
        RefusedFor(RefusalCodes.TextTooLong, SampleCases.In(S.Committee), Answer(VoteChoice.Reject) with { Reason = new string('x', 2001) });

    [Fact]
    public void An_answer_after_the_close_is_refused_and_told_so() =>
        RefusedFor(RefusalCodes.VoteClosed, SampleCases.In(S.Approved), Answer(VoteChoice.Reject) with { Reason = "Trop tard" });

    [Fact]
    public void A_mail_that_came_before_the_last_vote_of_the_seat_does_not_change_it_whichever_way_that_was_given()
    {
        DateTimeOffset earlier = SampleCases.In(S.Committee).Now;
        SampleCase byLink = (SampleCases.In(S.Committee) with { Now = earlier.AddMinutes(10) }).Vote(VoteChoice.Approve, seats: Seat);
        SampleCase byMail = (SampleCases.In(S.Committee) with { Now = earlier.AddHours(1) })
            .Do((file, now) => Replies.Take(file, Answer(VoteChoice.Approve) with { ReceivedAt = earlier.AddMinutes(10) }, now));
        MailedAnswer before = Answer(VoteChoice.Reject) with { Reason = "Trop vague", ReceivedAt = earlier.AddMinutes(9) };

        RefusedFor(RefusalCodes.VoteOvertaken, byLink, before);
        RefusedFor(RefusalCodes.VoteOvertaken, byMail, before);
        RefusedFor(RefusalCodes.VoteOvertaken, byMail, before with { Choice = VoteChoice.Approve, Reason = null });
    }

    [Fact]
    public void Mails_that_are_taken_up_late_count_in_the_order_in_which_they_came()
    {
        SampleCase open = SampleCases.In(S.Committee);
        SampleCase first = (open with { Now = open.Now.AddHours(1) })
            .Do((file, now) => Replies.Take(file, Answer(VoteChoice.Approve) with { ReceivedAt = open.Now.AddMinutes(1) }, now));

        SampleCase second = first.Do((file, now) => Replies.Take(
            file, Answer(VoteChoice.Reject) with { MessageKey = new string('b', 32), Reason = "Trop vague", ReceivedAt = open.Now.AddMinutes(2) }, now));

        Assert.Equal(VoteChoice.Reject, second.File.Sessions[^1].VoteOf(Seat)!.Choice);
    }

    [Fact]
    public void Consent_to_less_without_a_reason_is_taken_and_the_receipt_asks_for_it()
    {
        SampleCase voted = SampleCases.In(S.Committee).Do((file, now) => Replies.Take(file, Answer(VoteChoice.Approve) with { Amount = Money.FromMad(1) }, now));

        Assert.Single(voted.File.Sessions[^1].Votes);
        Assert.True(Replies.LacksReason(voted.File, voted.File.Replies[^1]));
    }

    [Fact]
    public void A_reduction_that_nobody_gave_a_reason_for_has_the_result_of_the_vote_as_its_reason_and_no_praise()
    {
        SampleCase voted = SampleCases.In(S.Committee);
        foreach (string seat in (string[])["delegation", "exporters"])
        {
            voted = voted.Do((file, now) => Replies.Take(
                file, Answer(VoteChoice.Approve) with { Seat = seat, Mailbox = file.Sessions[^1].MemberOf(seat)!.Mailbox!, Amount = Money.FromMad(1_000) }, now));
        }

        voted = voted.Vote(VoteChoice.Approve, null, "Excellent dossier", Seat);
        SupportDecided decided = voted.WhenPast(voted.File.DueOn!.Value).Do(Reviews.Close).File.Sessions[^1].Decision!;

        Assert.Equal((ReviewResult.PartlyApproved, Money.FromMad(1_000)), (decided.Result, decided.Amount));
        Assert.DoesNotContain("Excellent", Assert.Single(decided.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_that_does_not_arrive_calls_the_alternate_once()
    {
        SampleCase open = SampleCases.In(S.Committee);
        CaseLetter letter = open.File.Letters.Last(candidate => candidate.Recorded.Seat == Seat);

        SampleCase failed = open.Do((file, _) => Deliveries.Fail(file, letter.Recorded.MailId, Undelivered.Bounced));

        Assert.NotEqual(s_mailbox, failed.File.Sessions[^1].MemberOf(Seat)!.Mailbox);
        Assert.Equal(Undelivered.Bounced, failed.File.Letters.Find(candidate => candidate.Recorded == letter.Recorded)!.Undelivered);
        Assert.Empty(Deliveries.Fail(failed.File, letter.Recorded.MailId, Undelivered.Dropped).Events);
        Assert.Empty(Deliveries.Fail(failed.File, "TSD-2026-10-7F3KQ9-999999", Undelivered.Dropped).Events);
    }

    private static void RefusedFor(string code, SampleCase before, MailedAnswer answer)
    {
        int votes = before.File.Sessions[^1].Votes.Count;

        SampleCase told = before.Do((file, now) => Replies.Take(file, answer, now));

        Assert.Equal(votes, told.File.Sessions[^1].Votes.Count);
        Assert.Equal(code, told.File.Replies[^1].RefusedCode);
        Assert.Equal(LetterKind.ReplyReceipt, told.File.Letters[^1].Recorded.Letter);
    }

    private static MailedAnswer Answer(VoteChoice? choice) => new(1, 1, Seat, s_mailbox, new string('a', 32), choice, null, null, SampleCase.Beginning.AddYears(1));
}
