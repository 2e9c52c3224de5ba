using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Tasdir.Storage.Documents;

/// <summary>A file that was taken in.</summary>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="Head">The first bytes, by which its format is known.</param>
public sealed record StoredFile(long Bytes, string Sha256, ReadOnlyMemory<byte> Head);

/// <summary>The applicants' documents, streamed in and out: a file is never held in memory whole.</summary>
public sealed class DocumentStore(StorageClients storage)
{
    private const int HeadBytes = 1024;

    // What the storage client holds of a file at once, so that many files at a time need little memory.
    private const int BufferBytes = 1024 * 1024;
    private readonly BlobContainerClient _container = storage.Container(Keys.Documents);

    /// <summary>Takes a file in.</summary>
    /// <param name="name">Name of the blob; a name is used once.</param>
    /// <param name="content">The content.</param>
    /// <param name="limit">Bytes allowed.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>What was stored, or null if it was longer than the limit; then nothing is stored.</returns>
    public async Task<StoredFile?> SaveAsync(string name, Stream content, long limit, CancellationToken cancellation)
    {
        BlobClient blob = _container.GetBlobClient(name);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[81920];
        byte[] head = [];
        long bytes = 0;
        try
        {
            // Not to be cut off: a blob that the storage makes after all would come after its removal below.
            await using Stream target = await blob.OpenWriteAsync(overwrite: true, new BlobOpenWriteOptions { BufferSize = BufferBytes }, CancellationToken.None);
            for (int read; bytes <= limit && (read = await content.ReadAsync(buffer, cancellation)) > 0;)
            {
                bytes += read;
                hash.AppendData(buffer, 0, read);
                head = head.Length < HeadBytes ? [.. head, .. buffer.AsSpan(0, Math.Min(read, HeadBytes - head.Length))] : head;
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        catch
        {
            // What came so far is written when the target closes; whoever sent it has gone, so it is not theirs to end this.
            await DeleteAsync(name, CancellationToken.None);
            throw;
        }

        if (bytes > limit)
        {
            await DeleteAsync(name, cancellation);
            return null;
        }

        return new StoredFile(bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), head);
    }

    /// <summary>The content of a file, as a stream.</summary>
    public Task<Stream> OpenAsync(string name, CancellationToken cancellation) =>
        _container.GetBlobClient(name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = BufferBytes }, cancellation);

    /// <summary>The tags of a file, among them what the storage's own scanner says of it.</summary>
    public async Task<IDictionary<string, string>> TagsAsync(string name, CancellationToken cancellation) =>
        (await _container.GetBlobClient(name).GetTagsAsync(cancellationToken: cancellation)).Value.Tags;

    /// <summary>Removes a file that no log mentions, or whose time is over.</summary>
    public Task<Response<bool>> DeleteAsync(string name, CancellationToken cancellation) =>
        _container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellation);
}
