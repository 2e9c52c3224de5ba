using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Mail.Replies;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>What every request of a committee's secretary goes through: who calls, and that each sees the mail of their own committee only.</summary>
public sealed class SecretaryDesk(CommitteeMail mail, Inbox inbox)
{
    /// <summary>The mail that waits for the secretary, or the code of why it is not shown.</summary>
    public async Task<(IReadOnlyList<WaitingMail>? Waiting, string? Refused)> WaitingAsync(Caller? caller, CancellationToken cancellation) =>
        WhyNot(caller) is { } refused ? (null, refused) : (await mail.WaitingAsync(caller!.Region!, cancellation), null);

    /// <summary>One mail, waiting or settled, or the code of why it is not shown.</summary>
    public async Task<(WaitingMail? Mail, string? Refused)> FindAsync(Caller? caller, string id, CancellationToken cancellation) =>
        WhyNot(caller) is { } refused ? (null, refused)
        : await mail.FindAsync(caller!.Region!, id, cancellation) is { } found ? (found, null)
        : (null, RequestCodes.NotFound);

    /// <summary>The mail as it came; null if it is not kept.</summary>
    public async Task<byte[]?> SourceAsync(WaitingMail one, CancellationToken cancellation) =>
        one.HasSource && await inbox.FindAsync(one.Id, cancellation) is { } posted
            ? await InboundPost.ReadAsync(new MemoryStream(posted.Content), posted.ContentType, cancellation) is { } post
                ? ReceivedMail.SourceOf(post)
                : posted.Content
            : null;

    /// <summary>Settles a mail. Said twice the same, it is settled once.</summary>
    /// <returns>The mail, or why it is not settled.</returns>
    public async Task<(WaitingMail? Mail, Refusal? Refused)> SettleAsync(Caller? caller, string id, string? note, CancellationToken cancellation)
    {
        (WaitingMail? found, string? refused) = await FindAsync(caller, id, cancellation);
        if (refused is not null)
        {
            return (null, new Refusal(refused));
        }

        if (string.IsNullOrWhiteSpace(note))
        {
            return (null, new Refusal(RefusalCodes.FieldRequired, "note"));
        }

        if (FreeText.Check(note, "note") is { } tooLong)
        {
            return (null, tooLong.Refusals[0]);
        }

        WaitingMail? settled = await mail.SettleAsync(found!.Region, id, note.Trim(), caller!.Id, cancellation);
        return settled is null ? (null, new Refusal(RequestCodes.NotFound))
            : settled.Note == note.Trim() && settled.SettledBy == caller.Id ? (settled, null)
            : (null, new Refusal(RequestCodes.MailSettled));
    }

    private static string? WhyNot(Caller? caller) =>
        caller is null ? RequestCodes.SignInRequired
        : caller.SecretaryOf is null ? RequestCodes.RoleMissing
        : null;
}
