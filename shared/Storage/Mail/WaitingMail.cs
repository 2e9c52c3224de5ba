using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;

namespace Tasdir.Storage.Mail;

/// <summary>Why a mail waits for a secretary.</summary>
public enum MailTrouble
{
    /// <summary>It is to none of the addresses that letters are answered at.</summary>
    NoCase,

    /// <summary>The code in the address is not right for the sender.</summary>
    AddressForged,

    /// <summary>The sender is not who acts for the seat.</summary>
    OtherSender,

    /// <summary>It names several senders, or none.</summary>
    SenderUnclear,

    /// <summary>The sender's domain does not let this server send for it (SPF).</summary>
    SpfNotPassed,

    /// <summary>No signature of the sender's domain holds (DKIM).</summary>
    DkimNotAligned,

    /// <summary>It says nothing that is understood; its sender was told.</summary>
    NotUnderstood,

    /// <summary>It answers the mail about a meeting, which has many cases; its sender was told.</summary>
    ManyCases,

    /// <summary>A machine wrote it, of an absence for instance.</summary>
    Automatic,

    /// <summary>A mail says that a letter to a member came back; whether it is true, the mail service knows.</summary>
    Bounced,

    /// <summary>The mail service could not deliver a letter to a member.</summary>
    Undelivered,

    /// <summary>Tasdir could not take it up, however often it tried: it counts for nothing, and its sender was not told.</summary>
    Failed,
}

/// <summary>A mail that waits for a secretary, or did.</summary>
public sealed record WaitingMail
{
    /// <summary>Its key: of the mail, or of the letter that was not delivered.</summary>
    public required string Id { get; init; }

    /// <summary>The region whose secretary sees to it.</summary>
    public required string Region { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Why it waits.</summary>
    public required MailTrouble Why { get; init; }

    /// <summary>The case, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>The seat, or null.</summary>
    public string? Seat { get; init; }

    /// <summary>Who is named as its sender.</summary>
    public string? From { get; init; }

    /// <summary>Its subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The sender's own words, as far as they were found.</summary>
    public string? Words { get; init; }

    /// <summary>What would be understood of them, or null.</summary>
    public VoteChoice? Choice { get; init; }

    /// <summary>The amount, MAD, or null.</summary>
    public Money? Amount { get; init; }

    /// <summary>SendGrid's verdict on the sender's policy.</summary>
    public string? Spf { get; init; }

    /// <summary>SendGrid's verdict on the signatures.</summary>
    public string? Dkim { get; init; }

    /// <summary>Names of the attached files.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Whether the mail is kept as it came.</summary>
    public bool HasSource { get; init; }

    /// <summary>When it was settled, UTC; null while it waits.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Who settled it: subject of the sign-in.</summary>
    public string? SettledBy { get; init; }

    /// <summary>What was done about it.</summary>
    public string? Note { get; init; }

    /// <summary>That a mail to a member of a committee did not arrive.</summary>
    /// <param name="mailId">The mail.</param>
    /// <param name="region">The region whose secretary sees to it.</param>
    /// <param name="seat">The seat that it went to.</param>
    /// <param name="to">The address that it went to, or null.</param>
    /// <param name="kind">What the mail service calls it.</param>
    /// <param name="reason">Why, or null.</param>
    /// <param name="at">When it was told, UTC.</param>
    public static WaitingMail Lost(string mailId, string region, string seat, string? to, string kind, string? reason, DateTimeOffset at) => new()
    {
        Id = Keys.ReceivedMail($"undelivered:{mailId}"),
        Region = region,
        ReceivedAt = at,
        Why = MailTrouble.Undelivered,
        Seat = seat,
        From = to,
        Subject = kind,
        Words = reason,
    };
}
