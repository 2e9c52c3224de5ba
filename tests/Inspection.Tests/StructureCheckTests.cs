using Tasdir.Domain.Documents;
using Tasdir.TestKit.Files;

namespace Tasdir.Inspection.Tests;

public sealed class StructureCheckTests
{
    public static TheoryData<int> Good => [.. Enumerable.Range(0, SampleContent.Good.Count)];

    [Theory]
    [MemberData(nameof(Good))]
    public void An_ordinary_file_opens(int number) =>
        Assert.Equal((SampleContent.Good[number].FileName, CheckOutcome.Passed), (SampleContent.Good[number].FileName, Looks.Structure(SampleContent.Good[number]).Report.Outcome));

    [Fact]
    public void Pages_are_counted_and_text_is_handed_over()
    {
        Inspected pdf = Looks.Structure(SampleContent.Pdf);

        Assert.Equal([new Finding(FindingCode.Pages, "1")], pdf.Report.Findings);
        Assert.Contains("ICE : 001525363000041", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("Fait \u00E0 Rabat, le 23/11/2026", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("Plan d'action \u00E0 l'export\nICE 001525363000041", Looks.Structure(SampleContent.Docx).Text, StringComparison.Ordinal);
        Assert.Contains("Chiffre d'affaires\n2025", Looks.Structure(SampleContent.Xlsx).Text, StringComparison.Ordinal);
        Assert.Contains("144000", Looks.Structure(SampleContent.Xlsx).Text, StringComparison.Ordinal);
        Assert.Contains("ICE : 001525363000041", Looks.Structure(SampleContent.Zip).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_and_a_photo_have_no_text()
    {
        Assert.Null(Looks.Structure(SampleContent.ScannedPdf).Text);
        Assert.Null(Looks.Structure(SampleContent.Jpeg).Text);
    }

    [Fact]
    public void What_was_cut_or_damaged_does_not_open() => Assert.All(
        SampleContent.Truncated.Concat([SampleContent.CorruptedPdf, SampleContent.CutJpeg, SampleContent.CorruptedPng, SampleContent.CorruptedZip]),
        file => AssertFinding(FindingCode.Unreadable, file));

    [Fact]
    public void What_is_locked_is_told_from_what_is_damaged() => Assert.All(
        [SampleContent.LockedPdf, SampleContent.RestrictedPdf, SampleContent.ClaimsLockedPdf, SampleContent.LockedDocx, SampleContent.LockedZip],
        file => AssertFinding(FindingCode.Encrypted, file));

    [Fact]
    public void What_holds_nothing_is_empty() => Assert.All(
        [SampleContent.EmptyPdf, SampleContent.EmptyZip, SampleContent.Docx with { Content = OfficeFiles.Word() }],
        file => AssertFinding(FindingCode.Empty, file));

    [Fact]
    public void What_is_not_as_large_or_deep_as_it_could_be_is_looked_at_up_to_the_limits()
    {
        InspectionLimits small = new() { Pages = 1, Pixels = 1_000, TextCharacters = 10 };

        Assert.Equal(10, Looks.Structure(SampleContent.Pdf, small).Text!.TrimEnd('\n').Length);
        Assert.Equal([new Finding(FindingCode.TooManyPixels, "76800")], Looks.Structure(SampleContent.Jpeg, small).Report.Findings);
        Assert.Equal([new Finding(FindingCode.TooManyPages, "2")], Looks.Structure(TwoPages, small).Report.Findings);
        Assert.Equal([new Finding(FindingCode.Pages, "2")], Looks.Structure(TwoPages).Report.Findings);
        Assert.Equal([new Finding(FindingCode.TooManyPixels, "2500000000")], Looks.Structure(SampleContent.PixelBomb).Report.Findings);
    }

    [Fact]
    public void What_bursts_is_stopped_before_it_does() => Assert.All(
        [.. SampleContent.ZipBombs, SampleContent.DocxBomb, SampleContent.PdfBomb], file => AssertFinding(FindingCode.Bomb, file));

    [Fact]
    public void What_is_nested_without_end_ends()
    {
        AssertFinding(FindingCode.Unreadable, SampleContent.LoopingPdf);
        // Where brackets lead nowhere the reader goes on without them.
        Assert.NotNull(Looks.Structure(SampleContent.NestedPdf));
        Assert.NotNull(Looks.Structure(SampleContent.NestedPackedPdf));
        Assert.NotNull(Looks.Structure(SampleContent.DeepTreePdf));
    }

    [Fact]
    public void What_draws_itself_a_billion_times_is_stopped_by_time() =>
        Assert.Equal([new Finding(FindingCode.Unreadable)], Looks.Structure(SampleContent.LaughingPdf, new InspectionLimits { Seconds = 1 }).Report.Findings);

    [Fact]
    public void A_fault_of_the_stream_is_no_finding() => Assert.Throws<IOException>(
        () => StructureCheck.Of(new BrokenStream(), FileFormats.Pdf, Looks.Everything, new InspectionLimits()));

    private static SampleFile TwoPages => SampleContent.Pdf with
    {
        Content = PdfObjects.Write(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]),
    };

    private static void AssertFinding(FindingCode code, SampleFile file)
    {
        Inspected inspected = Looks.Structure(file);

        Assert.Equal((file.FileName, code), (file.FileName, Looks.Codes(inspected.Report).FirstOrDefault()));
        Assert.Equal((CheckOutcome.Failed, null), (inspected.Report.Outcome, inspected.Text));
    }
}
