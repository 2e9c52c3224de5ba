using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Tasdir.Storage.Payments;

/// <summary>Payment files: written once, then read only.</summary>
public sealed class PaymentFileStore(StorageClients storage)
{
    private readonly BlobContainerClient _container = storage.Container(Keys.PaymentFiles);

    /// <summary>Writes a file. If it is there already, it stays as it is.</summary>
    public async Task WriteOnceAsync(string fileId, byte[] content, CancellationToken cancellation)
    {
        try
        {
            await _container.GetBlobClient(Keys.PaymentFile(fileId)).UploadAsync(
                BinaryData.FromBytes(content),
                new BlobUploadOptions
                {
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                    HttpHeaders = new BlobHttpHeaders { ContentType = "application/xml" },
                },
                cancellation);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Written by the first run of the same step.
        }
    }

    /// <summary>Whether the file is written, and so closed.</summary>
    public async Task<bool> ExistsAsync(string fileId, CancellationToken cancellation) =>
        await _container.GetBlobClient(Keys.PaymentFile(fileId)).ExistsAsync(cancellation);

    /// <summary>The file, or null if there is none.</summary>
    public async Task<BinaryData?> FindAsync(string fileId, CancellationToken cancellation)
    {
        try
        {
            return (await _container.GetBlobClient(Keys.PaymentFile(fileId)).DownloadContentAsync(cancellation)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
