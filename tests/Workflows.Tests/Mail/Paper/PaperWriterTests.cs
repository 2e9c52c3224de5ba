using System.Text;
using Tasdir.Domain.Cases;
using Tasdir.Mail;
using Tasdir.Mail.Layout;
using Tasdir.Mail.Paper;
using UglyToad.PdfPig;
using Letter = UglyToad.PdfPig.Content.Letter;

namespace Tasdir.Workflows.Tests.Mail.Paper;

/// <summary>A letter as a PDF says what the mail says, in both languages, and can be read by people and by programs.</summary>
public sealed class PaperWriterTests
{
    private static readonly DateTimeOffset s_written = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(LetterKind.DeclaredInadmissible)]
    [InlineData(LetterKind.QuestionAsked)]
    [InlineData(LetterKind.SupportGranted)]
    [InlineData(LetterKind.SupportRefused)]
    [InlineData(LetterKind.ComplementRequested)]
    public async Task A_letter_on_paper_says_in_order_what_its_plain_text_says(LetterKind kind)
    {
        Tasdir.Mail.Letter letter = await Letters.ComposeAsync(kind, Samples.Everything, "ar");

        string paper = Words(PaperText.Of(PaperWriter.Write(letter.Page, s_written)));

        string[] said = [.. letter.Page.Sections.SelectMany(section => section.Blocks.OfType<Paragraph>().Select(block => block.Words).Prepend(section.Title))];
        Assert.All(said, words => Assert.Contains(Words(words), paper, StringComparison.Ordinal));
        Assert.Contains(Words("Coopérative Tifaouine"), paper, StringComparison.Ordinal);
        Assert.Contains(Words("استكشاف الأسواق الخارجية"), paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_letter_gives_the_same_bytes_wherever_it_is_written()
    {
        Tasdir.Mail.Letter letter = await Letters.ComposeAsync(LetterKind.SupportGranted, Samples.Everything, "ar");

        byte[][] written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PaperWriter.Write(letter.Page, s_written))));

        Assert.All(written, pdf => Assert.Equal(written[0], pdf));
        Assert.NotEqual(written[0], PaperWriter.Write(letter.Page, s_written.AddDays(1)));
    }

    [Fact]
    public async Task The_file_says_what_it_is_in_which_language_and_how_it_runs()
    {
        byte[] pdf = PaperWriter.Write((await Letters.ComposeAsync(LetterKind.SupportGranted, Samples.Everything, "ar")).Page, s_written);

        using PdfDocument document = PdfDocument.Open(pdf);
        Assert.Equal("الملف TSD-2026-10-7F3KQ9: الموافقة على منح الدعم", document.Information.Title);
        Assert.StartsWith("تصدير", document.Information.Author, StringComparison.Ordinal);
        Assert.Equal(s_written, document.Information.GetCreatedDateTimeOffset());
        string catalogue = document.Structure.Catalog.CatalogDictionary.ToString()!;
        Assert.Contains("ar", catalogue, StringComparison.Ordinal);
        Assert.Contains("R2L", catalogue, StringComparison.Ordinal);
        Assert.Contains(document.GetPage(1).GetAnnotations(), annotation => annotation.Action is UglyToad.PdfPig.Actions.UriAction { Uri: var uri }
            && uri.StartsWith("https://tasdir.example/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_letter_is_a_box_whatever_people_are_called()
    {
        LetterFacts facts = Samples.Everything with
        {
            ApplicantName = "Taɣect ⵜⵉⴼⴰⵡⵉⵏ Œuvre & Cœur № 3 🙂 1\u202F000 € – «ڭمرة پاريس ﷺ» 漢",
            RecipientName = "Zoé Aït\u00A0Ḥmad e\u0301 مُحَمَّد",
        };

        foreach (LetterKind kind in (LetterKind[])[LetterKind.SupportGranted, LetterKind.SupportRefused, LetterKind.QuestionAsked, LetterKind.ComplementRequested])
        {
            byte[] pdf = PaperWriter.Write((await Letters.ComposeAsync(kind, facts, "fr")).Page, s_written);
            int[] glyphs = [.. PaperText.Glyphs(pdf)];
            Assert.True(glyphs.Length > 200);
            Assert.DoesNotContain(0, glyphs);
        }
    }

    [Fact]
    public void Arabic_runs_to_the_left_and_values_within_it_to_the_right()
    {
        Letter[] letters = Written("ar", new Paragraph("الملف \u2068TSD-2026-10\u2069 بمبلغ \u2068144.000,00\u00A0درهم\u2069 فقط"));

        Letter first = letters.First(IsArabic);
        Letter[] latin = [.. letters.SkipWhile(letter => letter.Value != "T").TakeWhile(letter => letter.Value.Trim().Length > 0)];
        Letter[] digits = [.. letters.SkipWhile(letter => !letter.Value.StartsWith('4')).TakeWhile(letter => char.IsAsciiDigit(letter.Value[0]) || letter.Value is "." or ",")];
        Assert.Equal("TSD-2026-10", string.Concat(latin.Select(letter => letter.Value)));
        Assert.Equal(latin.OrderBy(letter => letter.StartBaseLine.X), latin);
        Assert.Equal("44.000,00", string.Concat(digits.Select(letter => letter.Value)));
        Assert.Equal(digits.OrderBy(letter => letter.StartBaseLine.X), digits);
        Assert.True(first.StartBaseLine.X > latin[^1].EndBaseLine.X);
        Assert.True(latin[0].StartBaseLine.X > digits[^1].EndBaseLine.X);
        Assert.True(digits[0].StartBaseLine.X > letters.Last(IsArabic).EndBaseLine.X);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public void Nothing_leaves_the_page_however_long_a_word_is(string language)
    {
        string word = new('W', 400);

        Letter[] letters = Written(
            language,
            new Paragraph(word),
            new Figures([new(word, word)]),
            new Bullets(word, [word]),
            new Quote(word, word),
            new Button(word, new Uri("https://tasdir.example/" + word)),
            new Table([word, word, word], [[word, word, word]]));

        Assert.All(letters, letter => Assert.InRange(letter.StartBaseLine.X, 50, 595 - 50));
        Assert.All(letters, letter => Assert.InRange(letter.StartBaseLine.Y, 40, 842 - 40));
    }

    [Fact]
    public void A_long_table_goes_on_over_numbered_pages_under_its_heads()
    {
        Table table = new(["Référence", "Résultat"], [.. Enumerable.Range(1, 120).Select(row => (IReadOnlyList<string>)[$"R-{row}", "Accordé"])]);
        byte[] pdf = PaperWriter.Write(Page("fr", table), s_written);

        using PdfDocument document = PdfDocument.Open(pdf);
        IReadOnlyList<string>[] pages = [.. document.GetPages().Select(PaperText.Lines)];
        Assert.True(pages.Length > 2);
        Assert.All(pages, lines => Assert.Single(lines, line => line.StartsWith("Référence", StringComparison.Ordinal)));
        Assert.All(pages.Index(), page => Assert.Contains($"{page.Index + 1}/{pages.Length}", string.Join('\n', page.Item), StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, 120).Select(row => $"R-{row}"),
            pages.SelectMany(lines => lines).Where(line => line.StartsWith("R-", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void A_title_is_not_left_alone_at_the_foot_of_a_page()
    {
        Block[] blocks = [.. Enumerable.Range(1, 60).SelectMany(number => (Block[])[new Heading($"Titre {number}"), new Paragraph($"Texte {number}")])];

        using PdfDocument document = PdfDocument.Open(PaperWriter.Write(Page("fr", blocks), s_written));

        Assert.True(document.NumberOfPages > 2);
        Assert.All(document.GetPages(), page => Assert.StartsWith("Texte", PaperText.Lines(page).Last(line => line.StartsWith('T') && line.Length > 5), StringComparison.Ordinal));
    }

    private static LetterPage Page(string language, params Block[] blocks) =>
        new("Sujet", [new Section(language, "Marque", "Ailleurs", "En-tête", "Aperçu", blocks, "Pied")]);

    private static Letter[] Written(string language, params Block[] blocks)
    {
        using PdfDocument document = PdfDocument.Open(PaperWriter.Write(Page(language, blocks), s_written));
        return [.. document.GetPages().SelectMany(page => page.Letters)];
    }

    private static bool IsArabic(Letter letter) => letter.Value.Any(c => c is >= '\u0600' and <= '\u06FF' or >= '\uFB50' and <= '\uFEFC');

    // Lines break elsewhere, and brackets within Arabic are written as the glyph that is seen.
    private static string Words(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('\u2068' or '\u2069' or '|' or '(' or ')' or '«' or '»')));
}
