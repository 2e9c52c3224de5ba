using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail.Paper;

/// <summary>
/// Writes a letter, or anything of the same blocks, as a PDF: A4, each language from a page of its own, pages numbered over
/// the whole. The same letter gives the same bytes.
/// </summary>
public static partial class PaperWriter
{
    private const float PageWidth = 595;
    private const float PageHeight = 842;
    private const float Side = 56;
    private const float Top = 50;
    private const float Bottom = 64;
    private const float TextWidth = PageWidth - (2 * Side);

    /// <summary>Writes the PDF.</summary>
    /// <param name="page">What it holds.</param>
    /// <param name="written">When it was written, as the file says.</param>
    public static byte[] Write(LetterPage page, DateTimeOffset written)
    {
        Sheet[] sheets = [.. page.Sections.SelectMany((section, i) => Sheets(section, i == 0 && page.Sections.Count > 1 ? page.Sections[1] : null))];
        using MemoryStream target = new();
        SKDocumentPdfMetadata about = new()
        {
            Title = page.Subject,
            Author = page.Sections[0].Brand,
            Creator = "Tasdir",
            Creation = written.UtcDateTime,
            Modified = written.UtcDateTime,
        };
        using (SKDocument document = SKDocument.CreatePdf(target, about))
        {
            foreach ((int index, Sheet sheet) in sheets.Index())
            {
                sheet.Draw(document.BeginPage(PageWidth, PageHeight), string.Create(CultureInfo.InvariantCulture, $"{index + 1}/{sheets.Length}"));
                document.EndPage();
            }

            document.Close();
        }

        return PdfLanguage.Add(InUtc(target.ToArray()), page.Sections[0].Language);
    }

    // The drawing library writes the hours that it is given, and behind them the zone of the machine.
    private static byte[] InUtc(byte[] pdf) => Encoding.Latin1.GetBytes(Zone().Replace(Encoding.Latin1.GetString(pdf), "+00'00'"));

    [GeneratedRegex(@"(?<=/(Creation|Mod)Date \(D:\d{14})[+-]\d\d'\d\d'(?=\))")]
    private static partial Regex Zone();

    private static IEnumerable<Sheet> Sheets(Section section, Section? below)
    {
        SectionSetter setter = new(section.Language, TextWidth);
        IReadOnlyList<Strip> foot = setter.Line(section.Footer, TextStyle.Foot);
        IReadOnlyList<Strip> head = [.. setter.Line(section.Title, TextStyle.Foot), Strip.Gap(8)];
        return Pager.Pages(setter.Strips(section, below), PageHeight - Top - Bottom - head.Sum(strip => strip.Height))
            // The first page of a language has its title in large already.
            .Select((strips, i) => new Sheet(strips, i == 0 ? [] : head, foot, section.Language == "ar"));
    }

    private sealed record Sheet(IReadOnlyList<(Strip Strip, float Y)> Strips, IReadOnlyList<Strip> Head, IReadOnlyList<Strip> Foot, bool RightToLeft)
    {
        public void Draw(SKCanvas canvas, string number)
        {
            using Pen pen = new(canvas);
            pen.Draw(new Fill(new SKRect(0, 0, PageWidth, 5), TextStyle.Green), 0, 0);
            float y = Top;
            foreach (Strip strip in Head)
            {
                pen.Draw(strip, Side, y);
                y += strip.Height;
            }

            foreach ((Strip strip, float at) in Strips)
            {
                pen.Draw(strip, Side, y + at);
            }

            DrawFoot(pen, number);
        }

        private void DrawFoot(Pen pen, string number)
        {
            float y = PageHeight - Bottom + 14;
            pen.Draw(new Fill(new SKRect(0, 0, TextWidth, 0.5f), TextStyle.Rule), Side, y - 4);
            // At the other end of the line than the small print begins.
            TextLine line = new TextSetter().Lines(number, TextStyle.Foot, TextWidth, false)[0];
            Cell cell = new(0, TextWidth, [line with { RightToLeft = !RightToLeft }], TextStyle.Foot);
            foreach (Strip strip in new RowSetter(TextWidth, RightToLeft).Strips([cell], RowLook.Plain).Concat(Foot))
            {
                pen.Draw(strip, Side, y);
                y += Foot.Contains(strip) ? strip.Height : 0;
            }
        }
    }
}
