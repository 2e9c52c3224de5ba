using Tasdir.Inspection.Archives;
using Tasdir.Inspection.Pictures;

namespace Tasdir.Inspection;

/// <summary>
/// Whether a file is two at once: one program opens it as a picture, another as an archive, a page or a program. Ordinary
/// files carry things before and behind them too: a mark of byte order or a printer's commands before a PDF, the second
/// picture, the trailer or the film of a phone behind a JPEG. Only what another program would open is looked for.
/// </summary>
internal static class SecondFormat
{
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

    private static bool EndsAsZip(ReadOnlySpan<byte> content) => ZipDirectory.EndOf(content) is not null;

    // An archive behind another, or something behind its end: one reader goes by the beginning, another by the end.
    private static bool IsTwoArchives(ReadOnlySpan<byte> content) =>
        ZipDirectory.EndOf(content) is { } end && (ZipDirectory.IsShifted(content, end) || OtherFormats.Holds(content[end..]));
}
