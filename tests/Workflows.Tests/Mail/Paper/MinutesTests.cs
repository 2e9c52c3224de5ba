using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Tasdir.Mail.Paper;
using UglyToad.PdfPig;

namespace Tasdir.Workflows.Tests.Mail.Paper;

public sealed class MinutesTests
{
    /// <summary>As in <see cref="ApprovedLettersTests"/>: what a reader takes out of the PDF, brackets within Arabic as they are seen.</summary>
    [Fact]
    public async Task Minutes_read_as_approved()
    {
        string approved = Path.Combine(Folder(), "Minutes.txt");
        string actual = PaperText.Of(Minutes.Write(SampleMinutes.Everything, SampleMinutes.WrittenAt));

        string expected = File.Exists(approved) ? (await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        if (expected != actual)
        {
            await File.WriteAllTextAsync(Path.ChangeExtension(approved, ".received.txt"), actual, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Minutes_of_two_hundred_cases_tell_of_each_in_both_languages_on_numbered_pages()
    {
        byte[] pdf = Minutes.Write(SampleMinutes.Of(200), SampleMinutes.WrittenAt);

        Assert.DoesNotContain(0, PaperText.Glyphs(pdf));
        using PdfDocument document = PdfDocument.Open(pdf);
        IReadOnlyList<string>[] pages = [.. document.GetPages().Select(PaperText.Lines)];
        Assert.All(pages.Index(), page => Assert.Contains(page.Item, line => line.StartsWith($"{page.Index + 1}/{pages.Length} ", StringComparison.Ordinal)));
        Assert.All((string[])["Dossier", "الملف"], language => Assert.Equal(
            Enumerable.Range(1, 200).Select(number => $"TSD-2026-10-{number:000000}"),
            pages.SelectMany(lines => lines).Where(line => Regex.IsMatch(line, $@"^\d+[ |]*\. {language}")).Select(line => Regex.Match(line, @"TSD[-\d]+").Value)));
    }

    [Fact]
    public void The_same_meeting_gives_the_same_minutes() =>
        Assert.Equal(Minutes.Write(SampleMinutes.Everything, SampleMinutes.WrittenAt), Minutes.Write(SampleMinutes.Everything, SampleMinutes.WrittenAt));

    [Fact]
    public void Minutes_of_a_meeting_that_decided_nothing_say_so()
    {
        string text = PaperText.Of(Minutes.Write(SampleMinutes.Everything with { Cases = [] }, SampleMinutes.WrittenAt));

        Assert.Contains("Aucun dossier n’a été décidé.", text, StringComparison.Ordinal);
        Assert.Contains("لم يتم البت في أي ملف.", text, StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "approved");
}
