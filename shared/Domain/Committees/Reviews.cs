using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>What follows a session.</summary>
public enum SessionEnd
{
    /// <summary>Support is granted.</summary>
    Granted,

    /// <summary>Support is refused, or the applicant withdrew.</summary>
    NotGranted,

    /// <summary>The applicant is asked a question first.</summary>
    QuestionAsked,

    /// <summary>Another session: of the national committee, or after the answer.</summary>
    ToMeetAgain,
}

/// <summary>The sessions of the committees on a case: opening, voting, closing.</summary>
public static class Reviews
{
    /// <summary>
    /// Opens the next session: the national committee above the scheme's threshold or on referral, else the regional one. The
    /// amount is that of the day of submission, less what the enterprise's other cases leave under the ceilings.
    /// </summary>
    public static Outcome Open(CaseFile file, Circumstances now)
    {
        Scheme scheme = now.Rules.Scheme(file.Form.Scheme!);
        PriorAid[] counted = [.. now.Received.Where(aid => AidReceived.Counts(aid.AsAid(), scheme, Support.ProfileOf(file.Form)))];
        Money amount = Support.Of(file, now.Rules, counted).Amount;
        bool national = file.State == CaseState.Referred
            || amount > scheme.NationalThreshold
            || file.Sessions is [.., { Level: CommitteeLevel.National }];
        Committee committee = national ? now.Rules.Committees.National : now.Rules.Committees.Of(file.Region);
        return Outcome.Record(new ReviewOpened(
            file.Sessions.Count + 1,
            national ? CommitteeLevel.National : CommitteeLevel.Regional,
            [.. committee.Seats.Select(seat => seat.Code)],
            committee.Chair.Code,
            committee.Quorum,
            amount,
            DueDates.Of(Ask.Votes, now),
            counted.Length > 0 ? counted : null));
    }

    /// <summary>A member votes. Whoever votes twice the same changes nothing, even if the session was closed by the first.</summary>
    public static Outcome Vote(CaseFile file, VoteCast vote, Circumstances now)
    {
        if (file.Sessions.Exists(held => held.Votes.Contains(vote)))
        {
            return Outcome.AlreadySo;
        }

        if (RequestKey.AwaitedBy(file) != new RequestKey(Ask.Votes, vote.Session) || now.IsPast(file.Sessions[^1].DueOn))
        {
            return Outcome.Refuse(RefusalCodes.VoteClosed);
        }

        Session session = file.Sessions[^1];
        bool deferredBefore = file.Sessions.Exists(earlier => earlier.Decision?.Result == ReviewResult.Deferred);
        bool needsReason = vote.Choice is VoteChoice.Reject or VoteChoice.Defer;
        return !session.Opened.Seats.Contains(vote.Seat) ? Outcome.Refuse(RefusalCodes.NotAMember)
            : !session.SeatsToVote.Contains(vote.Seat) ? Outcome.Refuse(RefusalCodes.AlreadyVoted)
            : needsReason && string.IsNullOrWhiteSpace(vote.Reason) ? Outcome.Refuse(RefusalCodes.ReasonRequired, "reason")
            : vote.Choice == VoteChoice.Defer && deferredBefore ? Outcome.Refuse(RefusalCodes.DeferralUsed, "choice")
            : vote.Choice == VoteChoice.Approve && session.Amount == Money.Zero ? Outcome.Refuse(RefusalCodes.NothingToGrant, "choice")
            : vote.Amount <= Money.Zero ? Outcome.Refuse(RefusalCodes.AmountNotPositive, "amount")
            : vote.Amount > session.Amount ? Outcome.Refuse(RefusalCodes.AmountTooHigh, "amount", session.Amount.ToString())
            : Outcome.Record(vote);
    }

    /// <summary>Gives the members longer, once the time is over without a decision.</summary>
    public static Outcome Extend(CaseFile file, Circumstances now) => Outcome.Record(new ReviewExtended(
        file.Sessions[^1].Number, DueDates.Of(TimeLimit.VoteExtension, now)));

    /// <summary>Closes the session: the decision, or the referral of what the regional committee could not decide.</summary>
    public static Outcome Close(CaseFile file, Circumstances now)
    {
        if (file.State is not (CaseState.Committee or CaseState.NationalCommittee))
        {
            return Outcome.AlreadySo;
        }

        Tally tally = Tally.Of(file.Sessions[^1], closing: true);
        return tally.Decision is { Result: ReviewResult.Deferred } question
                ? Outcome.Record(question with { AnswerBy = DueDates.Of(Ask.Answer, now) })
            : tally.Decision is { } decision ? Outcome.Record(decision)
            : file.State == CaseState.Committee ? Outcome.Record(new ReferredToNational(file.Sessions[^1].Number, tally.Why!.Value))
            : Outcome.AlreadySo;
    }

    /// <summary>What the sessions have come to, however far the case has come since.</summary>
    public static SessionEnd EndOf(CaseFile file) =>
        file.Granted is not null ? SessionEnd.Granted
        : StateTable.HasEnded(file.State) ? SessionEnd.NotGranted
        : file.State == CaseState.Deferred ? SessionEnd.QuestionAsked
        : SessionEnd.ToMeetAgain;

    /// <summary>The applicant answers the committee's question.</summary>
    public static Outcome Answer(CaseFile file, string? answer) =>
        file.State != CaseState.Deferred ? Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString())
        : string.IsNullOrWhiteSpace(answer) ? Outcome.Refuse(RefusalCodes.FieldRequired, "answer")
        : Outcome.Record(new QuestionAnswered(file.Sessions[^1].Number, answer.Trim()));
}
