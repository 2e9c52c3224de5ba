using SkiaSharp;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail.Paper;

/// <summary>Makes strips of the blocks of a section.</summary>
internal sealed class SectionSetter
{
    private const float Inset = 9;
    private const float Gap = 9;

    private readonly float _width;
    private readonly bool _right;
    private readonly TextSetter _text;
    private readonly RowSetter _rows;

    /// <param name="language">Of the section.</param>
    /// <param name="width">Of the text, in points.</param>
    public SectionSetter(string language, float width)
    {
        _width = width;
        _right = language == "ar";
        _text = new TextSetter();
        _rows = new RowSetter(width, _right);
    }

    /// <summary>The strips of a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="below">Tells, in the other language, where its text stands; null in the second section.</param>
    public IReadOnlyList<Strip> Strips(Section section, Section? below) =>
    [
        .. Line(section.Brand, TextStyle.Brand),
        Strip.Gap(4),
        .. below is null ? [] : OtherLanguage(below),
        .. Line(section.Title, TextStyle.Title),
        Strip.Gap(Gap),
        .. section.Blocks.SelectMany(Strips),
    ];

    /// <summary>A line of words that stands alone: the head or the foot of a page.</summary>
    public IReadOnlyList<Strip> Line(string words, TextStyle style) => Rows(words, style, RowLook.Plain, _right);

    private IEnumerable<Strip> OtherLanguage(Section section)
    {
        bool right = section.Language == "ar";
        TextLine line = _text.Lines(section.Below, TextStyle.Faint, _width, right)[0];
        return [.. new RowSetter(_width, right).Strips([new Cell(0, _width, [line], TextStyle.Faint)], RowLook.Plain), Strip.Gap(Gap)];
    }

    private IEnumerable<Strip> Strips(Block block) => block switch
    {
        Paragraph paragraph => [.. Rows(paragraph.Words, TextStyle.Body, RowLook.Plain, _right), Strip.Gap(Gap)],
        Note note => [.. Rows(note.Words, TextStyle.Small, new RowLook(Inset, Inset, TextStyle.Grey), _right), Strip.Gap(Gap)],
        Heading heading => [Strip.Gap(4), .. Kept(Rows(heading.Words, TextStyle.Heading, new RowLook(Below: 4), _right))],
        Figures figures => [.. figures.Rows.SelectMany(Strips), Strip.Gap(Gap)],
        Bullets bullets => [.. Kept(Rows(bullets.Title, TextStyle.Strong, RowLook.Plain, _right)), .. bullets.Entries.SelectMany(Entry), Strip.Gap(Gap)],
        Quote quote => [.. Kept(Rows(quote.Title, TextStyle.Strong, RowLook.Plain, _right)), .. Quoted(quote.Words), Strip.Gap(Gap)],
        Button button => Strips(button),
        Table table => [.. new TableSetter(_text, _rows, _width, _right).Strips(table), Strip.Gap(Gap)],
        _ => throw new InvalidOperationException($"No paper for {block.GetType().Name}."),
    };

    private IReadOnlyList<Strip> Strips(Figure figure)
    {
        float label = (_width * 0.38f) - Inset;
        float value = _width - label - (3 * Inset);
        return _rows.Strips(
        [
            new Cell(Inset, label, _text.Lines(figure.Label, TextStyle.Faint, label, _right), TextStyle.Faint),
            new Cell(label + (2 * Inset), value, _text.Lines(figure.Value, TextStyle.Strong, value, _right), TextStyle.Strong),
        ], new RowLook(2.5f, 2.5f, TextStyle.Pale, Ruled: true));
    }

    private IReadOnlyList<Strip> Entry(string words)
    {
        float width = _width - 14;
        return _rows.Strips(
        [
            new Cell(4, 10, _text.Lines("•", TextStyle.Body, 10, _right), TextStyle.Body),
            new Cell(14, width, _text.Lines(words, TextStyle.Body, width, _right), TextStyle.Body),
        ], RowLook.Plain);
    }

    // Each line runs as its own words do, as they were written by somebody in either language.
    private IEnumerable<Strip> Quoted(string words)
    {
        TextLine[] lines = [.. words.Split('\n').SelectMany(line => _text.Lines(line, TextStyle.Body, _width - (2 * Inset), null))];
        return _rows.Strips([new Cell(Inset, _width - (2 * Inset), lines, TextStyle.Body)], new RowLook(5, 5, TextStyle.Grey));
    }

    private List<Strip> Strips(Button button)
    {
        string address = button.Link.AbsoluteUri;
        TextLine[] lines = [.. _text.Lines(address, TextStyle.Link, _width, false).Select(line => line with { RightToLeft = _right })];
        return
        [
            .. Kept(Rows(button.Label, TextStyle.Strong, RowLook.Plain, _right)),
            .. _rows.Strips([new Cell(0, _width, lines, TextStyle.Link)], RowLook.Plain).Select(line => line with { Marks = [.. line.Marks, new Press(new SKRect(0, 0, _width, line.Height), button.Link)] }),
            Strip.Gap(Gap),
        ];
    }

    private IReadOnlyList<Strip> Rows(string words, TextStyle style, RowLook look, bool right)
    {
        float inset = look.Ground is null ? 0 : Inset;
        float width = _width - (2 * inset);
        return _rows.Strips([new Cell(inset, width, _text.Lines(words, style, width, right), style)], look);
    }

    // A title is not left alone at the foot of a page.
    private static IEnumerable<Strip> Kept(IReadOnlyList<Strip> strips) => strips.Select(strip => strip with { KeepsNext = true });
}
