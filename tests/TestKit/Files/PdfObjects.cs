using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Tasdir.TestKit.Files;

/// <summary>PDFs put together from objects as they are written, right and wrong ones. One character is one byte.</summary>
public static class PdfObjects
{
    /// <summary>A catalog, its pages and one page that refers to the content 4 and the font 5: objects 1 to 3.</summary>
    public static IReadOnlyList<string> Page(string inCatalog = "", string inPage = "") =>
    [
        $"<< /Type /Catalog /Pages 2 0 R {inCatalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> {inPage} >>",
    ];

    /// <summary>The content of a page with these lines, and its font: objects 4 and 5.</summary>
    public static IReadOnlyList<string> Text(params IReadOnlyList<string> lines)
    {
        StringBuilder drawing = new("BT /F1 11 Tf 60 780 Td 16 TL\n");
        foreach (string line in lines)
        {
            drawing.Append(CultureInfo.InvariantCulture, $"({line.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj T*\n");
        }

        return [Stream(drawing.Append("ET").ToString()), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"];
    }

    /// <summary>A stream object.</summary>
    public static string Stream(string content, string entries = "") => $"<< {entries} /Length {content.Length} >>\nstream\n{content}\nendstream";

    /// <summary>A stream object, deflated.</summary>
    public static string Deflated(byte[] content, string entries = "")
    {
        using MemoryStream packed = new();
        using (ZLibStream deflate = new(packed, CompressionLevel.SmallestSize))
        {
            deflate.Write(content);
        }

        return Stream(Encoding.Latin1.GetString(packed.ToArray()), entries + " /Filter /FlateDecode");
    }

    /// <summary>A file of these objects, numbered from 1, the first of them the catalog.</summary>
    public static byte[] Write(IEnumerable<string> objects, string inTrailer = "")
    {
        StringBuilder file = new("%PDF-1.4\n%\u00E2\u00E3\u00CF\u00D3\n");
        StringBuilder offsets = new("0000000000 65535 f \n");
        int count = 0;
        foreach (string written in objects)
        {
            offsets.Append(CultureInfo.InvariantCulture, $"{file.Length:0000000000} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{++count} 0 obj\n{written}\nendobj\n");
        }

        int table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {count + 1}\n{offsets}trailer\n<< /Size {count + 1} /Root 1 0 R {inTrailer} >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    /// <summary>A file as PDF 1.5 packs it: these objects, then one that is packed in a stream of objects; the table is a stream too.</summary>
    public static byte[] WritePacked(IReadOnlyList<string> objects, string packed)
    {
        StringBuilder file = new("%PDF-1.5\n%\u00E2\u00E3\u00CF\u00D3\n");
        int holder = objects.Count + 1, inside = holder + 1, table = holder + 2;
        string first = $"{inside} 0 ";
        List<(byte Kind, int Place)> rows = [(0, 0)];
        foreach (string written in objects.Append(Deflated(Encoding.Latin1.GetBytes(first + packed), $"/Type /ObjStm /N 1 /First {first.Length}")))
        {
            rows.Add((1, file.Length));
            file.Append(CultureInfo.InvariantCulture, $"{rows.Count - 1} 0 obj\n{written}\nendobj\n");
        }

        rows.AddRange([(2, holder), (1, file.Length)]);
        byte[] content = [.. rows.SelectMany(row => (byte[])[row.Kind, (byte)(row.Place >> 16), (byte)(row.Place >> 8), (byte)row.Place, 0])];
        int start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"{table} 0 obj\n{Deflated(content, $"/Type /XRef /W [1 3 1] /Size {table + 1} /Root 1 0 R")}\nendobj\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
