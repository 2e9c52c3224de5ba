using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Mail.Replies;

/// <summary>What a signed address stands for.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Session">The session, from 1.</param>
/// <param name="Round">The round of the session, from 1.</param>
/// <param name="Seat">Index of the seat in the session's list.</param>
public sealed record ReplyAddress(string Reference, int Session, int Round, int Seat);

/// <summary>The meeting that a signed address stands for.</summary>
/// <param name="Region">Region of the committee, <c>00</c> for the national one.</param>
/// <param name="On">The day of the meeting.</param>
public sealed record MeetingReplyAddress(string Region, DateOnly On);

/// <summary>
/// The addresses that vote letters are answered to: <c>vote+tsd-2026-02-7f3kq9.1.1.0.mac@answers.example</c>. The code at the end
/// is an HMAC (RFC 2104) over case, session, round, seat and the mailbox that the letter went to, so that an address can neither
/// be made up nor used from another mailbox. The mail about a meeting is answered at <c>meeting+10.20261210.mac@answers.example</c>.
/// </summary>
public sealed class ReplyAddresses(IOptions<ReplyOptions> options)
{
    private const string Prefix = "vote+";
    private const string MeetingPrefix = "meeting+";
    private const string Symbols = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int MacBytes = 15;

    /// <summary>The address for a letter to a seat.</summary>
    /// <param name="reference">The case.</param>
    /// <param name="session">The session, from 1.</param>
    /// <param name="round">The round, from 1.</param>
    /// <param name="seat">Index of the seat in the session's list.</param>
    /// <param name="mailbox">The address that the letter goes to.</param>
    public string AddressFor(string reference, int session, int round, int seat, string mailbox)
    {
        ReplyAddress address = new(reference, session, round, seat);
        return $"{Prefix}{Named(address)}.{MacOf(Named(address), mailbox)}@{options.Value.ReplyDomain}".ToLowerInvariant();
    }

    /// <summary>The address for the mail about a meeting.</summary>
    /// <param name="region">Region of the committee, <c>00</c> for the national one.</param>
    /// <param name="on">The day of the meeting.</param>
    /// <param name="mailbox">The address that the mail goes to.</param>
    public string AddressFor(string region, DateOnly on, string mailbox)
    {
        string named = Named(new MeetingReplyAddress(region, on));
        return $"{named}.{MacOf(named, mailbox)}@{options.Value.ReplyDomain}".ToLowerInvariant();
    }

    /// <summary>Whether an address is one of these and the code in it is of this mailbox.</summary>
    public bool IsOf(string address, string mailbox)
    {
        string? named = Read(address) is { } read ? Named(read) : ReadMeeting(address) is { } meeting ? Named(meeting) : null;
        return named is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(LocalPart(address)!.Split('.')[^1].ToLowerInvariant()), Encoding.ASCII.GetBytes(MacOf(named, mailbox)));
    }

    /// <summary>What an address says that it stands for, whether or not its code is right; null if it is none of these.</summary>
    public ReplyAddress? Read(string address) =>
        LocalPart(address) is { Length: <= 64 } local
        && local.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && local[Prefix.Length..].Split('.') is [var reference, var session, var round, var seat, { Length: 24 }]
        && CaseReference.TryParse(reference, out string? parsed)
        && TryNumber(session, out int sessionNumber)
        && TryNumber(round, out int roundNumber)
        && TryNumber(seat, out int seatNumber)
            ? new ReplyAddress(parsed, sessionNumber, roundNumber, seatNumber)
            : null;

    /// <summary>The meeting that an address says it stands for, whether or not its code is right; null if it says none.</summary>
    public MeetingReplyAddress? ReadMeeting(string address) =>
        LocalPart(address) is { Length: <= 64 } local
        && local.StartsWith(MeetingPrefix, StringComparison.OrdinalIgnoreCase)
        && local[MeetingPrefix.Length..].Split('.') is [{ Length: 2 } region, var day, { Length: 24 }]
        && region.All(char.IsAsciiDigit)
        && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly on)
            ? new MeetingReplyAddress(region, on)
            : null;

    private string? LocalPart(string address) =>
        address.Trim().Trim('<', '>').Split('@') is [var local, var domain] && domain.Equals(options.Value.ReplyDomain, StringComparison.OrdinalIgnoreCase)
            ? local
            : null;

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= 4;

    private static string Named(ReplyAddress address) => string.Create(
        CultureInfo.InvariantCulture, $"{address.Reference}.{address.Session}.{address.Round}.{address.Seat}");

    // With its prefix, so that no code of the one kind is right for the other.
    private static string Named(MeetingReplyAddress address) => string.Create(
        CultureInfo.InvariantCulture, $"{MeetingPrefix}{address.Region}.{address.On:yyyyMMdd}");

    private string MacOf(string named, string mailbox)
    {
        byte[] mac = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(options.Value.ReplyKey),
            Encoding.UTF8.GetBytes($"{named}\n{mailbox.Trim()}".ToLowerInvariant()));
        return Base32(mac.AsSpan(0, MacBytes));
    }

    // Crockford's base 32, as in references: mail systems keep no capitals apart.
    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        int held = 0;
        int bits = 0;
        foreach (byte one in bytes)
        {
            held = (held << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Symbols[(held >> (bits - 5)) & 31]);
            }

            held &= (1 << bits) - 1;
        }

        return text.ToString();
    }
}
