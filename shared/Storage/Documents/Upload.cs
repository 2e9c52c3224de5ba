namespace Tasdir.Storage.Documents;

/// <summary>A file that comes in block by block, as it was announced.</summary>
/// <param name="Id">Id of the upload in its case.</param>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="FileName">The name of the file, without any path.</param>
/// <param name="ContentType">What the content is said to be.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="BlockBytes">Bytes of every block but the last.</param>
/// <param name="ExpiresAt">Until when it can be finished, UTC.</param>
/// <param name="RequestHash">Digest of the request that announced it.</param>
public sealed record Upload(
    string Id,
    string Kind,
    string FileName,
    string ContentType,
    long Bytes,
    string Sha256,
    int BlockBytes,
    DateTimeOffset ExpiresAt,
    string RequestHash)
{
    /// <summary>Number of blocks.</summary>
    public int Blocks => (int)((Bytes + BlockBytes - 1) / BlockBytes);

    /// <summary>Bytes of a block; the blocks are counted from 1.</summary>
    public int BytesOf(int block) => block < Blocks ? BlockBytes : (int)(Bytes - ((long)(Blocks - 1) * BlockBytes));
}

/// <summary>How far a file has come in.</summary>
/// <param name="Received">The blocks that are there, in order.</param>
/// <param name="IsWhole">Whether there is a content that can be taken, made by whoever sent it straight to the storage.</param>
/// <param name="HasNew">Whether blocks came since the content was last put together.</param>
public sealed record UploadProgress(IReadOnlyList<int> Received, bool IsWhole, bool HasNew);
