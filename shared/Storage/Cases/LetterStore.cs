using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Tasdir.Storage.Cases;

/// <summary>The letters of cases as PDFs: written once, then read only.</summary>
public sealed class LetterStore(StorageClients storage)
{
    private readonly BlobContainerClient _container = storage.Container(Keys.Letters);

    /// <summary>Writes a letter. If it is there already, it stays as it is.</summary>
    /// <returns>What is kept.</returns>
    public async Task<BinaryData> WriteOnceAsync(string reference, string mailId, BinaryData content, CancellationToken cancellation)
    {
        try
        {
            await _container.GetBlobClient(Keys.Letter(reference, mailId)).UploadAsync(
                content,
                new BlobUploadOptions
                {
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                    HttpHeaders = new BlobHttpHeaders { ContentType = "application/pdf" },
                },
                cancellation);
            return content;
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Written by an earlier run of the same step, under rules or a calendar that may have changed since.
            return await ReadAsync(reference, mailId, cancellation);
        }
    }

    /// <summary>A letter that was filed.</summary>
    public async Task<BinaryData> ReadAsync(string reference, string mailId, CancellationToken cancellation) =>
        (await _container.GetBlobClient(Keys.Letter(reference, mailId)).DownloadContentAsync(cancellation)).Value.Content;
}
