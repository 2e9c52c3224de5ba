namespace Tasdir.Functions.Documents;

/// <summary>An upload as the API shows it.</summary>
/// <param name="UploadId">Its id in its case.</param>
/// <param name="BlockBytes">Bytes of every block but the last.</param>
/// <param name="Blocks">Number of blocks; they are counted from 1.</param>
/// <param name="Received">The blocks that are there.</param>
/// <param name="ExpiresAt">Until when it can be finished, UTC.</param>
/// <param name="Direct">Where the content can be written straight away; null if nowhere.</param>
public sealed record UploadView(
    string UploadId, int BlockBytes, int Blocks, IReadOnlyList<int> Received, DateTimeOffset ExpiresAt, DirectView? Direct);

/// <summary>An address of the storage to which the content of one upload can be written (Put Blob, or Put Block and Put Block List).</summary>
/// <param name="Url">The address, with the right to write in it.</param>
/// <param name="Headers">Headers that a Put Blob needs.</param>
/// <param name="ExpiresAt">Until when it is good, UTC.</param>
public sealed record DirectView(string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);
