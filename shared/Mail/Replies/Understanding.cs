using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;

namespace Tasdir.Mail.Replies;

/// <summary>What a reply says.</summary>
/// <param name="Choice">The vote.</param>
/// <param name="Amount">With <see cref="VoteChoice.Approve"/>: up to how much, MAD; null for what the rules compute.</param>
/// <param name="Reason">The reason, or the question; null if none is given.</param>
public sealed record Answer(VoteChoice Choice, Money? Amount = null, string? Reason = null);

/// <summary>Why a reply is not understood.</summary>
public enum Unclear
{
    /// <summary>Nothing is written.</summary>
    Empty,

    /// <summary>The first lines begin with none of the words.</summary>
    NoWord,

    /// <summary>The first lines say two things, or take back what they say.</summary>
    Contradictory,

    /// <summary>An amount is written that can be read in no way, or in several.</summary>
    AmountUnread,

    /// <summary>The word is followed by something that is no reason: a question, a condition.</summary>
    NotPlain,
}

/// <summary>What was made of a reply: an answer, or why none.</summary>
/// <param name="Answer">The answer, or null.</param>
/// <param name="Why">Why there is none, or null.</param>
public sealed record Understood(Answer? Answer, Unclear? Why);

/// <summary>
/// Understands the first lines of a reply. A vote is never guessed: one line begins with one of the words, nothing near it
/// says otherwise, and what follows is an amount or a reason.
/// </summary>
public static class Understanding
{
    private const int FirstLines = 3;

    /// <summary>Understands a reply.</summary>
    /// <param name="lines">Its sender's own lines (<see cref="OwnWords"/>).</param>
    /// <param name="senderName">The sender's name as the mail gives it: a line of its own with it is a signature; or null.</param>
    public static Understood Of(IReadOnlyList<string> lines, string? senderName = null)
    {
        PlainLine[] said = [.. Courtesies.Without(lines, senderName).Select(line => new PlainLine(line))];
        PlainLine[] first = [.. said.Take(FirstLines)];
        int at = Array.FindIndex(first, line => AnswerWords.BeginningOf(line.Text) is not null);
        if (said.Length == 0)
        {
            return No(Unclear.Empty);
        }

        if (at < 0)
        {
            return No(Unclear.NoWord);
        }

        bool isDoubtedBefore = first[..at].Any(line => AnswerWords.Within(line.Text).Any() || AnswerWords.Negates(line.Text));
        bool isSaidTwice = first[(at + 1)..].Any(line => AnswerWords.BeginningOf(line.Text) is not null && line.Text != first[at].Text);
        bool hasNoObjection = first.Any(line => AnswerWords.HasNoObjection(line.Text));
        return isDoubtedBefore || isSaidTwice || hasNoObjection
            ? No(Unclear.Contradictory)
            : Read(first[at], [.. said[(at + 1)..].Where(line => line.Text != first[at].Text)]);
    }

    private static Understood Read(PlainLine line, PlainLine[] below)
    {
        AnswerWord word = AnswerWords.BeginningOf(line.Text)!;
        Tail tail = new(line, AfterSubject(line.Text, word.End));
        if (tail.IsQuestion)
        {
            return No(Unclear.NotPlain);
        }

        bool saysOtherwise = tail.IsSeparated
            ? AnswerWords.BeginningOf(tail.Reason) is { } other && other.Choice != word.Choice && (!other.Weak || other.End == tail.Reason.Length)
            : AnswerWords.Within(tail.Text).Any(choice => choice != word.Choice);
        bool isTakenBack = AnswerWords.IsTakenBack(tail.Text) && (word.Choice != VoteChoice.Reject || !tail.IsSeparated);
        return saysOtherwise || isTakenBack ? No(Unclear.Contradictory)
            : word.Weak && !tail.StandsAlone && !tail.IsSeparated && word.Choice != VoteChoice.Approve ? No(Unclear.NotPlain)
            : word.Weak && below.Length > 0 ? No(Unclear.NotPlain)
            : word.Choice == VoteChoice.Approve ? Approval.Read(tail, below, word.Weak)
            : Yes(word.Choice, null, Joined(tail.WrittenReason, below));
    }

    internal static Understood Yes(VoteChoice choice, Money? amount, string reason) =>
        new(new Answer(choice, amount, reason.Length > 0 ? reason : null), null);

    internal static Understood No(Unclear why) => new(null, why);

    internal static string Joined(string reason, IEnumerable<PlainLine> below) =>
        string.Join('\n', below.Select(line => line.WrittenFrom(0).Trim()).Prepend(reason).Where(text => text.Length > 0));

    private static int AfterSubject(string plain, int from) => Tail.Subject().Match(plain, from) is { Success: true } subject && subject.Index == from
        ? from + subject.Length
        : from;
}
