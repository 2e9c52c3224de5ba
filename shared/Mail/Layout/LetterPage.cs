namespace Tasdir.Mail.Layout;

/// <summary>What the one layout of all letters shows: the recipient's language first, the other under it.</summary>
/// <param name="Subject">Subject line.</param>
/// <param name="Sections">The letter, once in each language.</param>
public sealed record LetterPage(string Subject, IReadOnlyList<Section> Sections);

/// <summary>The letter in one language.</summary>
/// <param name="Language"><c>fr</c> or <c>ar</c>.</param>
/// <param name="Brand">Who writes.</param>
/// <param name="Below">Tells, in this language, that its text stands under the other one.</param>
/// <param name="Title">What the letter is about.</param>
/// <param name="Preview">First sentence, for lists of messages.</param>
/// <param name="Blocks">From the greeting to the closing.</param>
/// <param name="Footer">Small print.</param>
public sealed record Section(
    string Language, string Brand, string Below, string Title, string Preview, IReadOnlyList<Block> Blocks, string Footer)
{
    /// <summary>Direction of the script, as HTML's <c>dir</c>.</summary>
    public string Direction => Language == "ar" ? "rtl" : "ltr";
}

/// <summary>A piece of a letter. Its words may hold isolated values (<see cref="Bidi"/>).</summary>
public abstract record Block;

/// <summary>Sentences.</summary>
public sealed record Paragraph(string Words) : Block;

/// <summary>A legal sentence, set smaller.</summary>
public sealed record Note(string Words) : Block;

/// <summary>Amounts, dates and references, one under the other.</summary>
public sealed record Figures(IReadOnlyList<Figure> Rows) : Block;

/// <summary>A label and its value.</summary>
public sealed record Figure(string Label, string Value);

/// <summary>A titled list.</summary>
public sealed record Bullets(string Title, IReadOnlyList<string> Entries) : Block;

/// <summary>Somebody's own words, under a title; line breaks are kept.</summary>
public sealed record Quote(string Title, string Words) : Block;

/// <summary>What to press.</summary>
public sealed record Button(string Label, Uri Link) : Block;

/// <summary>A title within a letter.</summary>
public sealed record Heading(string Words) : Block;

/// <summary>Rows under heads.</summary>
/// <param name="Heads">One a column.</param>
/// <param name="Rows">Cells, as many a row as there are heads.</param>
public sealed record Table(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;
