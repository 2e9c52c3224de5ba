namespace Tasdir.Inspection;

/// <summary>What others sent, read whole before any parser sees it.</summary>
internal static class Foreign
{
    /// <summary>
    /// The content from its beginning. A fault of the stream is thrown from here, so that it is never taken for one of the
    /// content: documents are at most some tens of megabytes (<c>Uploads:MaxBytes</c>).
    /// </summary>
    public static byte[] Read(Stream content)
    {
        if (content.CanSeek)
        {
            content.Position = 0;
        }

        using MemoryStream copy = new(content.CanSeek ? checked((int)content.Length) : 0);
        content.CopyTo(copy);
        return copy.GetBuffer().Length == copy.Length ? copy.GetBuffer() : copy.ToArray();
    }
}
