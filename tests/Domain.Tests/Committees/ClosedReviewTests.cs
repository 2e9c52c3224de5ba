using CsCheck;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

public sealed class ClosedReviewTests
{
    private static readonly S[] s_closed = [S.Approved, S.PartlyApproved, S.Rejected, S.Deferred, S.Referred, S.ConventionToSign, S.Appeal, S.Withdrawn];

    private static readonly string[] s_seats = ["delegation", "investment-centre", "chamber", "exporters", "social-economy", "budget"];

    private static readonly Gen<(S State, VoteCast Vote, int Points)> s_attempts =
        from state in Gen.Int[0, s_closed.Length - 1].Select(which => s_closed[which])
        from seat in Gen.Int[0, s_seats.Length - 1].Select(which => s_seats[which])
        from choice in Gen.Enum<VoteChoice>()
        from amount in Gen.Long[1, 200_000_00]
        from byMail in Gen.Bool
        from points in Gen.Int[0, 15]
        select (state, new VoteCast(1, seat, choice, choice == VoteChoice.Approve ? new Money(amount) : null, "Autrement", byMail ? VoteChannel.Mail : null), points);

    [Fact]
    public void Whatever_is_said_after_the_close_a_closed_review_never_changes() => s_attempts.Sample(attempt =>
    {
        SampleCase closed = SampleCases.In(attempt.State);
        ScoresGiven scores = new(1, attempt.Vote.Seat, [.. closed.Rules.Scheme(closed.File.Form.Scheme!).Scoring.Criteria.Select(criterion => new CriterionScore(criterion.Code, attempt.Points))]);
        Outcome[] outcomes =
        [
            Sitting.Vote(closed.File, attempt.Vote, by: null, closed.Circumstances),
            Sitting.Vote(closed.File, attempt.Vote, new GivenBy("comite-10-ccis@tasdir.example", 1), closed.Circumstances),
            Sitting.Score(closed.File, scores, by: null, closed.Circumstances),
            Sitting.CallAlternate(closed.File, attempt.Vote.Seat, "comite-10-ccis@tasdir.example"),
            Sitting.Reseat(closed.File, closed.After(400).Circumstances),
            Sitting.PlaceOnAgenda(closed.File, "meeting-10-20260217", new DateOnly(2026, 2, 17)),
            Reviews.Close(closed.File, closed.Circumstances),
            Reviews.CloseInMeeting(closed.File, "meeting-10-20260217", rank: 1, closed.Circumstances),
        ];

        Assert.All(outcomes, outcome => Assert.Empty(outcome.Events));
    }, iter: 500);
}
