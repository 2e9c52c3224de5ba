namespace Tasdir.Inspection.Pdf;

/// <summary>What the bytes of a PDF say of its end, before a reader repairs what it can.</summary>
internal static class PdfEnd
{
    /// <summary>
    /// Whether a PDF has its end. The reader finds the objects of a file that was cut short and shows the pages it has; whoever
    /// sent it meant more. A file is whole if the place of its table stands at its end and no object begins behind the last
    /// mark of an end: what mail programs and servers add there does not count, and the mark itself may be missing.
    /// </summary>
    public static bool IsWhole(ReadOnlySpan<byte> content)
    {
        int table = content.LastIndexOf("startxref"u8);
        return table >= 0 && content[table..].IndexOf(" obj"u8) < 0 && content[table..].IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and < 20;
    }

    /// <summary>Whether something in a PDF that no reader opens is said to be encrypted.</summary>
    public static bool SaysEncrypted(ReadOnlySpan<byte> content) => content.IndexOf("/Encrypt"u8) >= 0;
}
