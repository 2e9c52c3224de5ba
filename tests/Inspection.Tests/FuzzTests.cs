using System.Globalization;
using CsCheck;
using Tasdir.Domain.Documents;
using Tasdir.TestKit.Files;

namespace Tasdir.Inspection.Tests;

/// <summary>
/// Damaged and hostile bytes: whatever they are, there is a report. <c>TASDIR_FUZZ</c> raises the number of files that are
/// tried of each kind; a seed that CsCheck prints is repeated with <c>CsCheck_Seed</c>.
/// </summary>
public sealed class FuzzTests
{
    private const int Usual = 40;

    private static readonly int s_files = int.TryParse(Environment.GetEnvironmentVariable("TASDIR_FUZZ"), CultureInfo.InvariantCulture, out int files) ? files : Usual;

    private static readonly InspectionLimits s_limits = new() { TextCharacters = 1_000, Seconds = 20 };

    private static readonly IReadOnlyList<SampleFile> s_good = SampleContent.Good;

    public static TheoryData<int> Good => [.. Enumerable.Range(0, SampleContent.Good.Count)];

    [Theory]
    [MemberData(nameof(Good))]
    public void A_file_with_bits_flipped_cut_or_put_together_anew_has_a_report(int number) =>
        Changed(s_good[number]).Sample(AssertReport, iter: s_files, threads: 1);

    [Fact]
    public void Any_bytes_behind_the_beginning_of_any_format_have_a_report() =>
        Gen.Select(Gen.Int[0, s_good.Count - 1], Gen.Int[4, 64], Gen.Byte.Array[0, 2_000])
            .Select((file, head, bytes) => s_good[file] with { Content = [.. s_good[file].Content[..head], .. bytes] })
            .Sample(AssertReport, iter: 5 * s_files, threads: 1);

    // One to four changes of a file.
    private static Gen<SampleFile> Changed(SampleFile file) =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, file.Content.Length - 1], Gen.Int[1, 200], Gen.Int[0, 7]).Array[1, 4]
            .Select(changes => file with { Content = changes.Aggregate(file.Content, Change) });

    private static byte[] Change(byte[] content, (int Kind, int At, int Length, int Bit) change)
    {
        if (content.Length == 0)
        {
            return content;
        }

        int at = change.At % content.Length, end = Math.Min(content.Length, at + change.Length);
        return change.Kind switch
        {
            0 => [.. content[..at], (byte)(content[at] ^ (1 << change.Bit)), .. content[(at + 1)..]],
            1 => content[..at],
            // A piece left out, repeated, or from elsewhere in the file.
            2 => [.. content[..at], .. content[end..]],
            3 => [.. content[..end], .. content[at..]],
            _ => [.. content[..at], .. content[^Math.Min(content.Length, change.Length)..], .. content[end..]],
        };
    }

    private static void AssertReport(SampleFile file)
    {
        CheckReport format = Looks.Format(file);
        Inspected inspected = Looks.Structure(file, s_limits);

        Assert.Equal((AutomaticCheck.Format, AutomaticCheck.Structure), (format.Check, inspected.Report.Check));
        Assert.True(inspected.Report.Outcome != CheckOutcome.Failed || inspected.Text is null);
        Assert.True((inspected.Text?.Length ?? 0) <= s_limits.TextCharacters + s_limits.Pages);
        if (FileFormats.ByContentType(file.ContentType)?.Code is "jpeg" or "png")
        {
            byte[]? preview = Picture.Preview(new MemoryStream(file.Content), 64);
            Assert.True(preview is null || FileFormats.ByContent(preview) == FileFormats.Jpeg);
        }
    }
}
