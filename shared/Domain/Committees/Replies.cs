using System.Globalization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Committees;

/// <summary>A member answered by mail.</summary>
/// <param name="Session">In which session.</param>
/// <param name="Seat">From which seat.</param>
/// <param name="Mailbox">The address that the answer came from, to which the receipt goes.</param>
/// <param name="MessageKey">The mail that it came in, as the inbox names it.</param>
/// <param name="Choice">What was understood; null if nothing was.</param>
/// <param name="Amount">With <see cref="VoteChoice.Approve"/>: the amount that was understood, MAD; null if none was written.</param>
/// <param name="Reason">The reason or question that was understood; null if none was written.</param>
/// <param name="RefusedCode">Why what was understood is not recorded as a vote; null if it is.</param>
/// <param name="ReceivedAt">When it came, UTC; null in older logs.</param>
public sealed record ReplyTaken(
    int Session,
    string Seat,
    string Mailbox,
    string MessageKey,
    VoteChoice? Choice,
    Money? Amount,
    string? Reason,
    string? RefusedCode,
    DateTimeOffset? ReceivedAt = null) : CaseEvent;

/// <summary>What a member's mail came to, before the rules are asked.</summary>
/// <param name="Session">The session that it answers.</param>
/// <param name="Round">The round of the session that it answers.</param>
/// <param name="Seat">From which seat.</param>
/// <param name="Mailbox">The address that it came from.</param>
/// <param name="MessageKey">The mail, as the inbox names it.</param>
/// <param name="Choice">What was understood; null if nothing was.</param>
/// <param name="Amount">The amount that was understood, MAD, or null.</param>
/// <param name="Reason">The reason that was understood, or null.</param>
/// <param name="ReceivedAt">When it came, UTC: it may be taken up long after.</param>
public sealed record MailedAnswer(
    int Session, int Round, string Seat, string Mailbox, string MessageKey, VoteChoice? Choice, Money? Amount, string? Reason, DateTimeOffset ReceivedAt);

/// <summary>Takes up what members answer by mail. Each answer is noted and brings a letter that says what became of it, recorded as a vote or not.</summary>
public static class Replies
{
    /// <summary>Characters that a reason may have, as in the form behind the link.</summary>
    public const int MostCharacters = 2000;

    /// <summary>Takes up an answer of a person who is known to have written it.</summary>
    public static Outcome Take(CaseFile file, MailedAnswer answer, Circumstances now)
    {
        Outcome voted = answer.Choice is { } choice ? Vote(file, answer, choice, now) : Outcome.AlreadySo;
        bool isTooLong = answer.Reason?.Length > MostCharacters;
        return Outcome.Record(
        [
            .. voted.Events,
            new ReplyTaken(
                answer.Session,
                answer.Seat,
                answer.Mailbox,
                answer.MessageKey,
                answer.Choice,
                answer.Amount,
                // The mail itself is kept in the inbox.
                isTooLong ? answer.Reason![..MostCharacters] : answer.Reason,
                voted.IsRefused ? voted.Refusals[0].Code : null,
                answer.ReceivedAt),
        ]);
    }

    /// <summary>Whether an answer consents to less than the rules compute and does not say why: the receipt then asks.</summary>
    public static bool LacksReason(CaseFile file, ReplyTaken reply) =>
        reply is { Choice: VoteChoice.Approve, Amount: { } amount, RefusedCode: null }
        && string.IsNullOrWhiteSpace(reply.Reason)
        && file.Sessions.Find(session => session.Number == reply.Session) is { } session
        && amount < session.Amount;

    private static Outcome Vote(CaseFile file, MailedAnswer answer, VoteChoice choice, Circumstances now)
    {
        if (answer.Reason?.Length > MostCharacters)
        {
            return Outcome.Refuse(RefusalCodes.TextTooLong, "reason", MostCharacters.ToString(CultureInfo.InvariantCulture));
        }

        Outcome voted = Sitting.Vote(
            file,
            new VoteCast(answer.Session, answer.Seat, choice, answer.Amount, choice == VoteChoice.Conflict ? null : answer.Reason, VoteChannel.Mail),
            new GivenBy(answer.Mailbox, answer.Round),
            now);
        return !voted.IsRefused && IsOvertaken(file, answer) ? Outcome.Refuse(RefusalCodes.VoteOvertaken) : voted;
    }

    // Mail may be taken up late, and not in its order: what was said last counts.
    private static bool IsOvertaken(CaseFile file, MailedAnswer answer) => file.Sessions.Exists(session =>
        session.Number == answer.Session && session.GivenAt.TryGetValue(answer.Seat, out DateTimeOffset given) && answer.ReceivedAt < given);
}
