using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

public sealed class MeetingsTests
{
    private const string Meeting = "meeting-10-20260127";
    private static readonly DateOnly s_on = new(2026, 1, 27);

    [Theory]
    [InlineData("2026-01-22", false)] // two working days ahead
    [InlineData("2026-01-23", true)]
    [InlineData("2026-01-24", false)] // a Saturday
    [InlineData("2026-03-23", false)] // too far
    public void A_meeting_is_held_on_a_working_day_that_leaves_members_time(string on, bool allowed)
    {
        Circumstances now = SampleCases.In(S.Committee).Circumstances; // Tuesday 20 January

        Refusal? refusal = Meetings.CheckDay(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), now.Committees.Of("10"), now);

        Assert.Equal(allowed, refusal is null);
        Assert.Equal(allowed ? [] : ["2026-01-23"], refusal?.Values ?? []);
    }

    [Fact]
    public void On_an_agenda_votes_are_taken_until_the_meeting_s_day_is_over_and_no_sooner_decided()
    {
        SampleCase voted = OnAgenda().Vote(VoteChoice.Approve);

        Assert.Equal(s_on, voted.File.DueOn);
        Assert.NotEqual(Step.Answered, Requests.Next(voted.SendLetters().File, new(Ask.Votes, 1), voted.Circumstances).Step);
        Assert.Equal(Step.Answered, Requests.Next(voted.SendLetters().File, new(Ask.Votes, 1), voted.WhenPast(s_on.AddDays(1)).Circumstances).Step); // nobody closed the meeting
        Sitting.PlaceOnAgenda(voted.File, "meeting-10-20260130", s_on.AddDays(3)).ChangesNothing();
    }

    [Fact]
    public void A_meeting_ranks_what_it_supports_by_score_and_then_by_submission()
    {
        SampleCase[] cases =
        [
            Scored(OnAgenda("A"), 70).Vote(VoteChoice.Approve),
            Scored(OnAgenda("B"), 90).Vote(VoteChoice.Approve),
            OnAgenda("C").Vote(VoteChoice.Approve),
            Scored(OnAgenda("D"), 95).Vote(VoteChoice.Reject, reason: "Trop cher"),
            Scored(OnAgenda("E"), 90).Vote(VoteChoice.Approve),
        ];
        CaseFile[] files = [.. cases.Select((one, i) => one.File with { Reference = "ABCDE"[i].ToString(), SubmittedAt = one.File.SubmittedAt!.Value.AddDays(i == 1 ? 1 : 0) })];

        Assert.Equal(
            [new("E", 1), new("B", 2), new("A", 3), new("C", 4), new("D", null)],
            Meetings.Rank(Meeting, files));
        Assert.Empty(Meetings.Rank("meeting-10-20260130", files));
    }

    [Fact]
    public void What_a_meeting_decides_bears_its_rank()
    {
        SampleCase granted = OnAgenda().Vote(VoteChoice.Approve);

        SupportDecided decided = Reviews.CloseInMeeting(granted.File, Meeting, rank: 3, granted.Circumstances).Fact<SupportDecided>();

        Assert.Equal((ReviewResult.Approved, 3), (decided.Result, decided.Rank));
        Reviews.CloseInMeeting(granted.File, "meeting-10-20260130", rank: 3, granted.Circumstances).ChangesNothing();
        Reviews.CloseInMeeting(SampleCases.In(S.Withdrawn).File, Meeting, rank: 3, granted.Circumstances).ChangesNothing();
    }

    [Fact]
    public void Without_a_quorum_at_its_meeting_a_case_goes_on_in_writing_once_and_is_then_referred()
    {
        SampleCase few = OnAgenda().Vote(VoteChoice.Approve, null, null, "chamber").WhenPast(s_on);

        SampleCase extended = few.Do((file, now) => Reviews.CloseInMeeting(file, Meeting, rank: null, now));

        Assert.Equal((null, 1, new DateOnly(2026, 2, 4)), (extended.File.Sessions[0].Meeting, extended.File.Sessions[0].Extensions, extended.File.Sessions[0].DueOn));
        SampleCase again = extended.Do((file, _) => Sitting.PlaceOnAgenda(file, "meeting-10-20260130", s_on.AddDays(3)));
        Assert.Equal(Undecided.NoQuorum, Reviews.CloseInMeeting(again.File, "meeting-10-20260130", rank: null, again.Circumstances).Fact<ReferredToNational>().Why);
    }

    [Fact]
    public void A_meeting_writes_to_its_members_itself_and_each_case_does_not()
    {
        SampleCase on = OnAgenda().SendLetters();

        Assert.Empty(on.Record(new RequestReminded(new(Ask.Votes, 1), 2), new QuorumAtRisk(1, 0, 3)).File.LettersToSend);
        Assert.Equal([new DateOnly(2026, 1, 23)], Meetings.RemindersOf(new(Meeting, "10", s_on, "secretary-10", on.Now), on.Circumstances));
    }

    [Fact]
    public void Minutes_are_sealed_once_in_the_session_that_the_meeting_treated()
    {
        SampleCase closed = OnAgenda().Vote(VoteChoice.Approve).Do((file, now) => Reviews.CloseInMeeting(file, Meeting, rank: 1, now));

        MinutesSealed sealing = Sitting.Seal(closed.File, Meeting, "ab12").Fact<MinutesSealed>();

        Assert.Equal(new MinutesSealed(1, Meeting, "ab12"), sealing);
        Sitting.Seal(closed.Record(sealing).File, Meeting, "cd34").ChangesNothing();
        Sitting.Seal(closed.File, "meeting-10-20260130", "ab12").ChangesNothing();
    }

    private static SampleCase OnAgenda(string _ = "A") => SampleCases.In(S.Committee).Do((file, _) => Sitting.PlaceOnAgenda(file, Meeting, s_on));

    // Every member gives the same total, spread over the criteria as their weights allow.
    private static SampleCase Scored(SampleCase session, int total) => session.File.Sessions[0].SeatsToVote.Aggregate(session, (soFar, seat) => soFar.Do((file, now) =>
    {
        int left = total;
        List<CriterionScore> scores = [];
        foreach (ScoringCriterion criterion in now.Rules.Scheme(file.Form.Scheme!).Scoring.Criteria)
        {
            scores.Add(new(criterion.Code, Math.Min(left, criterion.Weight)));
            left -= scores[^1].Points;
        }

        return Sitting.Score(file, new ScoresGiven(1, seat, scores), by: null, now);
    }));
}
