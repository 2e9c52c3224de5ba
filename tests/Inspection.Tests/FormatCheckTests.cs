using Tasdir.Domain.Documents;
using Tasdir.TestKit.Files;

namespace Tasdir.Inspection.Tests;

public sealed class FormatCheckTests
{
    public static TheoryData<int> Good => [.. Enumerable.Range(0, SampleContent.Good.Count)];

    public static TheoryData<int> TwoAtOnce => [.. Enumerable.Range(0, SampleContent.TwoAtOnce.Count)];

    [Theory]
    [MemberData(nameof(Good))]
    public void An_ordinary_file_is_what_it_says(int number) =>
        Assert.Equivalent(new CheckReport(AutomaticCheck.Format, CheckOutcome.Passed, []), Looks.Format(SampleContent.Good[number]), strict: true);

    [Theory]
    [MemberData(nameof(TwoAtOnce))]
    public void A_file_that_two_programs_open_in_two_ways_is_refused(int number)
    {
        CheckReport report = Looks.Format(SampleContent.TwoAtOnce[number]);

        Assert.Contains(FindingCode.SeveralFormats, Looks.Codes(report));
        Assert.Equal(CheckOutcome.Failed, report.Outcome);
    }

    [Theory]
    [InlineData("statuts", null)]
    [InlineData("statuts.pdf", null)]
    [InlineData("STATUTS.PDF", null)]
    [InlineData("Attestation du 23.11.2026", null)]
    [InlineData("Atlas S.A.R.L", null)]
    [InlineData("statuts.docx", FindingCode.NameDiffers)]
    [InlineData("statuts.pdf.exe", FindingCode.NameDiffers)]
    [InlineData("statuts.scr", FindingCode.NameDiffers)]
    public void The_ending_of_a_name_is_that_of_the_content_or_none(string name, FindingCode? code)
    {
        CheckReport report = Looks.Format(SampleContent.Pdf with { FileName = name });

        Assert.Equal(code is { } expected ? [new Finding(expected, "pdf")] : [], report.Findings);
    }

    [Fact]
    public void A_content_of_another_format_than_declared_is_refused_by_its_own_name()
    {
        Assert.Equal(
            [new Finding(FindingCode.DeclaredTypeDiffers, "jpeg"), new Finding(FindingCode.NameDiffers, "jpeg")],
            Looks.Format(SampleContent.Pdf with { Content = SampleContent.Jpeg.Content }).Findings);
        Assert.Equal(
            [new Finding(FindingCode.DeclaredTypeDiffers, "xlsx"), new Finding(FindingCode.NameDiffers, "xlsx")],
            Looks.Format(SampleContent.Docx with { Content = SampleContent.Xlsx.Content }).Findings);
        Assert.Equal(
            [new Finding(FindingCode.DeclaredTypeDiffers, "docx"), new Finding(FindingCode.NameDiffers, "docx")],
            Looks.Format(SampleContent.Zip with { Content = SampleContent.Docx.Content }).Findings);
    }

    [Fact]
    public void A_format_that_its_kind_of_document_is_not_taken_in_is_refused() =>
        Assert.Equal([new Finding(FindingCode.FormatNotAllowed, "docx")], Looks.Format(SampleContent.Docx, "pdf", "jpeg", "png").Findings);

    [Fact]
    public void A_program_and_a_page_are_of_no_format_whatever_their_names_and_a_photo_of_Apple_is_named()
    {
        Assert.Equal([new Finding(FindingCode.FormatUnknown)], Looks.Format(SampleContent.ProgramAsPdf).Findings);
        Assert.Equal([new Finding(FindingCode.FormatUnknown)], Looks.Format(SampleContent.HtmlAsPdf).Findings);
        Assert.Equal([new Finding(FindingCode.FormatUnknown, "heic")], Looks.Format(SampleContent.Heic).Findings);
        Assert.Equal([new Finding(FindingCode.FormatUnknown, "heic")], Looks.Format(SampleContent.Heic with { FileName = "a.jpg", ContentType = "image/jpeg" }).Findings);
    }

    [Fact]
    public void A_Word_file_with_a_password_is_told_from_one_of_no_format() =>
        Assert.Equal([new Finding(FindingCode.Encrypted)], Looks.Format(SampleContent.LockedDocx).Findings);

    [Fact]
    public void What_does_not_open_is_left_to_the_check_that_opens_it() =>
        Assert.All(SampleContent.Truncated, file => Assert.Empty(Looks.Format(file).Findings));

    [Fact]
    public void A_fault_of_the_stream_is_no_finding() => Assert.Throws<IOException>(
        () => FormatCheck.Of(new BrokenStream(), "a.pdf", "application/pdf", Looks.Everything));
}
