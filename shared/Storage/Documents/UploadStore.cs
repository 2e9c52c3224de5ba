using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Tasdir.Domain.Cases;

namespace Tasdir.Storage.Documents;

/// <summary>
/// Files that are still coming in, apart from the documents: what was announced of each, and its blocks as they arrive. Nothing
/// here is part of a case before it is copied and recorded.
/// </summary>
public sealed class UploadStore(StorageClients storage)
{
    private const int BufferBytes = 1024 * 1024;
    private readonly BlobContainerClient _container = storage.Container(Keys.Uploads);

    /// <summary>Announces a file.</summary>
    /// <returns>The upload, or the one that was announced by the same request before; null if it was another request.</returns>
    public async Task<Upload?> BeginAsync(string reference, Upload upload, CancellationToken cancellation)
    {
        try
        {
            await Head(reference, upload.Id).UploadAsync(
                BinaryData.FromObjectAsJson(upload, CaseJson.Options),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellation);
            return upload;
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            return await FindAsync(reference, upload.Id, cancellation) is { } first && first.RequestHash == upload.RequestHash ? first : null;
        }
    }

    /// <summary>What was announced, or null if there is no such upload, or no longer.</summary>
    public async Task<Upload?> FindAsync(string reference, string id, CancellationToken cancellation)
    {
        try
        {
            BinaryData head = (await Head(reference, id).DownloadContentAsync(cancellation)).Value.Content;
            return head.ToObjectFromJson<Upload>(CaseJson.Options);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>How far the file has come.</summary>
    public async Task<UploadProgress> ProgressAsync(string reference, Upload upload, CancellationToken cancellation)
    {
        try
        {
            BlockList list = await Content(reference, upload.Id).GetBlockListAsync(BlockListTypes.All, cancellationToken: cancellation);
            HashSet<string> there = [.. list.CommittedBlocks.Concat(list.UncommittedBlocks).Select(block => block.Name)];
            bool isWhole = list.CommittedBlocks.Any() || await Content(reference, upload.Id).ExistsAsync(cancellation);
            return new UploadProgress(
                [.. Enumerable.Range(1, upload.Blocks).Where(number => there.Contains(Keys.UploadBlock(number)))], isWhole, list.UncommittedBlocks.Any());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new UploadProgress([], IsWhole: false, HasNew: false);
        }
    }

    /// <summary>Keeps a block; the same block again replaces the one before.</summary>
    public Task StageAsync(string reference, Upload upload, int number, Stream content, CancellationToken cancellation) =>
        Content(reference, upload.Id).StageBlockAsync(Keys.UploadBlock(number), content, cancellationToken: cancellation);

    /// <summary>Puts the blocks together.</summary>
    public Task JoinAsync(string reference, Upload upload, CancellationToken cancellation) =>
        Content(reference, upload.Id).CommitBlockListAsync(
            Enumerable.Range(1, upload.Blocks).Select(Keys.UploadBlock), cancellationToken: cancellation);

    /// <summary>The content, as a stream that fails if somebody changes the content while it is read.</summary>
    public Task<Stream> OpenAsync(string reference, Upload upload, CancellationToken cancellation) =>
        Content(reference, upload.Id).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = BufferBytes }, cancellation);

    /// <summary>An address to which the content of this upload, and nothing else, can be written straight away until an instant.</summary>
    public Task<Uri> LinkAsync(string reference, Upload upload, DateTimeOffset until, CancellationToken cancellation) =>
        storage.WriteLinkAsync(Content(reference, upload.Id), until, cancellation);

    /// <summary>Removes an upload, finished or given up; what was announced goes last, so that nothing is left that no list finds.</summary>
    public async Task DeleteAsync(string reference, string id, CancellationToken cancellation)
    {
        await Content(reference, id).DeleteIfExistsAsync(cancellationToken: cancellation);
        await Head(reference, id).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    /// <summary>Removes what nobody finished in time.</summary>
    public async Task DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await foreach (BlobItem blob in _container.GetBlobsAsync(cancellationToken: cancellation))
        {
            if (Keys.OfUploadHead(blob.Name) is { } head
                && await FindAsync(head.Reference, head.UploadId, cancellation) is { } upload && upload.ExpiresAt <= now)
            {
                await DeleteAsync(head.Reference, head.UploadId, cancellation);
            }
        }
    }

    private BlobClient Head(string reference, string id) => _container.GetBlobClient(Keys.UploadHead(reference, id));

    private BlockBlobClient Content(string reference, string id) => _container.GetBlockBlobClient(Keys.Upload(reference, id));
}
