using System.Runtime.CompilerServices;
using Tasdir.Domain.Cases;
using Tasdir.Mail;

namespace Tasdir.Workflows.Tests.Mail;

/// <summary>
/// Some letters as they were read and approved, in <c>approved/</c>. A letter that changes is written beside its approved
/// text as <c>.received</c>: read it, and rename it if it is right.
/// </summary>
public sealed class ApprovedLettersTests
{
    [Theory]
    [InlineData(LetterKind.ApplicationReceived, "fr")]
    [InlineData(LetterKind.ComplementRequested, "ar")]
    [InlineData(LetterKind.VoteInvitation, "fr")]
    [InlineData(LetterKind.SupportGranted, "ar")]
    [InlineData(LetterKind.SupportRefused, "fr")]
    public async Task A_letter_reads_as_approved(LetterKind kind, string language)
    {
        Letter letter = await Letters.ComposeAsync(kind, Samples.Everything, language);

        await AssertApprovedAsync($"{kind}.{language}", letter);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task The_digest_reads_as_approved(string language) =>
        await AssertApprovedAsync($"Digest.{language}", await Letters.ComposeDigestAsync(Samples.Digest, language));

    private static async Task AssertApprovedAsync(string name, Letter letter, [CallerFilePath] string here = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(here)!, "approved");
        (string File, string Actual)[] parts = [($"{name}.html", letter.Html), ($"{name}.txt", $"{letter.Subject}\n\n{letter.Text}")];
        foreach ((string file, string actual) in parts)
        {
            string approved = Path.Combine(folder, file);
            string expected = File.Exists(approved) ? (await File.ReadAllTextAsync(approved)).ReplaceLineEndings("\n") : "";
            if (expected != actual)
            {
                await File.WriteAllTextAsync(Path.ChangeExtension(approved, ".received" + Path.GetExtension(file)), actual);
            }

            Assert.Equal(expected, actual);
        }
    }
}
