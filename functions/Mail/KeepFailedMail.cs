using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Tasdir.Mail.Replies;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>A mail that could not be taken up, however often it was tried, waits for a secretary: nobody else would know of it.</summary>
public sealed class KeepFailedMail(Inbox inbox, CommitteeMail waiting, MailReading reading, ILogger<KeepFailedMail> log)
{
    [Function(nameof(KeepFailedMail))]
    public async Task Run([QueueTrigger("%StoragePrefix%-mail-poison", Connection = "Storage")] string key, CancellationToken cancellation)
    {
        log.LogError("Mail {Key} of the inbox could not be taken up.", key);
        if (await inbox.FindResultAsync(key, cancellation) is null && await inbox.FindAsync(key, cancellation) is { } posted)
        {
            await waiting.AddAsync(await ReadAsync(key, posted, cancellation), cancellation);
        }
    }

    private async Task<WaitingMail> ReadAsync(string key, PostedMail posted, CancellationToken cancellation)
    {
        try
        {
            InboundPost? post = await InboundPost.ReadAsync(new MemoryStream(posted.Content), posted.ContentType, cancellation);
            ReceivedMail? mail = post is null ? null : ReceivedMail.Of(post);
            MailPlace? place = mail is null ? null : await reading.PlaceOfAsync(mail, cancellation);
            MeetingPlace? meeting = mail is null || place is not null ? null : await reading.MeetingOfAsync(mail, cancellation);
            return MailForSecretary.Of(key, posted.ReceivedAt, MailTrouble.Failed, mail, place, meeting);
        }
        catch (Exception unread) when (unread is not OperationCanceledException)
        {
            // Whatever kept it from being taken up may keep it from being read here.
            log.LogWarning(unread, "Mail {Key} of the inbox cannot be read.", key);
            return MailForSecretary.Of(key, posted.ReceivedAt, MailTrouble.Failed, mail: null, place: null, meeting: null);
        }
    }
}
