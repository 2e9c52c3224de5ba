using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Tasdir.Inspection;

namespace Tasdir.TestKit.Files;

// Files that act, carry others or are not what they say.
public static partial class SampleContent
{
    /// <summary>PDFs with actions that start by themselves, by what they are.</summary>
    public static IReadOnlyList<SampleFile> ActivePdfs =>
    [
        Active("script.pdf", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        Active("script-echappe.pdf", "/OpenAction << /S /#4Aav#61Script /#4A#53 (app.alert\\(1\\)) >>"),
        Active("script-nomme.pdf", "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>"),
        Active("lancement.pdf", "/OpenAction << /S /Launch /F (cmd.exe) >>"),
        Active("adresse.pdf", "/OpenAction << /S /URI /URI (http://example.org) >>"),
        Active("formulaire.pdf", "/AcroForm << /XFA [(a) 4 0 R] /Fields [] >>"),
        Active("fermeture.pdf", "", "/AA << /C << /S /URI /URI (http://example.org) >> >>"),
        Active("annotation.pdf", "", "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /JavaScript /JS (1) >> >>]"),
        Of("script-1.5.pdf", FileFormats.Pdf, PdfObjects.WritePacked([.. PdfObjects.Page("/OpenAction 7 0 R"), .. PdfObjects.Text("Texte")], "<< /S /JavaScript /JS (1) >>")),
    ];

    /// <summary>PDFs that carry other files.</summary>
    public static IReadOnlyList<SampleFile> CarryingPdfs =>
    [
        Of("joint.pdf", FileFormats.Pdf, PdfObjects.Write(
        [
            .. PdfObjects.Page("/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>"), .. PdfObjects.Text("Texte"),
            "<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>", PdfObjects.Stream("MZ", "/Type /EmbeddedFile"),
        ])),
        Active("film.pdf", "", "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << /Assets 4 0 R >> >>]"),
    ];

    /// <summary>Word files with macros, other files or things loaded from elsewhere, each with what is to be found.</summary>
    public static IReadOnlyList<(SampleFile File, Domain.Documents.FindingCode Finding)> DangerousDocx =>
    [
        (Word("macro.docx", main => main.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream("macro"u8.ToArray()))), Domain.Documents.FindingCode.ActiveContent),
        (Of("dde.docx", FileFormats.Docx, OfficeFiles.WordWithField(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe ")), Domain.Documents.FindingCode.ActiveContent),
        (Word("objet.docx", main => main.AddEmbeddedObjectPart("application/vnd.openxmlformats-officedocument.oleObject").FeedData(new MemoryStream([0xD0, 0xCF]))), Domain.Documents.FindingCode.EmbeddedFiles),
        (Word("modele.docx", main => main.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", new Uri("http://example.org/a.dotm"))), Domain.Documents.FindingCode.ExternalContent),
    ];

    /// <summary>A Word file with a link that a reader may follow.</summary>
    public static SampleFile DocxWithLink => Word("lien.docx", main => main.AddHyperlinkRelationship(new Uri("https://www.ice.gov.ma"), true));

    /// <summary>Files that are two formats at once.</summary>
    public static IReadOnlyList<SampleFile> TwoAtOnce =>
    [
        Pdf with { FileName = "archive.pdf", Content = [.. Pdf.Content, .. Zip.Content] },
        Jpeg with { FileName = "archive.jpg", Content = [.. Jpeg.Content, .. Zip.Content] },
        Png with { FileName = "document.png", Content = [.. Png.Content, .. Pdf.Content] },
        Jpeg with { FileName = "page.jpg", Content = [.. Jpeg.Content, .. "<HTML><script>alert(1)</script>"u8] },
        Pdf with { FileName = "page.pdf", Content = [.. "<html><script>"u8, .. Pdf.Content] },
        Pdf with { FileName = "programme.pdf", Content = [.. Program, .. Pdf.Content] },
        Zip with { FileName = "deux.zip", Content = [.. Zip.Content, .. ZipOfMac.Content] },
        Zip with { FileName = "page.zip", Content = [.. Zip.Content, .. "<html>"u8] },
    ];

    /// <summary>A program with the name and type of a PDF.</summary>
    public static SampleFile ProgramAsPdf => Of("facture.pdf", FileFormats.Pdf, Program);

    /// <summary>A page with the name and type of a PDF.</summary>
    public static SampleFile HtmlAsPdf => Of("page.pdf", FileFormats.Pdf, "<!DOCTYPE html><html></html>"u8.ToArray());

    /// <summary>The test file that every scanner takes for malware; put together here, so that none takes this source for it.</summary>
    public static SampleFile Eicar => new("eicar.com", "application/octet-stream", Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*"));

    /// <summary>An archive that holds it.</summary>
    public static SampleFile EicarZip => Of("eicar.zip", FileFormats.Zip, RawZip.Write(new RawZipEntry("f-1.txt", Eicar.Content)));

    /// <summary>A PDF with it in a deflated stream.</summary>
    public static SampleFile EicarPdf => Of("eicar.pdf", FileFormats.Pdf, PdfObjects.Write([.. PdfObjects.Page(), .. PdfObjects.Text("Texte"), PdfObjects.Deflated(Eicar.Content)]));

    // The beginning of a Windows program: the old header, and the new one where it says.
    private static byte[] Program => [.. "MZ"u8, .. new byte[58], 64, 0, 0, 0, .. "PE\0\0"u8, .. new byte[60]];

    private static SampleFile Active(string name, string inCatalog, string inPage = "") =>
        Of(name, FileFormats.Pdf, PdfObjects.Write([.. PdfObjects.Page(inCatalog, inPage), .. PdfObjects.Text("Texte")]));

    private static SampleFile Word(string name, Action<MainDocumentPart> change) => Of(name, FileFormats.Docx, OfficeFiles.Word(change, "Texte"));
}
