using System.Globalization;
using System.Text;

namespace Tasdir.Local.Demo;

/// <summary>
/// The few PDF objects that a page of French text needs (PDF 1.4, A4, the standard fonts in WinAnsi). The same pages give
/// the same bytes. PdfPig, which the tests read it with, writes no accented letter in a standard font.
/// </summary>
public static class PdfFile
{
    /// <summary>Name of the font for running text.</summary>
    public const string Regular = "F1";

    /// <summary>Name of the font for headings.</summary>
    public const string Bold = "F2";

    // In the letters of Western Europe, Latin-1 and WinAnsi are the same bytes; any other character is a mistake in the text.
    private static readonly Encoding s_latin1 = Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    /// <summary>Drawing of a text from a point on its base line, in points from the lower left corner.</summary>
    public static string Text(string text, string font, double size, double x, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"BT /{font} {size:0.##} Tf {x:0.##} {y:0.##} Td {Literal(text)} Tj ET");

    /// <summary>Drawing of a thin horizontal line.</summary>
    public static string Line(double left, double right, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"0.5 w {left:0.##} {y:0.##} m {right:0.##} {y:0.##} l S");

    /// <summary>A whole file; a page is its drawings.</summary>
    public static byte[] Write(string title, string author, IReadOnlyList<string> pages)
    {
        const int FirstPage = 6;
        var kids = Enumerable.Range(0, pages.Count).Select(i => $"{FirstPage + (2 * i)} 0 R");
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (fr-MA) >>",
            $"<< /Type /Pages /Kids [{string.Join(' ', kids)}] /Count {pages.Count} >>",
            $"<< /Title {Literal(title)} /Author {Literal(author)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        ];
        foreach (string page in pages)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {objects.Count + 2} 0 R /Resources << /Font << /{Regular} 4 0 R /{Bold} 5 0 R >> >> >>");
            objects.Add($"<< /Length {page.Length} >>\nstream\n{page}\nendstream");
        }

        StringBuilder file = new("%PDF-1.4\n%âãÏÓ\n");
        StringBuilder offsets = new("0000000000 65535 f \n");
        for (int i = 0; i < objects.Count; i++)
        {
            // One character is one byte here, so lengths and positions are those of the text.
            offsets.Append(CultureInfo.InvariantCulture, $"{file.Length:0000000000} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        int table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n{offsets}")
            .Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return s_latin1.GetBytes(file.ToString());
    }

    private static string Literal(string text) =>
        "(" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal) + ")";
}
