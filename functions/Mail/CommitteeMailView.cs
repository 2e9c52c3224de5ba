using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>The mail that waits, as the API shows it.</summary>
public sealed record CommitteeMailList(IReadOnlyList<CommitteeMailView> Items);

/// <summary>A mail that waits for a committee's secretary, or did, as the API shows it.</summary>
public sealed record CommitteeMailView(
    string Id,
    DateTimeOffset ReceivedAt,
    MailTrouble Why,
    string? Reference,
    string? Seat,
    string? From,
    string? Subject,
    string? Words,
    VoteChoice? Choice,
    Money? Amount,
    string? Spf,
    string? Dkim,
    IReadOnlyList<string> Attachments,
    bool HasSource,
    DateTimeOffset? SettledAt,
    string? Note)
{
    public static CommitteeMailView Of(WaitingMail mail) => new(
        mail.Id,
        mail.ReceivedAt,
        mail.Why,
        mail.Reference,
        mail.Seat,
        mail.From,
        mail.Subject,
        mail.Words,
        mail.Choice,
        mail.Amount,
        mail.Spf,
        mail.Dkim,
        mail.Attachments,
        mail.HasSource,
        mail.SettledAt,
        mail.Note);
}
