namespace Tasdir.Mail.Layout;

/// <summary>The plain text of a letter: the same blocks, for readers that show no HTML.</summary>
internal static class PlainText
{
    private const string Rule = "------------------------------";

    public static string Write(LetterPage page) => string.Join($"\n\n{Rule}\n\n", page.Sections.Select(
        (section, i) => Write(section, i == 0 ? page.Sections[1].Below : null))) + "\n";

    private static string Write(Section section, string? below)
    {
        IEnumerable<string?> parts =
        [
            section.Brand, below, section.Title, .. section.Blocks.Select(block => Write(block, section.Language)), section.Footer,
        ];
        return string.Join("\n\n", parts.OfType<string>());
    }

    private static string Write(Block block, string language)
    {
        string colon = language == "ar" ? ": " : "\u00A0: ";
        return block switch
        {
            Paragraph paragraph => paragraph.Words,
            Note note => note.Words,
            Figures figures => string.Join('\n', figures.Rows.Select(row => row.Label + colon + row.Value)),
            Bullets bullets => bullets.Title + colon.TrimEnd() + string.Concat(bullets.Entries.Select(entry => "\n- " + entry)),
            Quote quote => quote.Title + colon.TrimEnd() + "\n> " + quote.Words.Replace("\n", "\n> ", StringComparison.Ordinal),
            Button button => button.Label + colon.TrimEnd() + "\n" + button.Link.AbsoluteUri,
            Heading heading => heading.Words,
            Table table => string.Join('\n', table.Rows.Select(row => "- " + string.Join(" · ", table.Heads.Zip(row, (head, cell) => head + colon + cell)))),
            _ => throw new InvalidOperationException($"No plain text for {block.GetType().Name}."),
        };
    }
}
