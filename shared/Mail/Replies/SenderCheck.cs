using MimeKit;

namespace Tasdir.Mail.Replies;

/// <summary>Whether a mail is from whom it says.</summary>
public enum SenderVerdict
{
    /// <summary>Address, sender and verdicts agree.</summary>
    Genuine,

    /// <summary>The mail names several senders, or none.</summary>
    SenderUnclear,

    /// <summary>The sender is not the person whom the letter went to.</summary>
    OtherSender,

    /// <summary>The signed address was made for another mailbox, or not by us.</summary>
    AddressForged,

    /// <summary>The sender's domain does not say that this server may send for it (SPF, RFC 7208).</summary>
    SpfNotPassed,

    /// <summary>No signature of the sender's domain holds (DKIM, RFC 6376).</summary>
    DkimNotAligned,
}

/// <summary>Checks that signed address, sender and the verdicts of the receiving mail server agree.</summary>
public static class SenderCheck
{
    /// <summary>
    /// Checks a mail that was sent to a signed address. The address was made for one mailbox: whoever writes from there, proven by
    /// SPF and DKIM, is the person that the letter went to, whether or not they still act for the seat.
    /// </summary>
    /// <param name="mail">The mail.</param>
    /// <param name="address">The signed address that it came to.</param>
    /// <param name="mailbox">The mailbox that the seat is now acted for from.</param>
    /// <param name="addresses">Checks the signed address.</param>
    public static SenderVerdict Of(ReceivedMail mail, string address, string mailbox, ReplyAddresses addresses) =>
        mail.From is not [{ Address: [_, ..] from }] || HasTwoSenders(mail) ? SenderVerdict.SenderUnclear
        : !addresses.IsOf(address, from) ? addresses.IsOf(address, mailbox) ? SenderVerdict.OtherSender : SenderVerdict.AddressForged
        : !mail.Spf.Equals("pass", StringComparison.OrdinalIgnoreCase) ? SenderVerdict.SpfNotPassed
        : !IsSignedBy(DomainOf(from), mail.Dkim) ? SenderVerdict.DkimNotAligned
        : SenderVerdict.Genuine;

    /// <summary>Whether SendGrid's verdict (<c>{@example.org : pass, @other.example : fail}</c>) has a signature that holds and is of the domain, or of one above it.</summary>
    public static bool IsSignedBy(string domain, string dkim) => dkim.Trim('{', '}', ' ').Split(',')
        .Select(one => one.Split(':', 2, StringSplitOptions.TrimEntries))
        .Any(one => one is [['@', .. { Length: > 0 } signer], var verdict]
            && verdict.Equals("pass", StringComparison.OrdinalIgnoreCase)
            && signer.Contains('.', StringComparison.Ordinal)
            && (domain.Equals(signer, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + signer, StringComparison.OrdinalIgnoreCase)));

    // Readers differ in which of two they show.
    private static bool HasTwoSenders(ReceivedMail mail) => mail.Message.Headers.Count(header => header.Id == HeaderId.From) != 1
        || mail.Message.From.Count != 1;

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
