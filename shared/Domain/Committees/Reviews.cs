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

/// <summary>The sessions of the committees on a case: opening and closing, and what the applicant says to them. How members take part: <see cref="Sitting"/>.</summary>
public static class Reviews
{
    /// <summary>
    /// Opens the next session: the national committee above the scheme's threshold, on referral or on appeal, else the
    /// regional one. The amount is that of the day of submission, less what the enterprise's other cases leave under the
    /// ceilings. The composition is that of the day, without those who declared a conflict of interest in an
    /// earlier session, and on appeal without those who decided before.
    /// </summary>
    public static Outcome Open(CaseFile file, Circumstances now)
    {
        Scheme scheme = now.Rules.Scheme(file.Form.Scheme!);
        PriorAid[] counted = CeilingCheck.Counted(file, now);
        Money amount = Support.Of(file, now.Rules, counted).Amount;
        bool national = file.State is CaseState.Referred or CaseState.Appeal
            || amount > scheme.NationalThreshold
            || file.Sessions is [.., { Level: CommitteeLevel.National }];
        Committee committee = national ? now.Committees.National : now.Committees.Of(file.Region);
        IReadOnlyList<Member> members = Seating.Of(
            committee, file.Region, now.Today, Barring.Delegations(file, now), (_, mailbox) => Barring.FromCase(file, mailbox));
        return Outcome.Record(new ReviewOpened(
            file.Sessions.Count + 1,
            national ? CommitteeLevel.National : CommitteeLevel.Regional,
            [.. committee.Seats.Select(seat => seat.Code)],
            committee.Chair.Code,
            committee.Quorum,
            amount,
            DueDates.Of(Ask.Votes, now),
            counted.Length > 0 ? counted : null,
            committee.Voting,
            members,
            file.Appeal is null ? null : true));
    }

    /// <summary>Gives the members longer, once the time is over without a decision.</summary>
    public static Outcome Extend(CaseFile file, Circumstances now) => Outcome.Record(new ReviewExtended(
        file.Sessions[^1].Number, DueDates.Of(TimeLimit.VoteExtension, now)));

    /// <summary>
    /// Closes the session: the decision, or the referral of what the regional committee could not decide. Nothing if votes are
    /// awaited again, because the dossier or a member has changed since somebody looked.
    /// </summary>
    public static Outcome Close(CaseFile file, Circumstances now) =>
        RequestKey.AwaitedBy(file) is { Ask: Ask.Votes } request && Requests.VotesAreIn(file, request, now) ? Close(file, now, rank: null) : Outcome.AlreadySo;

    /// <summary>
    /// Closes the session at the end of its meeting. What the meeting could not decide goes on by written procedure, once;
    /// then it is referred like any other.
    /// </summary>
    /// <param name="file">The case.</param>
    /// <param name="meeting">Id of the meeting; a case that is no longer on its agenda stays as it is.</param>
    /// <param name="rank">Its rank among those that the meeting supports; null for the others.</param>
    /// <param name="now">The case's rules, the calendar, the instant.</param>
    public static Outcome CloseInMeeting(CaseFile file, string meeting, int? rank, Circumstances now)
    {
        if (file.State is not (CaseState.Committee or CaseState.NationalCommittee) || file.Sessions[^1].Meeting != meeting)
        {
            return Outcome.AlreadySo;
        }

        Session session = file.Sessions[^1];
        bool goesOn = Tally.Of(session, closing: true).Why == Undecided.NoQuorum && (session.Extensions == 0 || session.Level == CommitteeLevel.National);
        return goesOn ? Extend(file, now) : Close(file, now, rank);
    }

    private static Outcome Close(CaseFile file, Circumstances now, int? rank)
    {
        Tally tally = Tally.Of(file.Sessions[^1], closing: true);
        return tally.Decision is { Result: ReviewResult.Deferred } question
                ? Outcome.Record(question with { AnswerBy = DueDates.Of(Ask.Answer, now) })
            : tally.Decision is { } decision
                ? Outcome.Record(Kept(Reasoned(CeilingCheck.Apply(decision with { Rank = decision.Amount is null ? null : rank }, file, now), file), file))
            : file.State == CaseState.Committee ? Outcome.Record(new ReferredToNational(file.Sessions[^1].Number, tally.Why!.Value))
            : Outcome.AlreadySo;
    }

    // A refusal or a reduction is never without a reason (law 03-01): where the votes say none, how they fell is the reason.
    private static SupportDecided Reasoned(SupportDecided decision, CaseFile file)
    {
        if (decision.Reasons.Count > 0 || decision.Result is not (ReviewResult.Rejected or ReviewResult.PartlyApproved))
        {
            return decision;
        }

        Session session = file.Sessions[^1];
        Text reason = decision.Amount is { } amount
            ? Sentences.Of("decision", "reducedByVote", Sentences.Amount(amount), Sentences.Amount(session.Amount))
            : Sentences.Of("decision", "notCarried");
        return decision with { Reasons = [reason.In(file.Form.Language)] };
    }

    // Nobody is worse off for having appealed: what the first decision granted stays granted.
    private static SupportDecided Kept(SupportDecided decision, CaseFile file)
    {
        Session? first = file.Sessions[^1].Opened.Appeal is true ? file.Sessions.FindLast(session => session.Opened.Appeal is null) : null;
        return first?.Decision?.Amount is not { } granted || decision.Amount >= granted ? decision : decision with
        {
            Result = granted < file.Sessions[^1].Amount ? ReviewResult.PartlyApproved : ReviewResult.Approved,
            Amount = granted,
            Reasons = [.. decision.Reasons, Sentences.Of("decision", "firstDecisionStands").In(file.Form.Language)],
        };
    }

    /// <summary>What the sessions have come to, however far the case has come since.</summary>
    public static SessionEnd EndOf(CaseFile file) =>
        file.State == CaseState.Deferred ? SessionEnd.QuestionAsked
        : file.Sessions.LastOrDefault()?.Decision?.Amount is not null ? SessionEnd.Granted
        : StateTable.HasEnded(file.State) ? SessionEnd.NotGranted
        : SessionEnd.ToMeetAgain;

    /// <summary>The applicant answers the committee's question.</summary>
    public static Outcome Answer(CaseFile file, string? answer) =>
        file.State != CaseState.Deferred ? Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString())
        : string.IsNullOrWhiteSpace(answer) ? Outcome.Refuse(RefusalCodes.FieldRequired, "answer")
        : Outcome.Record(new QuestionAnswered(file.Sessions[^1].Number, answer.Trim()));

    /// <summary>
    /// Until when a refusal or a reduction can be appealed against: from the decision, or from the convention that offers less
    /// than was computed and is not signed. Null if there is nothing to appeal against.
    /// </summary>
    public static DateOnly? AppealUntil(CaseFile file, Circumstances now)
    {
        return (file.Sessions.LastOrDefault()?.Decision?.Result, file.Convention) switch
        {
            (ReviewResult.Rejected, _) => Limit(file.Sessions[^1].DecidedAt!.Value),
            // Who has not signed by then has given the support up.
            (ReviewResult.PartlyApproved, { SignedAt: null } offered) => Limit(offered.IssuedAt) is var limit && limit < offered.DueOn ? limit : offered.DueOn,
            _ => null,
        };

        DateOnly Limit(DateTimeOffset since) => DueDates.Of(TimeLimit.Appeal, now with { Now = since });
    }

    /// <summary>
    /// The applicant appeals against a refusal, or against a reduction before signing for it, once: other members review the
    /// case. What was granted stays set aside meanwhile.
    /// </summary>
    public static Outcome Appeal(CaseFile file, string? grounds, Circumstances now) =>
        file.Appeal is not null ? file.Appeal == grounds?.Trim() ? Outcome.AlreadySo : Outcome.Refuse(RefusalCodes.AppealUsed)
        : file.State is not (CaseState.Rejected or CaseState.ConventionToSign) || AppealUntil(file, now) is not { } until ? Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString())
        : now.IsPast(until) ? Outcome.Refuse(RefusalCodes.AppealClosed, null, until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        : string.IsNullOrWhiteSpace(grounds) ? Outcome.Refuse(RefusalCodes.FieldRequired, "grounds")
        : Outcome.Record(new AppealFiled(grounds.Trim()));
}
