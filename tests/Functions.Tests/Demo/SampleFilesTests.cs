using System.Globalization;
using System.Text.RegularExpressions;
using Tasdir.Domain.Identifiers;
using Tasdir.Local.Demo;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Tasdir.Functions.Tests.Demo;

public partial class SampleFilesTests
{
    private const string Enterprise = "Coopérative Tighmert Argan et Cactus";

    public static TheoryData<string, int, string, string> Files => new()
    {
        { nameof(SampleFiles.Statutes), 3, "Statuts de la coopérative", Enterprise },
        { nameof(SampleFiles.RegisterExtract), 1, "Extrait du registre des coopératives", "RC-COOP 2019/0147" },
        { nameof(SampleFiles.IceAttestation), 1, "Attestation d'identifiant commun de l'entreprise", "Identifiant commun de l'entreprise (ICE)" },
        { nameof(SampleFiles.TaxAttestation), 1, "Attestation de régularité fiscale", "aucun impôt exigible" },
        { nameof(SampleFiles.SignatoryId), 1, "Carte nationale d'identité électronique (copie)", "AÏT BELLA" },
        { nameof(SampleFiles.RibCertificate), 1, "Attestation de relevé d'identité bancaire", "MA64225450010020030040050073" },
        { nameof(SampleFiles.FaultyRibCertificate), 1, "Attestation de relevé d'identité bancaire", "Coopérative Asrir Miel et Safran" },
        { nameof(SampleFiles.ActionPlan), 3, "Plan d'action à l'export", "180 000,00" },
        { nameof(SampleFiles.SwornStatement), 1, "Déclaration sur l'honneur", "Fatma Aït Bella" },
        { nameof(SampleFiles.CommitmentLetter), 1, "Lettre d'engagement", "180 000,00 dirhams" },
        { nameof(SampleFiles.ExpenseProof), 3, "Facture n° F-2026-0318", "Avis d'exécution de virements" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sample_file_is_a_PDF_with_its_pages_its_title_and_its_words(string name, int pages, string title, string words)
    {
        byte[] content = File(name).Content;

        using PdfDocument pdf = PdfDocument.Open(content);
        Assert.Equal((pages, title), (pdf.NumberOfPages, pdf.Information.Title));
        Assert.Contains(words, TextOf(pdf), StringComparison.Ordinal);
        Assert.All(pdf.GetPages(), page => Assert.EndsWith($"{page.Number}/{pages}", TextOf(page), StringComparison.Ordinal));
        Assert.All(pdf.GetPages().SelectMany(page => page.Letters), letter => Assert.InRange(letter.EndBaseLine.X, 60, 536));
        Assert.InRange(content.Length, 1_000, 100_000);
    }

    [Fact]
    public void The_files_have_the_same_bytes_each_time() =>
        Assert.Equal(SampleFiles.Application.Select(file => file.Content), SampleFiles.Application.Select(file => file.Content));

    [Fact]
    public void The_costs_of_the_action_plan_add_up_to_its_total()
    {
        using PdfDocument pdf = PdfDocument.Open(SampleFiles.ActionPlan.Content);
        decimal[] costs = [.. CostTail().Matches(pdf.GetPage(2).Text).Select(cost => decimal.Parse(cost.Value.Replace(" ", "", StringComparison.Ordinal), CultureInfo.GetCultureInfo("fr-FR")))];

        Assert.Equal((6, 180_000.00m), (costs.Length, costs[^1]));
        Assert.Equal(costs[^1], costs[..^1].Sum());
    }

    [Fact]
    public void The_faulty_certificate_shows_a_RIB_whose_key_is_wrong()
    {
        Assert.Contains("225450010020030040050037", TextOf(SampleFiles.FaultyRibCertificate), StringComparison.Ordinal);
        Assert.Equal("rib_key", Rib.Parse("225450010020030040050037").Error);
        Assert.Null(Rib.Parse("225450010020030040050073").Error);
    }

    [Fact]
    public void The_application_has_each_kind_once() =>
        Assert.Equal(SampleFiles.Application.Count, SampleFiles.Application.Select(file => file.Kind).Distinct().Count());

    // The year before a cost touches it in the text of the page, so a cost is two or three digits, a space, three, and ",00".
    [GeneratedRegex(@"(?<=20\d\d|Total)\d{2,3} \d{3},00")]
    private static partial Regex CostTail();

    private static SampleFile File(string name) => (SampleFile)typeof(SampleFiles).GetProperty(name)!.GetValue(null)!;

    private static string TextOf(SampleFile file)
    {
        using PdfDocument pdf = PdfDocument.Open(file.Content);
        return TextOf(pdf);
    }

    private static string TextOf(PdfDocument pdf) => string.Join('\n', pdf.GetPages().Select(TextOf));

    private static string TextOf(Page page) => page.Text;
}
