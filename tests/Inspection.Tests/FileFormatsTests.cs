using System.Text;

namespace Tasdir.Inspection.Tests;

public sealed class FileFormatsTests
{
    [Theory]
    [InlineData("statuts.pdf", "pdf")]
    [InlineData("PHOTO.JPG", "jpeg")]
    [InlineData("photo.jpeg", "jpeg")]
    [InlineData("plan.v2.docx", "docx")]
    [InlineData("IMG_0042.HEIC", "heic")]
    [InlineData("macro.docm", null)]
    [InlineData("facture.pdf.exe", null)]
    [InlineData("sans ending", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_name_tells_a_format_by_its_ending(string? name, string? code) => Assert.Equal(code, FileFormats.ByName(name)?.Code);

    [Theory]
    [InlineData("application/pdf", "pdf")]
    [InlineData("Application/PDF; name=a.pdf", "pdf")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")]
    [InlineData("application/x-zip-compressed", "zip")]
    [InlineData("image/heic", null)]
    [InlineData("text/html", null)]
    [InlineData(null, null)]
    public void A_declared_type_is_known_whatever_its_case_and_parameters(string? type, string? code) =>
        Assert.Equal(code, FileFormats.ByContentType(type)?.Code);

    [Theory]
    [InlineData("%PDF-1.7\n", "pdf")]
    [InlineData("\u00EF\u00BB\u00BF%PDF-1.4", "pdf")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", "jpeg")]
    [InlineData("\u0089PNG\r\n\u001A\n", "png")]
    [InlineData("PK\u0003\u0004\u0014", "zip")]
    [InlineData("PK\u0005\u0006\0\0", "zip")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0", "heic")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0", "heic")]
    [InlineData("\0\0\0\u0018ftypmp42\0\0\0\0", null)]
    [InlineData("MZ\u0090", null)]
    [InlineData("", null)]
    public void A_content_tells_its_format_by_its_beginning(string head, string? code) =>
        Assert.Equal(code, FileFormats.ByContent(Encoding.Latin1.GetBytes(head))?.Code);

    [Fact]
    public void A_mark_of_PDF_beyond_the_first_kilobyte_is_none()
    {
        byte[] near = [.. new byte[FileFormats.HeadBytes - 5], .. "%PDF-"u8];
        byte[] far = [.. new byte[FileFormats.HeadBytes], .. "%PDF-"u8];

        Assert.Equal(FileFormats.Pdf, FileFormats.ByContent(near));
        Assert.Null(FileFormats.ByContent(far));
    }

    [Fact]
    public void At_the_door_a_Word_or_Excel_file_passes_for_what_it_was_declared_as_and_nothing_else_does()
    {
        foreach (FileFormat declared in FileFormats.Taken)
        {
            Assert.Equal(declared.Code is "docx" or "xlsx" or "zip", FileFormats.Agrees(declared, "PK\u0003\u0004"u8));
            Assert.Equal(declared == FileFormats.Pdf, FileFormats.Agrees(declared, "%PDF-1.4"u8));
            Assert.False(FileFormats.Agrees(declared, "\0\0\0\u0018ftypheic\0\0\0\0"u8));
            Assert.False(FileFormats.Agrees(declared, "MZ"u8));
        }
    }
}
