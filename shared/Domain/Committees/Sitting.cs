using System.Globalization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>Who gives a vote or scores, and on which dossier: what the link or the address in the mail was made for.</summary>
/// <param name="Mailbox">Address of the person.</param>
/// <param name="Round">The round of the session.</param>
public sealed record GivenBy(string Mailbox, int Round);

/// <summary>How members take part in a session: they vote, score, are called and step aside.</summary>
public static class Sitting
{
    /// <summary>
    /// A member votes, or votes otherwise than before. Whoever says the same twice changes nothing, even if the session was
    /// closed by the first. A conflict of interest closes the dossier to the member and calls the alternate.
    /// </summary>
    /// <param name="file">The case.</param>
    /// <param name="vote">The vote.</param>
    /// <param name="by">Who gives it; null inside the procedure's own tests of a rule.</param>
    /// <param name="now">The case's rules, the calendar, the instant.</param>
    public static Outcome Vote(CaseFile file, VoteCast vote, GivenBy? by, Circumstances now)
    {
        if (file.Sessions.Exists(held => held.VoteOf(vote.Seat) is { } given && given.SaysSame(vote) && IsOf(held, vote.Seat, by))
            || (vote.Choice == VoteChoice.Conflict && by is not null && HasConflict(file, by.Mailbox)))
        {
            return Outcome.AlreadySo;
        }

        if (Closed(file, vote.Session, vote.Seat, by, now) is { } closed)
        {
            return closed;
        }

        Session session = file.Sessions[^1];
        bool deferredBefore = file.Sessions.Exists(earlier => earlier.Decision?.Result == ReviewResult.Deferred);
        bool reduces = vote.Amount < session.Amount && vote.Channel != VoteChannel.Mail;
        int? score = session.ScoreOf(vote.Seat);
        int threshold = now.Rules.Scheme(file.Form.Scheme!).Scoring.Threshold;
        return vote.Choice == VoteChoice.Defer && deferredBefore ? Outcome.Refuse(RefusalCodes.DeferralUsed, "choice")
            : vote.Choice == VoteChoice.Approve && session.Amount == Money.Zero ? Outcome.Refuse(RefusalCodes.NothingToGrant, "choice")
            : vote.Amount <= Money.Zero ? Outcome.Refuse(RefusalCodes.AmountNotPositive, "amount")
            : vote.Amount > session.Amount ? Outcome.Refuse(RefusalCodes.AmountTooHigh, "amount", session.Amount.ToString())
            : (reduces || vote.Choice is VoteChoice.Reject or VoteChoice.Defer) && string.IsNullOrWhiteSpace(vote.Reason)
                ? Outcome.Refuse(RefusalCodes.ReasonRequired, "reason")
            : vote.Choice == VoteChoice.Approve && score < threshold
                ? Outcome.Refuse(RefusalCodes.ScoreBelowThreshold, "choice", Number(score.Value), Number(threshold))
            : vote.Choice == VoteChoice.Conflict && Next(file, vote.Seat, CallReason.Conflict) is { } called
                ? Outcome.Record(vote, called)
            : Outcome.Record(vote);
    }

    /// <summary>
    /// A member scores the case on the scheme's grid, or scores it anew. Scores too far apart open a moderation; scores below the
    /// threshold do not go with a vote in favour.
    /// </summary>
    /// <param name="file">The case.</param>
    /// <param name="given">The scores.</param>
    /// <param name="by">Who gives them; null inside the procedure's own tests of a rule.</param>
    /// <param name="now">The case's rules, the calendar, the instant.</param>
    /// <param name="vote">The vote that is given with them and replaces the seat's; null if they come alone.</param>
    public static Outcome Score(CaseFile file, ScoresGiven given, GivenBy? by, Circumstances now, VoteCast? vote = null)
    {
        if (Closed(file, given.Session, given.Seat, by, now) is { } closed)
        {
            return closed;
        }

        Session session = file.Sessions[^1];
        ScoringGrid grid = now.Rules.Scheme(file.Form.Scheme!).Scoring;
        Refusal[] wrong =
        [
            .. grid.Criteria.Where(criterion => given.Scores.Count(score => score.Criterion == criterion.Code) != 1)
                .Select(criterion => new Refusal(RefusalCodes.FieldRequired, $"scores.{criterion.Code}")),
            .. given.Scores.Where(score => grid.Criteria.FirstOrDefault(criterion => criterion.Code == score.Criterion) is not { } criterion
                    || score.Points < 0 || score.Points > criterion.Weight)
                .Select(score => new Refusal(RefusalCodes.NumberRange, $"scores.{score.Criterion}")),
        ];
        if (wrong.Length > 0)
        {
            return Outcome.Refuse(wrong);
        }

        if (session.Scores.TryGetValue(given.Seat, out IReadOnlyList<CriterionScore>? before) && before.SequenceEqual(given.Scores))
        {
            return Outcome.AlreadySo;
        }

        Session scored = session with { Scores = session.Scores.SetItem(given.Seat, given.Scores) };
        (int lowest, int highest) = scored.ScoreRange!.Value;
        int total = scored.ScoreOf(given.Seat)!.Value;
        return (vote ?? session.VoteOf(given.Seat)) is { Choice: VoteChoice.Approve } && total < grid.Threshold
                ? Outcome.Refuse(RefusalCodes.ScoreBelowThreshold, "choice", Number(total), Number(grid.Threshold))
            : session.Moderation is null && highest - lowest > grid.ModerationGap
                ? Outcome.Record(given, new ModerationOpened(session.Number, lowest, highest, grid.ModerationGap))
            : Outcome.Record(given);
    }

    /// <summary>Calls the alternate to a seat whose mail does not arrive; nothing if there is none, once the seat has voted, or if somebody else acts already.</summary>
    public static Outcome CallAlternate(CaseFile file, string seat, string mailbox)
    {
        Session? session = RequestKey.AwaitedBy(file) is { Ask: Ask.Votes } ? file.Sessions[^1] : null;
        return session?.MemberOf(seat) is { } member && IsFor(member, mailbox) && session.VoteOf(seat) is null
            && Next(file, seat, CallReason.Undeliverable) is { } called
            ? Outcome.Record(called)
            : Outcome.AlreadySo;
    }

    /// <summary>
    /// Brings a session's composition to that of the day: mandates and absences begin and end while it sits. Votes that were cast
    /// stay; a seat for which nobody was left after a conflict of interest goes to whom the day has for it.
    /// </summary>
    public static Outcome Reseat(CaseFile file, Circumstances now)
    {
        if (RequestKey.AwaitedBy(file) is not { Ask: Ask.Votes } || file.Sessions[^1] is not { Opened.Members: not null } session)
        {
            return Outcome.AlreadySo;
        }

        Committee committee = session.Level == CommitteeLevel.National ? now.Committees.National : now.Committees.Of(file.Region);
        IReadOnlyList<Delegation> delegations = Barring.Delegations(file, now);
        IReadOnlyList<Member> today = Seating.Of(
            committee, file.Region, now.Today, delegations, (seat, mailbox) => Barring.FromSeat(file, seat, mailbox), session);
        return Outcome.Record(
        [
            .. from member in session.Members
               let holder = today.FirstOrDefault(one => one.Seat == member.Seat)
               where !SameAddress(holder?.Mailbox, member.Mailbox)
               where session.VoteOf(member.Seat) is null || (IsOutForConflict(session, member.Seat) && holder?.Mailbox is not null)
               let away = delegations.Any(one => one.Seat == member.Seat && one.HoldsOn(now.Today) && SameAddress(one.Delegate, holder?.Mailbox))
               select new MemberCalled(session.Number, member.Seat, holder?.Mailbox, holder?.Alternate, away ? CallReason.Delegation : CallReason.Composition),
        ]);
    }

    /// <summary>Puts a case on the agenda of a meeting; a case that is not open before the committee, or is on an agenda already, stays as it is.</summary>
    public static Outcome PlaceOnAgenda(CaseFile file, string meeting, DateOnly on) =>
        RequestKey.AwaitedBy(file) is not { Ask: Ask.Votes } || file.Sessions[^1].Meeting is not null
            ? Outcome.AlreadySo
            : Outcome.Record(new PlacedOnAgenda(file.Sessions[^1].Number, meeting, on));

    /// <summary>Seals the minutes of a meeting that treated the case, once.</summary>
    public static Outcome Seal(CaseFile file, string meeting, string sha256) =>
        file.Sessions.FindLast(session => session.Meetings.Contains(meeting)) is not { } session || session.Minutes.Exists(known => known.Meeting == meeting)
            ? Outcome.AlreadySo
            : Outcome.Record(new MinutesSealed(session.Number, meeting, sha256));

    /// <summary>The officer writes the analysis for the committee.</summary>
    public static Outcome Analyse(CaseFile file, string? text) =>
        string.IsNullOrWhiteSpace(text) ? Outcome.Refuse(RefusalCodes.FieldRequired, "text")
        : file.Analysis == text.Trim() ? Outcome.AlreadySo
        : Outcome.Record(new AnalysisWritten(text.Trim()));

    /// <summary>Votes and scores that a change to the dossier makes void; null if a fact changes nothing that members looked at, or nobody has voted.</summary>
    internal static VotesVoided? VoidedBy(CaseFile file, CaseEvent fact)
    {
        if (fact is not (DocumentAccepted or DocumentRefused or DocumentSupplied or AnalysisWritten)
            || RequestKey.AwaitedBy(file) is not { Ask: Ask.Votes })
        {
            return null;
        }

        Session session = file.Sessions[^1];
        string[] seats =
        [
            .. session.Members.Select(member => member.Seat)
                .Where(seat => session.VoteOf(seat) is { Choice: not VoteChoice.Conflict } || session.Scores.ContainsKey(seat)),
        ];
        return seats.Length > 0 ? new VotesVoided(session.Number, seats) : null;
    }

    /// <summary>The quorum that is not there yet; null if it is.</summary>
    internal static QuorumAtRisk? RiskOf(Session session) =>
        Quorum.Of(session) is var quorum && quorum.Counted < quorum.Needed
            ? new QuorumAtRisk(session.Number, quorum.Counted, quorum.Needed)
            : null;

    // Why nothing can be given in a session, from a seat, by somebody.
    private static Outcome? Closed(CaseFile file, int number, string seat, GivenBy? by, Circumstances now) =>
        RequestKey.AwaitedBy(file) != new RequestKey(Ask.Votes, number) || now.IsPast(file.Sessions[^1].DueOn) ? Outcome.Refuse(RefusalCodes.VoteClosed)
        : file.Sessions[^1].MemberOf(seat) is not { } member ? Outcome.Refuse(RefusalCodes.NotAMember)
        : member.IsVacant || (by is not null && !CanGive(file, member, by.Mailbox)) || IsOutForConflict(file.Sessions[^1], seat) ? Outcome.Refuse(RefusalCodes.SeatTaken)
        : by is not null && by.Round != file.Sessions[^1].Round ? Outcome.Refuse(RefusalCodes.DossierChanged)
        : null;

    /// <summary>Whether somebody declared a conflict of interest in any session of the case, for whatever seat: the dossier is closed to them for good.</summary>
    public static bool HasConflict(CaseFile file, string mailbox) =>
        file.Sessions.Exists(held => held.Conflicts.Exists(conflict => SameAddress(conflict.Mailbox, mailbox)));

    private static bool CanGive(CaseFile file, Member member, string mailbox) =>
        IsFor(member, mailbox) && !HasConflict(file, mailbox) && !file.Sessions[^1].HasVotedBeside(member.Seat, mailbox);

    private static bool IsOutForConflict(Session session, string seat) => session.VoteOf(seat)?.Choice == VoteChoice.Conflict;

    private static bool IsOf(Session held, string seat, GivenBy? by) => by is null
        || (held.Round == by.Round && held.Voters.TryGetValue(seat, out string? voter) && SameAddress(voter, by.Mailbox));

    // Where the log does not say who sits, whoever has the link does.
    private static bool IsFor(Member member, string mailbox) => member.Mailbox is { Length: 0 } || SameAddress(member.Mailbox, mailbox);

    private static bool SameAddress(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static MemberCalled? Next(CaseFile file, string seat, CallReason why) =>
        file.Sessions[^1].MemberOf(seat)?.Alternate is { } alternate && !Barring.FromSeat(file, seat, alternate) && !Barring.ActsBeside(file, seat, alternate)
            ? new MemberCalled(file.Sessions[^1].Number, seat, alternate, null, why)
            : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
