using SkiaSharp;

namespace Tasdir.Mail.Paper;

/// <summary>A cell of a row.</summary>
/// <param name="Start">From the side where the text begins, in points.</param>
/// <param name="Width">In points.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Style">How they are set.</param>
internal sealed record Cell(float Start, float Width, IReadOnlyList<TextLine> Lines, TextStyle Style);

/// <summary>How a row looks.</summary>
/// <param name="Above">Room above the lines, in points.</param>
/// <param name="Below">Room below them, in points.</param>
/// <param name="Ground">Colour behind it.</param>
/// <param name="Ruled">Whether a line closes it.</param>
internal sealed record RowLook(float Above = 0, float Below = 0, SKColor? Ground = null, bool Ruled = false)
{
    public static readonly RowLook Plain = new();
}

/// <summary>Makes strips of rows of cells: a strip a line, so that a long row may go on on the next page.</summary>
/// <param name="width">Of the text, in points.</param>
/// <param name="rightToLeft">Whether the first cell stands at the right.</param>
internal sealed class RowSetter(float width, bool rightToLeft)
{
    // A longer row may be cut by a page break, or its page would stay half empty.
    private const int LinesKept = 12;

    /// <summary>The strips of a row.</summary>
    public IReadOnlyList<Strip> Strips(IReadOnlyList<Cell> cells, RowLook look)
    {
        int count = cells.Max(cell => cell.Lines.Count);
        float leading = cells.Max(cell => cell.Style.Leading);
        List<Strip> strips = [];
        for (int i = 0; i < count; i++)
        {
            float above = i == 0 ? look.Above : 0;
            float height = above + leading + (i == count - 1 ? look.Below : 0);
            List<Mark> marks = look.Ground is { } ground ? [new Fill(new SKRect(0, 0, width, height), ground)] : [];
            marks.AddRange(cells.Where(cell => i < cell.Lines.Count).Select(cell => Place(cell, cell.Lines[i], above, leading)));
            if (look.Ruled && i == count - 1)
            {
                marks.Add(new Fill(new SKRect(0, height - 0.5f, width, height), TextStyle.Rule));
            }

            strips.Add(new Strip(height, marks) { KeepsNext = i < count - 1 && count <= LinesKept });
        }

        return strips;
    }

    private Words Place(Cell cell, TextLine line, float above, float leading)
    {
        float left = rightToLeft ? width - cell.Start - cell.Width : cell.Start;
        float x = line.RightToLeft ? left + cell.Width - line.Width : left;
        return new Words(line, new SKPoint(x, above + (leading * 0.5f) + (cell.Style.Size * 0.36f)), cell.Style);
    }
}
