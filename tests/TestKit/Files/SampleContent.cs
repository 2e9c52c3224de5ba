using System.Text;
using Tasdir.Inspection;

namespace Tasdir.TestKit.Files;

/// <summary>Small files as exporters bring them, and as others would: made here, so that none lies about.</summary>
public static partial class SampleContent
{
    /// <summary>Those with which nothing is wrong.</summary>
    public static IReadOnlyList<SampleFile> Good => [Pdf, PackedPdf, ScannedPdf, PdfBehindBlanks, Jpeg, PhonePhoto, Png, Docx, Xlsx, Zip, ZipOfMac];

    /// <summary>A PDF with a page of text.</summary>
    public static SampleFile Pdf => PdfOf("attestation.pdf", "Attestation ICE", "ICE : 001525363000041", "Fait \u00E0 Rabat, le 23/11/2026");

    /// <summary>A PDF with these lines on its page, of Western Europe's letters.</summary>
    public static SampleFile PdfOf(string name, params IReadOnlyList<string> lines) =>
        Of(name, FileFormats.Pdf, PdfObjects.Write([.. PdfObjects.Page(), .. PdfObjects.Text(lines)]));

    /// <summary>A PDF of the same page whose objects are packed.</summary>
    public static SampleFile PackedPdf =>
        Of("attestation-1.5.pdf", FileFormats.Pdf, PdfObjects.WritePacked([.. PdfObjects.Page("/PageLabels 7 0 R"), .. PdfObjects.Text("Attestation")], "<< /Nums [] >>"));

    /// <summary>A PDF of a scanner: a picture and no text.</summary>
    public static SampleFile ScannedPdf => Of("scan.pdf", FileFormats.Pdf, PdfObjects.Write(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> >> >>",
        PdfObjects.Stream("q 595 0 0 842 0 0 cm /Im0 Do Q"),
        PdfObjects.Stream(Latin(Jpeg), "/Type /XObject /Subtype /Image /Width 320 /Height 240 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"),
    ]));

    /// <summary>A PDF with a few bytes before it and behind it, as mail programs and servers leave them.</summary>
    public static SampleFile PdfBehindBlanks => Of("courrier.pdf", FileFormats.Pdf, [0xEF, 0xBB, 0xBF, .. "\r\n\r\n"u8, .. Pdf.Content, .. "\0\0\0\r\n"u8]);

    /// <summary>A PDF that opens at its first page and offers to print: actions that do no harm.</summary>
    public static SampleFile PdfWithDestination =>
        Of("ouverture.pdf", FileFormats.Pdf, PdfObjects.Write([.. PdfObjects.Page("/OpenAction << /S /GoTo /D [3 0 R /Fit] >> /Names << /EmbeddedFiles << /Names [] >> >>"), .. PdfObjects.Text("Texte")]));

    /// <summary>A JPEG.</summary>
    public static SampleFile Jpeg => Of("photo.jpg", FileFormats.Jpeg, Pictures.Draw(320, 240, SkiaSharp.SKEncodedImageFormat.Jpeg));

    /// <summary>A JPEG of a phone: turned by its EXIF, with a second picture and the phone's own trailer behind it.</summary>
    public static SampleFile PhonePhoto =>
        Of("IMG_0042.JPG", FileFormats.Jpeg, [.. Pictures.Turned(Jpeg.Content), .. Jpeg.Content, .. "\0\0\u0001\u0008MotionPhoto_Data"u8, .. new byte[64], .. "SEFHe\0\0\0SEFT"u8]);

    /// <summary>A PNG.</summary>
    public static SampleFile Png => Of("capture.png", FileFormats.Png, Pictures.Draw(320, 240, SkiaSharp.SKEncodedImageFormat.Png));

    /// <summary>A letter in Word.</summary>
    public static SampleFile Docx => Of("plan.docx", FileFormats.Docx, OfficeFiles.Word("Plan d'action \u00E0 l'export", "ICE 001525363000041"));

    /// <summary>A sheet in Excel.</summary>
    public static SampleFile Xlsx => Of("comptes.xlsx", FileFormats.Xlsx, OfficeFiles.Excel("Chiffre d'affaires", "2025"));

    /// <summary>An archive of a PDF and a photo.</summary>
    public static SampleFile Zip => Of("factures.zip", FileFormats.Zip, RawZip.Write(new("factures/", []), new("factures/f-1.pdf", Pdf.Content), new("factures/stand.jpg", Jpeg.Content)));

    /// <summary>The same as macOS packs it.</summary>
    public static SampleFile ZipOfMac => Of("Archive.zip", FileFormats.Zip, RawZip.Write(
        new("f-1.pdf", Pdf.Content), new("__MACOSX/._f-1.pdf", [0x00, 0x05, 0x16, 0x07, .. new byte[100]]), new(".DS_Store", [.. "\0\0\0\u0001Bud1"u8, .. new byte[60]])));

    private static SampleFile Of(string name, FileFormat format, byte[] content) => new(name, format.ContentType, content);

    private static string Latin(SampleFile file) => Encoding.Latin1.GetString(file.Content);
}
