using Tasdir.Mail.Layout;

namespace Tasdir.Mail.Paper;

/// <summary>Makes strips of a table: columns as wide as what they hold, as far as there is room, and heads again on each page.</summary>
internal sealed class TableSetter(TextSetter text, RowSetter rows, float width, bool rightToLeft)
{
    private const float Space = 4;

    // A column of long sentences takes what the short ones leave.
    private const float WidestWish = 0.6f;

    public IReadOnlyList<Strip> Strips(Table table)
    {
        float[] widths = Widths(table);
        Strip[] heads = [.. Row(table.Heads, widths, TextStyle.Head, new RowLook(2.5f, 2.5f, TextStyle.Pale, Ruled: true)).Select(strip => strip with { KeepsNext = true })];
        return
        [
            .. heads,
            .. table.Rows.SelectMany(row => Row(row, widths, TextStyle.Cell, new RowLook(2, 2, Ruled: true))).Select(strip => strip with { Heads = heads }),
        ];
    }

    private IReadOnlyList<Strip> Row(IReadOnlyList<string> cells, float[] widths, TextStyle style, RowLook look)
    {
        float start = 0;
        List<Cell> placed = [];
        foreach ((int column, string words) in cells.Index())
        {
            float inner = widths[column] - (2 * Space);
            placed.Add(new Cell(start + Space, inner, text.Lines(words, style, inner, rightToLeft), style));
            start += widths[column];
        }

        return rows.Strips(placed, look);
    }

    // Between what its longest word needs and what its longest cell would like, each in the same measure.
    private float[] Widths(Table table)
    {
        (float Need, float Wish)[] columns = [.. table.Heads.Select((head, column) =>
        {
            (float Word, float All)[] extents =
                [text.Extent(head, TextStyle.Head), .. table.Rows.Select(row => text.Extent(row[column], TextStyle.Cell))];
            float need = Math.Min(extents.Max(extent => extent.Word), width / table.Heads.Count) + (2 * Space) + 0.5f;
            return (need, Math.Max(need, Math.Min(extents.Max(extent => extent.All) + (2 * Space) + 0.5f, width * WidestWish)));
        })];
        float needed = columns.Sum(column => column.Need);
        float wished = columns.Sum(column => column.Wish);
        return needed >= width ? [.. columns.Select(column => column.Need * width / needed)]
            : wished <= width ? [.. columns.Select(column => column.Wish * width / wished)]
            : [.. columns.Select(column => column.Need + ((column.Wish - column.Need) * (width - needed) / (wished - needed)))];
    }
}
