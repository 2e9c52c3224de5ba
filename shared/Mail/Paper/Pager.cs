namespace Tasdir.Mail.Paper;

/// <summary>Puts strips on pages, one under the other.</summary>
internal static class Pager
{
    /// <summary>The pages, each with its strips and their distance from the top of the text, in points.</summary>
    /// <param name="strips">All strips, in order.</param>
    /// <param name="height">Of the text of a page, in points.</param>
    public static IReadOnlyList<IReadOnlyList<(Strip Strip, float Y)>> Pages(IReadOnlyList<Strip> strips, float height)
    {
        List<IReadOnlyList<(Strip, float)>> pages = [];
        List<(Strip, float)> page = [];
        float y = 0;
        for (int from = 0, to; from < strips.Count; from = to)
        {
            for (to = from + 1; to < strips.Count && strips[to - 1].KeepsNext; to++)
            {
            }

            float together = Enumerable.Range(from, to - from).Sum(i => strips[i].Height);
            bool begins = page.Count > 0 && y + together > height && together <= height;
            foreach (Strip strip in strips.Skip(from).Take(to - from))
            {
                if (begins || (page.Count > 0 && y + strip.Height > height))
                {
                    pages.Add(page);
                    (page, y, begins) = ([], 0, false);
                }

                foreach (Strip placed in page.Count > 0 ? [strip] : strip.Marks.Count == 0 ? [] : (IEnumerable<Strip>)[.. strip.Heads, strip])
                {
                    page.Add((placed, y));
                    y += placed.Height;
                }
            }
        }

        return page.Count > 0 ? [.. pages, page] : pages;
    }
}
