using System.Buffers.Binary;

namespace Tasdir.Inspection;

/// <summary>
/// Whether a file is two at once: one program opens it as a picture, another as an archive, a page or a program. Ordinary
/// files carry things before and behind them too: a mark of byte order or a printer's commands before a PDF, the second
/// picture, the trailer or the film of a phone behind a JPEG. Only what another program would open is looked for.
/// </summary>
internal static class SecondFormat
{
    // A ZIP's reader looks for its end in so many last bytes: the record and its longest comment.
    private const int ZipEndBytes = 22;
    private const int LongestZipTail = ZipEndBytes + ushort.MaxValue;

    /// <summary>Whether there is a second format in a file of this format.</summary>
    public static bool IsIn(ReadOnlySpan<byte> content, FileFormat format) =>
        format == FileFormats.Pdf ? IsBefore(content) || EndsAsZip(content) || OtherFormats.Holds(BehindPdf(content))
        : format == FileFormats.Jpeg ? HoldsPdfMark(content) || EndsAsZip(content) || OtherFormats.Holds(Behind(content, PictureEnd.OfJpeg(content)))
        : format == FileFormats.Png ? HoldsPdfMark(content) || EndsAsZip(content) || OtherFormats.Holds(Behind(content, PictureEnd.OfPng(content)))
        : IsTwoArchives(content) || (format != FileFormats.Zip && HoldsPdfMark(content));

    private static bool HoldsPdfMark(ReadOnlySpan<byte> content) =>
        content[..Math.Min(content.Length, FileFormats.HeadBytes)].IndexOf(Marks.Pdf) >= 0;

    private static bool IsBefore(ReadOnlySpan<byte> pdf) => OtherFormats.Holds(pdf[..pdf.IndexOf(Marks.Pdf)]) || OtherFormats.Begins(pdf);

    private static ReadOnlySpan<byte> BehindPdf(ReadOnlySpan<byte> pdf)
    {
        int end = pdf.LastIndexOf("%%EOF"u8);
        return end < 0 ? [] : pdf[end..];
    }

    // Where the picture's own end is not found, it is damaged, which another check says.
    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> content, int? end) => end is { } at ? content[at..] : [];

    private static bool EndsAsZip(ReadOnlySpan<byte> content) => ZipEnd(content) is not null;

    // An archive behind another: one reader goes by the first directory, another by the last.
    private static bool IsTwoArchives(ReadOnlySpan<byte> content)
    {
        if (ZipEnd(content) is not { } end)
        {
            return false;
        }

        int comment = BinaryPrimitives.ReadUInt16LittleEndian(content[(end + 20)..]);
        bool wide = end >= 20 && content[(end - 20)..].StartsWith(Marks.Zip64Locator);
        return (!wide && DirectoryEnd(content[end..]) != end) || OtherFormats.Holds(content[Math.Min(content.Length, end + ZipEndBytes)..])
            || end + ZipEndBytes + comment < content.Length - ushort.MaxValue;
    }

    private static long DirectoryEnd(ReadOnlySpan<byte> record) =>
        (long)BinaryPrimitives.ReadUInt32LittleEndian(record[12..]) + BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);

    // The last end record that has a directory before it, as its own numbers say; null without one.
    private static int? ZipEnd(ReadOnlySpan<byte> content)
    {
        int from = Math.Max(0, content.Length - LongestZipTail);
        for (int at = content[from..].LastIndexOf(Marks.ZipEnd); at >= 0; at = content[from..(from + at)].LastIndexOf(Marks.ZipEnd))
        {
            ReadOnlySpan<byte> record = content[(from + at)..];
            if (record.Length >= ZipEndBytes && HasDirectory(content, from + at, BinaryPrimitives.ReadUInt32LittleEndian(record[12..])))
            {
                return from + at;
            }
        }

        return null;
    }

    private static bool HasDirectory(ReadOnlySpan<byte> content, int end, uint size) =>
        (end >= 20 && content[(end - 20)..].StartsWith(Marks.Zip64Locator))
        || (size > 0 && size <= end && content[(int)(end - size)..].StartsWith(Marks.ZipDirectory));
}
