using System.Text;
using Tasdir.Inspection;

namespace Tasdir.TestKit.Files;

// Files that do not open.
public static partial class SampleContent
{
    /// <summary>Every file of which the second half did not arrive.</summary>
    public static IReadOnlyList<SampleFile> Truncated => [.. new[] { Pdf, PackedPdf, ScannedPdf, Jpeg, Png, Docx, Xlsx, Zip }.Select(Cut)];

    /// <summary>A PDF whose middle was overwritten.</summary>
    public static SampleFile CorruptedPdf => Of("abime.pdf", FileFormats.Pdf, Overwritten(Pdf.Content));

    /// <summary>A JPEG whose end is missing by a few lines.</summary>
    public static SampleFile CutJpeg => Jpeg with { FileName = "coupee.jpg", Content = Jpeg.Content[..^200] };

    /// <summary>A PNG whose middle was overwritten.</summary>
    public static SampleFile CorruptedPng => Of("abime.png", FileFormats.Png, Overwritten(Png.Content));

    /// <summary>An archive with a byte of an entry changed.</summary>
    public static SampleFile CorruptedZip
    {
        get
        {
            byte[] content = Zip.Content;
            content[content.Length / 2] ^= 0x40;
            return Of("abime.zip", FileFormats.Zip, content);
        }
    }

    /// <summary>A PDF without a page.</summary>
    public static SampleFile EmptyPdf => Of("vide.pdf", FileFormats.Pdf, PdfObjects.Write(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]));

    /// <summary>An archive without an entry.</summary>
    public static SampleFile EmptyZip => Of("vide.zip", FileFormats.Zip, RawZip.Write());

    /// <summary>A PDF that opens with a password.</summary>
    public static SampleFile LockedPdf => Of("verrouille.pdf", FileFormats.Pdf, Files.LockedPdf.Write("secret", "Contenu"));

    /// <summary>A PDF that every program opens, encrypted so that it is not printed or changed.</summary>
    public static SampleFile RestrictedPdf => Of("restreint.pdf", FileFormats.Pdf, Files.LockedPdf.Write("", "Contenu"));

    /// <summary>A PDF that says it is encrypted, and not how.</summary>
    public static SampleFile ClaimsLockedPdf => Of("chiffre.pdf", FileFormats.Pdf, PdfObjects.Write([.. PdfObjects.Page(), .. PdfObjects.Text("Texte")], "/Encrypt << /Filter /Standard >>"));

    /// <summary>A Word file with a password, as far as anybody sees of it.</summary>
    public static SampleFile LockedDocx => Of("verrouille.docx", FileFormats.Docx,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1016], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[480]]);

    /// <summary>An archive with a password.</summary>
    public static SampleFile LockedZip => Of("verrouille.zip", FileFormats.Zip, RawZip.Write(new RawZipEntry("f-1.pdf", Pdf.Content, Flags: 1)));

    /// <summary>A PDF whose tree of pages leads back to its root.</summary>
    public static SampleFile LoopingPdf => Of("boucle.pdf", FileFormats.Pdf, PdfObjects.Write(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1 >>"]));

    /// <summary>A PDF with 100,000 brackets in one another.</summary>
    public static SampleFile NestedPdf => Of("crochets.pdf", FileFormats.Pdf, PdfObjects.Write([.. PdfObjects.Page("/Deep 6 0 R"), .. PdfObjects.Text("Texte"), new string('[', 100_000) + new string(']', 100_000)]));

    /// <summary>The same brackets, packed.</summary>
    public static SampleFile NestedPackedPdf => Of("crochets-1.5.pdf", FileFormats.Pdf, PdfObjects.WritePacked([.. PdfObjects.Page("/Deep 7 0 R"), .. PdfObjects.Text("Texte")], new string('[', 100_000) + new string(']', 100_000)));

    /// <summary>A PDF whose pages hang one below the other, 5,000 deep.</summary>
    public static SampleFile DeepTreePdf => Of("profond.pdf", FileFormats.Pdf, PdfObjects.Write(
        [PdfObjects.Page()[0], .. Enumerable.Range(2, 5_000).Select(i => $"<< /Type /Pages /Kids [{i + 1} 0 R] /Count 1 >>"), "<< /Type /Page /MediaBox [0 0 595 842] >>"]));

    /// <summary>A photo as phones of Apple take it, its beginning.</summary>
    public static SampleFile Heic => new("IMG_0042.HEIC", "image/heic", [0, 0, 0, 0x18, .. "ftypheic\0\0\0\0mif1heic"u8, .. new byte[200]]);

    private static SampleFile Cut(SampleFile file) => file with { FileName = "coupe-" + file.FileName, Content = file.Content[..(file.Content.Length / 2)] };

    private static byte[] Overwritten(byte[] content)
    {
        content.AsSpan(content.Length / 5, content.Length / 2).Fill((byte)'x');
        return content;
    }
}
