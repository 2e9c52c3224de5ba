using System.IO.Compression;
using Tasdir.Inspection;

namespace Tasdir.TestKit.Files;

// Files that are small as they are sent and large as they are opened, and archives that lead out of their folder.
public static partial class SampleContent
{
    private const int Megabyte = 1_048_576;

    private static readonly string[] s_outside =
        ["../f.pdf", "a/../../f.pdf", "/etc/f.pdf", "C:/f.pdf", "C:\\f.pdf", "..\\f.pdf", "a\\f.pdf", "f.pdf\0.exe"];

    /// <summary>A PNG of some bytes that declares 50,000 by 50,000 pixels.</summary>
    public static SampleFile PixelBomb => Of("pixels.png", FileFormats.Png, Pictures.Png(50_000, 50_000, Deflated(new byte[1_000])));

    /// <summary>Archives that burst: zeros, zeros that claim to be few, many entries, an archive in an archive.</summary>
    public static IReadOnlyList<SampleFile> ZipBombs =>
    [
        Of("zeros.zip", FileFormats.Zip, RawZip.Write(new RawZipEntry("zeros.pdf", new byte[24 * Megabyte]))),
        Of("mensonge.zip", FileFormats.Zip, RawZip.Write(new RawZipEntry("zeros.pdf", new byte[24 * Megabyte], ClaimedBytes: 1_000))),
        Of("entrees.zip", FileFormats.Zip, RawZip.Write([.. Enumerable.Range(0, 201).Select(i => new RawZipEntry($"{i}.pdf", []))])),
        Of("poupees.zip", FileFormats.Zip, RawZip.Write(new RawZipEntry("interieur.zip", Zip.Content))),
    ];

    /// <summary>A Word file with a part of zeros.</summary>
    public static SampleFile DocxBomb
    {
        get
        {
            using MemoryStream file = new();
            file.Write(Docx.Content);
            using (ZipArchive archive = new(file, ZipArchiveMode.Update, leaveOpen: true))
            using (Stream part = archive.CreateEntry("word/media/image1.png").Open())
            {
                part.Write(new byte[24 * Megabyte]);
            }

            return Of("zeros.docx", FileFormats.Docx, file.ToArray());
        }
    }

    /// <summary>A PDF whose page is 24 MB of blanks.</summary>
    public static SampleFile PdfBomb => Of("blancs.pdf", FileFormats.Pdf, PdfObjects.Write([.. PdfObjects.Page(), PdfObjects.Deflated(new byte[24 * Megabyte]), PdfObjects.Text()[1]]));

    /// <summary>A PDF that draws a form ten times, which draws another ten times, twelve deep.</summary>
    public static SampleFile LaughingPdf => Of("formes.pdf", FileFormats.Pdf, PdfObjects.Write(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        PdfObjects.Stream("/X Do"),
        .. Enumerable.Range(6, 12).Select(next => Form(string.Concat(Enumerable.Repeat("/X Do ", 10)), $"/Resources << /XObject << /X {next} 0 R >> >>")),
        Form("0 0 m", ""),
    ]));

    /// <summary>Archives with entries that lead out of them.</summary>
    public static IReadOnlyList<SampleFile> UnsafeZips =>
    [
        .. s_outside.Select((name, i) => Of($"chemin-{i + 1}.zip", FileFormats.Zip, RawZip.Write(new RawZipEntry(name, Pdf.Content)))),
        Of("lien.zip", FileFormats.Zip, RawZip.Write(new RawZipEntry("f.pdf", "/etc/passwd"u8.ToArray(), UnixMode: 0xA1FF))),
    ];

    /// <summary>An archive whose second entry is a program.</summary>
    public static SampleFile ZipWithProgram => Of("programme.zip", FileFormats.Zip, RawZip.Write(new("f-1.pdf", Pdf.Content), new("f-2.exe", Program)));

    /// <summary>An archive whose second entry is a PDF with a script.</summary>
    public static SampleFile ZipWithScript => Of("script.zip", FileFormats.Zip, RawZip.Write(new("f-1.pdf", Pdf.Content), new("f-2.pdf", ActivePdfs[0].Content)));

    private static string Form(string drawing, string entries) => PdfObjects.Stream(drawing, $"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {entries}");

    private static byte[] Deflated(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream deflate = new(packed, CompressionLevel.SmallestSize))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }
}
