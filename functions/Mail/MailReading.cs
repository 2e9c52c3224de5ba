using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Mail.Replies;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Storage.Mail;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Mail;

/// <summary>Where a mail belongs.</summary>
/// <param name="Address">The signed address that it came to.</param>
/// <param name="Target">What the address stands for.</param>
/// <param name="File">The case.</param>
/// <param name="Session">The session.</param>
/// <param name="Member">The seat, and who acts for it now.</param>
public sealed record MailPlace(string Address, ReplyAddress Target, CaseFile File, Session Session, Member Member)
{
    /// <summary>The region whose secretary sees to the mail.</summary>
    public string Region => Session.Level == CommitteeLevel.National ? Http.Caller.WholeCountry : File.Region;
}

/// <summary>The meeting that a mail is about.</summary>
/// <param name="Address">The signed address that it came to.</param>
/// <param name="Meeting">The meeting.</param>
public sealed record MeetingPlace(string Address, MeetingToHold Meeting);

/// <summary>Finds where a mail belongs, and what is wrong with it.</summary>
public sealed class MailReading(ReplyAddresses addresses, CaseStore store, MeetingStore meetings)
{
    /// <summary>The case, session and seat that a mail is about, by the one signed address among its recipients; null if there is none.</summary>
    public async Task<MailPlace?> PlaceOfAsync(ReceivedMail mail, CancellationToken cancellation)
    {
        string[] signed = [.. mail.Recipients.Where(one => addresses.Read(one) is not null).Distinct(StringComparer.OrdinalIgnoreCase)];
        return signed is [string address]
            && addresses.Read(address) is { } target
            && await store.FindAsync(target.Reference, cancellation) is { } file
            && file.Sessions.Find(session => session.Number == target.Session) is { } session
            && session.Members.ElementAtOrDefault(target.Seat) is { } member
                ? new MailPlace(address, target, file, session, member)
                : null;
    }

    /// <summary>The meeting that a mail is about, by the one such address among its recipients; null if there is none.</summary>
    public async Task<MeetingPlace?> MeetingOfAsync(ReceivedMail mail, CancellationToken cancellation)
    {
        string[] signed = [.. mail.Recipients.Where(one => addresses.ReadMeeting(one) is not null).Distinct(StringComparer.OrdinalIgnoreCase)];
        return signed is [string address]
            && addresses.ReadMeeting(address) is var (region, on)
            && await meetings.FindAsync(region, on, cancellation) is not null
                ? new MeetingPlace(address, new MeetingToHold(region, on))
                : null;
    }

    /// <summary>Why a mail from a person is not taken as the member's; null if it is.</summary>
    public MailTrouble? DoubtOf(ReceivedMail mail, MailPlace place) => DoubtOf(mail, place.Address, place.Member.Mailbox);

    /// <summary>Why a mail from a person is not taken as that of whom the mail about a meeting went to; null if it is.</summary>
    public MailTrouble? DoubtOf(ReceivedMail mail, MeetingPlace place) => DoubtOf(mail, place.Address, mailbox: null);

    /// <summary>Whether a letter went out with a signed address, to the mailbox that it was made for.</summary>
    public bool WasWrittenTo(MailPlace place) => place.File.Letters.Exists(letter =>
        letter.Recorded.Seat == place.Member.Seat && letter.To is { Length: > 0 } to && addresses.IsOf(place.Address, to));

    private MailTrouble? DoubtOf(ReceivedMail mail, string address, string? mailbox) => SenderCheck.Of(mail, address, mailbox ?? "", addresses) switch
    {
        SenderVerdict.Genuine => null,
        SenderVerdict.AddressForged => MailTrouble.AddressForged,
        SenderVerdict.OtherSender => MailTrouble.OtherSender,
        SenderVerdict.SpfNotPassed => MailTrouble.SpfNotPassed,
        SenderVerdict.DkimNotAligned => MailTrouble.DkimNotAligned,
        _ => MailTrouble.SenderUnclear,
    };
}
