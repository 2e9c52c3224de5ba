using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;

namespace Tasdir.Workflows.Tests.Mail.Paper;

/// <summary>What a reader takes out of a PDF.</summary>
internal static class PaperText
{
    /// <summary>The lines of a page, in the order in which they are written, letters in their plain form.</summary>
    public static IReadOnlyList<string> Lines(Page page)
    {
        List<string> lines = [];
        StringBuilder line = new();
        Letter? before = null;
        foreach (Letter letter in page.Letters)
        {
            if (before is not null && Math.Abs(letter.StartBaseLine.Y - before.StartBaseLine.Y) > 2)
            {
                lines.Add(line.ToString().Trim());
                line.Clear();
            }
            else if (before is not null && Math.Abs(letter.StartBaseLine.X - before.EndBaseLine.X) > 12 && Math.Abs(letter.EndBaseLine.X - before.StartBaseLine.X) > 12)
            {
                // The next cell of a row.
                line.Append(" | ");
            }

            line.Append(letter.Value);
            before = letter;
        }

        return [.. lines.Append(line.ToString().Trim()).Select(found => found.Normalize(NormalizationForm.FormKC))];
    }

    /// <summary>All pages, one after the other.</summary>
    public static string Of(byte[] pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf);
        return string.Join("\n\n", document.GetPages().Select(page => string.Join('\n', Lines(page)))) + "\n";
    }

    /// <summary>The numbers of all glyphs that are shown: 0 is the box for a letter that the font lacks.</summary>
    public static IEnumerable<int> Glyphs(byte[] pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf);
        foreach (Page page in document.GetPages())
        {
            foreach (byte[] shown in page.Operations.SelectMany(Shown))
            {
                for (int i = 0; i + 1 < shown.Length; i += 2)
                {
                    yield return (shown[i] << 8) | shown[i + 1];
                }
            }
        }
    }

    private static IEnumerable<byte[]> Shown(UglyToad.PdfPig.Graphics.Operations.IGraphicsStateOperation operation) => operation switch
    {
        ShowText show => [show.Text is { } text ? Encoding.Latin1.GetBytes(text) : show.Bytes.ToArray()],
        ShowTextsWithPositioning shows => shows.Array.OfType<UglyToad.PdfPig.Tokens.HexToken>().Select(token => token.Bytes.ToArray())
            .Concat(shows.Array.OfType<UglyToad.PdfPig.Tokens.StringToken>().Select(token => token.GetBytes())),
        _ => [],
    };
}
