using Tasdir.Domain.Committees;

namespace Tasdir.Domain.Cases;

/// <summary>Why a letter did not reach its reader.</summary>
public enum Undelivered
{
    /// <summary>The reader's mail server sent it back.</summary>
    Bounced,

    /// <summary>The reader's mail server would not have it for now, or not from us.</summary>
    Blocked,

    /// <summary>The mail service did not send it: it writes to this address no more, because of what happened before.</summary>
    Dropped,

    /// <summary>The reader called it spam; the mail service writes to this address no more.</summary>
    ReportedAsSpam,

    /// <summary>The mail service would not take it, for its address for instance.</summary>
    Refused,
}

/// <summary>The mail service could not deliver a letter; a person must see to it.</summary>
/// <param name="MailId">Id of the mail.</param>
/// <param name="Why">Why.</param>
public sealed record LetterUndelivered(string MailId, Undelivered Why) : CaseEvent;

/// <summary>A letter of a case, and whether it is known not to have arrived.</summary>
/// <param name="Recorded">The letter.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="To">For a member: the address that it goes to; else null.</param>
/// <param name="Undelivered">Why it did not arrive; null as long as nothing is known against it.</param>
public sealed record CaseLetter(LetterRecorded Recorded, DateTimeOffset At, string? To, Undelivered? Undelivered = null);

/// <summary>What follows when a letter does not arrive.</summary>
public static class Deliveries
{
    /// <summary>Notes that a letter did not arrive, once a letter; a member's alternate is called where there is one.</summary>
    public static Outcome Fail(CaseFile file, string mailId, Undelivered why)
    {
        CaseLetter? letter = file.Letters.Find(candidate => candidate.Recorded.MailId == mailId);
        return letter is null or { Undelivered: not null }
            ? Outcome.AlreadySo
            : Outcome.Record([new LetterUndelivered(mailId, why), .. CalledFor(file, letter)]);
    }

    /// <summary>Notes that the mail service refused a letter for good; a member's alternate is called where there is one.</summary>
    /// <param name="file">The case.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="status">What the service answered.</param>
    public static Outcome Refuse(CaseFile file, CaseLetter letter, int status) =>
        Outcome.Record([new LetterRefused(letter.Recorded.MailId, status), .. CalledFor(file, letter)]);

    /// <summary>The region whose secretary is told of a letter to a member.</summary>
    public static string CommitteeOf(CaseFile file, string seat) =>
        file.Sessions.FindLast(session => session.MemberOf(seat) is not null)?.Level == CommitteeLevel.National ? Meetings.WholeCountry : file.Region;

    /// <summary>The last letter that an address was written as a member; null if none was.</summary>
    public static LetterRecorded? LastTo(CaseFile file, string address) => file.Letters
        .FindLast(letter => string.Equals(letter.To, address, StringComparison.OrdinalIgnoreCase))?.Recorded;

    private static IEnumerable<CaseEvent> CalledFor(CaseFile file, CaseLetter letter) =>
        letter.Recorded.Seat is { } seat ? Sitting.CallAlternate(file, seat, letter.To ?? "").Events : [];

    /// <summary>The address that a letter to a member goes to, in the case before the letter; null for other letters.</summary>
    internal static string? AddresseeOf(CaseFile file, LetterRecorded letter) =>
        letter.Seat is not { } seat ? null
        : letter.Letter is LetterKind.ReplyReceipt or LetterKind.ReplyNotUnderstood ? file.Replies[^1].Mailbox
        : file.Sessions.LastOrDefault()?.MemberOf(seat)?.Mailbox;
}
