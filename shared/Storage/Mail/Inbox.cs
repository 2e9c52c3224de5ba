using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Tasdir.Domain.Cases;

namespace Tasdir.Storage.Mail;

/// <summary>A mail as it was posted.</summary>
/// <param name="Content">The body of the post.</param>
/// <param name="ContentType">Its type, with the boundary of its parts.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
public sealed record PostedMail(byte[] Content, string ContentType, DateTimeOffset ReceivedAt);

/// <summary>What a mail came to.</summary>
/// <param name="Reference">The case that it is about; null if none.</param>
/// <param name="Seat">The seat that it is from; null if none.</param>
/// <param name="Waits">Whether a secretary sees to it.</param>
public sealed record MailResult(string? Reference, string? Seat, bool Waits);

/// <summary>The mail that came in: kept as it came, once, and what each came to.</summary>
public sealed class Inbox(StorageClients storage)
{
    private const string ReceivedAt = "receivedAt";

    private readonly BlobContainerClient _container = storage.Container(Keys.Inbox);
    private readonly QueueClient _queue = storage.Queue(Keys.MailToRead);

    /// <summary>Keeps a mail and asks for it to be taken up. One that came before changes nothing.</summary>
    /// <param name="key">The mail, by <see cref="Keys.ReceivedMail"/>.</param>
    /// <param name="content">The body of the post.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="at">When it came, UTC.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task ReceiveAsync(string key, byte[] content, string contentType, DateTimeOffset at, CancellationToken cancellation)
    {
        bool isNew = true;
        try
        {
            await _container.GetBlobClient(key).UploadAsync(
                BinaryData.FromBytes(content),
                new BlobUploadOptions
                {
                    HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                    Metadata = new Dictionary<string, string> { [ReceivedAt] = at.ToString("O", CultureInfo.InvariantCulture) },
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                },
                cancellation);
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            isNew = false;
        }

        // The first post may have broken off before it asked.
        if (isNew || await FindResultAsync(key, cancellation) is null)
        {
            await _queue.SendMessageAsync(key, cancellation);
        }
    }

    /// <summary>A mail as it was posted; null if there is none.</summary>
    public async Task<PostedMail?> FindAsync(string key, CancellationToken cancellation)
    {
        try
        {
            BlobDownloadResult blob = await _container.GetBlobClient(key).DownloadContentAsync(cancellation);
            DateTimeOffset at = blob.Details.Metadata.TryGetValue(ReceivedAt, out string? noted)
                ? DateTimeOffset.ParseExact(noted, "O", CultureInfo.InvariantCulture)
                // Of a mail that came before this was noted.
                : blob.Details.CreatedOn;
            return new PostedMail(blob.Content.ToArray(), blob.Details.ContentType, at);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>What a mail came to; null while it is being taken up.</summary>
    public async Task<MailResult?> FindResultAsync(string key, CancellationToken cancellation)
    {
        try
        {
            BlobDownloadResult blob = await _container.GetBlobClient(Keys.ReceivedMailResult(key)).DownloadContentAsync(cancellation);
            return blob.Content.ToObjectFromJson<MailResult>(CaseJson.Options);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Keeps what a mail came to.</summary>
    public Task ConcludeAsync(string key, MailResult result, CancellationToken cancellation) =>
        _container.GetBlobClient(Keys.ReceivedMailResult(key)).UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(result, CaseJson.Options)), overwrite: true, cancellation);
}
