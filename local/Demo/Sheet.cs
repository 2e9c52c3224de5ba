using System.Globalization;

namespace Tasdir.Local.Demo;

/// <summary>A document written top to bottom: title, headings, paragraphs, tables; a header and <c>1/3</c> on each page.</summary>
internal sealed class Sheet
{
    private const double Left = 60;
    private const double Right = 535;
    private const double Top = 770;
    private const double Bottom = 70;

    // Holds for Helvetica at 10.5 points between the margins, but for a line of capitals.
    private const int LineLength = 90;

    private readonly string _title;
    private readonly string _author;
    private readonly string _header;
    private readonly List<List<string>> _pages = [];
    private double _y;

    public Sheet(string title, string author, string header)
    {
        (_title, _author, _header) = (title, author, header);
        NextPage();
        Line(title, PdfFile.Bold, 16, 28);
    }

    public Sheet NextPage()
    {
        _pages.Add([PdfFile.Text(_header, PdfFile.Regular, 8, Left, 805), PdfFile.Line(Left, Right, 797)]);
        _y = Top;
        return this;
    }

    public Sheet Heading(string text)
    {
        _y -= 6;
        Line(text, PdfFile.Bold, 12, 20);
        return this;
    }

    public Sheet Paragraph(string text)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length + 1 + word.Length > LineLength)
            {
                Line(line, PdfFile.Regular, 10.5, 15);
                line = "";
            }

            line += (line.Length == 0 ? "" : " ") + word;
        }

        Line(line, PdfFile.Regular, 10.5, 21);
        return this;
    }

    /// <summary>Rows, the first being the head. Of three columns or more the first is twice as wide; of two the second.</summary>
    public Sheet Table(params string[][] rows)
    {
        double unit = (Right - Left) / (rows[0].Length + 1);
        double first = rows[0].Length > 2 ? 2 * unit : unit;
        Room(18 * rows.Length);
        Rule();
        foreach (string[] row in rows)
        {
            string font = row == rows[0] ? PdfFile.Bold : PdfFile.Regular;
            double x = Left + 4;
            foreach (string cell in row)
            {
                _pages[^1].Add(PdfFile.Text(cell, font, 9.5, x, _y - 12));
                x += x < Left + unit ? first : unit;
            }

            _y -= 18;
            Rule();
        }

        _y -= 12;
        return this;
    }

    public Sheet Signature(string placeAndDate, string name, string quality) =>
        Paragraph(placeAndDate).Paragraph($"{name}, {quality}").Paragraph("(signature et cachet)");

    public byte[] ToPdf() => PdfFile.Write(_title, _author, [.. _pages.Select((page, i) => string.Join(
        '\n',
        page.Append(PdfFile.Text(string.Create(CultureInfo.InvariantCulture, $"{i + 1}/{_pages.Count}"), PdfFile.Regular, 9, Right - 15, 40))))]);

    private void Line(string text, string font, double size, double height)
    {
        Room(height);
        _pages[^1].Add(PdfFile.Text(text, font, size, Left, _y - size));
        _y -= height;
    }

    private void Rule() => _pages[^1].Add(PdfFile.Line(Left, Right, _y));

    private void Room(double height)
    {
        if (_y - height < Bottom)
        {
            NextPage();
        }
    }
}
