using Tasdir.Domain.Documents;
using Tasdir.TestKit.Files;

namespace Tasdir.Inspection.Tests;

public sealed class DangersTests
{
    [Fact]
    public void Scripts_and_actions_that_start_by_themselves_are_found_however_they_are_written() => Assert.All(
        SampleContent.ActivePdfs, file => Assert.Equal([FindingCode.ActiveContent], Looks.Codes(Looks.Structure(file).Report)));

    [Fact]
    public void A_PDF_that_opens_at_a_page_or_has_an_empty_list_of_files_is_harmless() =>
        Assert.Equal([FindingCode.Pages], Looks.Codes(Looks.Structure(SampleContent.PdfWithDestination).Report));

    [Fact]
    public void Files_within_a_PDF_are_found() => Assert.All(
        SampleContent.CarryingPdfs, file => Assert.Equal([FindingCode.EmbeddedFiles], Looks.Codes(Looks.Structure(file).Report)));

    [Fact]
    public void Macros_objects_and_what_is_loaded_from_elsewhere_are_found_in_a_Word_file_and_a_link_is_harmless()
    {
        Assert.All(SampleContent.DangerousDocx, sample => Assert.Equal([sample.Finding], Looks.Codes(Looks.Structure(sample.File).Report)));
        Assert.Empty(Looks.Structure(SampleContent.DocxWithLink).Report.Findings);
    }

    [Fact]
    public void An_entry_that_leads_out_of_its_archive_makes_it_unsafe() => Assert.All(
        SampleContent.UnsafeZips, file => Assert.Equal([FindingCode.UnsafePath], Looks.Codes(Looks.Structure(file).Report)));

    [Fact]
    public void An_entry_that_could_not_be_brought_by_itself_is_named_by_its_number()
    {
        Assert.Equal([new Finding(FindingCode.EntryNotAllowed, "2")], Looks.Structure(SampleContent.ZipWithProgram).Report.Findings);
        Assert.Equal([new Finding(FindingCode.EntryNotAllowed, "2")], Looks.Structure(SampleContent.ZipWithScript).Report.Findings);
        Assert.Equal(
            [new Finding(FindingCode.EntryNotAllowed, "3")],
            StructureCheck.Of(new MemoryStream(SampleContent.Zip.Content), FileFormats.Zip, ["pdf", "zip"], new InspectionLimits()).Report.Findings);
    }
}
