using CsCheck;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.Domain.Tests.Identifiers;
using F = Tasdir.Domain.Documents.FindingCode;

namespace Tasdir.Domain.Tests.Documents;

public sealed class TextSearchTests
{
    private const string Own = "001525363000041";
    private const string Others = "001848151000021";
    private const string OwnRib = "225450010020030040050073";
    private const string OthersRib = "007780000123400056789042";
    private const string Cooperative = "Coopérative Tighmert Argan et Cactus";

    private static readonly string[] s_pieces = [" le ", "fait à X, le 1/2/2026 ", "valable jusqu'au ", "\ud800", "ICE 001525363000041"];
    private static readonly DateOnly s_today = new(2026, 11, 24);
    private static readonly ProgrammeRules s_rules = Programmes.All[^1];

    [Theory]
    [InlineData("ICE : 001525363000041")]
    [InlineData("ICE n°001525363000041.")]
    [InlineData("I.C.E. 0015 2536 3000 041")]
    [InlineData("001.525.363.000.041")]
    [InlineData("0 0 1 5 2 5 3 6 3 0 0 0 0 4 1")]
    [InlineData("001525363\u00A00000\u00A041")]
    [InlineData("التعريف الموحد للمقاولة: ٠٠١٥٢٥٣٦٣٠٠٠٠٤١")]
    [InlineData("RC 12345 001525363000041 IF 1234567")]
    [InlineData("Nous : 001848151000021. Vous : 001525363000041.")]
    public void The_applicant_s_ICE_is_found_however_it_is_printed(string text) =>
        Assert.Equal([new Finding(F.IceFound)], Search(text, "ice-attestation", ice: Own).Findings);

    [Theory]
    [InlineData("ice-attestation", "ICE : 001848151000021", "0021")]
    [InlineData("ice-attestation", "ICE : 0018 4815 1000 021", "0021")]
    [InlineData("ice-attestation", "ICE : 001848151000022", null)] // the key is wrong
    [InlineData("ice-attestation", "n° 1001848151000021", null)] // sixteen digits
    [InlineData("quotes", "ICE du fournisseur : 001848151000021", null)]
    public void Another_ICE_says_something_only_where_the_document_is_there_to_show_the_applicant_s(string kind, string text, string? end)
    {
        CheckReport report = Search(text, kind, ice: Own);

        Assert.Equal(end is null ? [] : [new Finding(F.OtherIce, end)], report.Findings);
        Assert.Equal(end is null ? CheckOutcome.Passed : CheckOutcome.Noted, report.Outcome);
    }

    [Theory]
    [InlineData("RIB : 225 450 0100200300400500 73", F.RibFound, null)]
    [InlineData("IBAN MA64225450010020030040050073", F.RibFound, null)]
    [InlineData("IBAN : MA64 2254 5001 0020 0300 4005 0073", F.RibFound, null)]
    [InlineData("٢٢٥٤٥٠٠١٠٠٢٠٠٣٠٠٤٠٠٥٠٠٧٣", F.RibFound, null)]
    [InlineData("RIB 007 780 0001234000567890 42", F.OtherRib, "9042")]
    public void A_RIB_is_found_alike(string text, F code, string? end) =>
        Assert.Equal([new Finding(code, end)], Search(text, "rib-certificate", rib: OwnRib).Findings);

    [Theory]
    [InlineData("La coopérative TIGHMERT ARGAN ET CACTUS, sise à Guelmim")]
    [InlineData("Tighmert Argan et Cactus (coopérative)")]
    [InlineData("TIGHMERT-ARGAN\net cactus")]
    [InlineData("T I G H M E R T   A R G A N   E T   C A C T U S")]
    [InlineData("TighmertArganEtCactus")]
    [InlineData("Cactus et Argan Tighmert")]
    public void A_name_is_found_whatever_its_case_accents_form_and_order(string text) =>
        Assert.Equal([new Finding(F.NameFound)], Search(text, "statutes", name: Cooperative).Findings);

    [Theory]
    [InlineData("Société Atlas Miel SARL", "STE ATLAS-MIEL S.A.R.L. au capital")]
    [InlineData("Fatma Aït Bella", "Madame AIT BELLA Fatma")]
    [InlineData("تعاونية أرݣان الأطلس", "التعاونية ارݣان الاطلس")]
    [InlineData("تعاونية النسمة", "تعاونيـــة النَّسمَه للعسل")]
    [InlineData("شركة إفران", "نارفا")]
    public void A_name_is_found_beyond_how_it_is_spelt(string name, string text) =>
        Assert.Equal([new Finding(F.NameFound)], Search(text, "statutes", name: name).Findings);

    [Theory]
    [InlineData("statutes", "Statuts de la coopérative Asrir", F.NameNotFound)]
    [InlineData("statutes", "Tighmert, société d'argan, vend des cactus", F.NameNotFound)]
    [InlineData("signatory-id", "Fatma AÏT BELLA", null)] // a person's card
    [InlineData("statutes", "النظام الأساسي للتعاونية", null)] // in Arabic it has another name
    public void A_name_that_does_not_stand_there_is_noted_where_it_should(string kind, string text, F? code)
    {
        CheckReport report = Search(text, kind, name: Cooperative);

        Assert.Equal(code is { } expected ? [new Finding(expected)] : [], report.Findings);
        Assert.NotEqual(CheckOutcome.Failed, report.Outcome);
    }

    [Fact]
    public void A_scan_has_no_text_and_nothing_is_said_of_what_it_lacks()
    {
        Assert.Equal([new Finding(F.NoText)], Search(null, "ice-attestation", Own, OwnRib, Cooperative).Findings);
        Assert.Equal([new Finding(F.NoText)], Search(" \n\t ", "ice-attestation", Own, OwnRib, Cooperative).Findings);
    }

    [Fact]
    public void Of_an_applicant_of_whom_nothing_is_known_nothing_is_found() =>
        Assert.Empty(Search($"ICE {Others} RIB {OthersRib}", "ice-attestation").Findings);

    [Fact]
    public void Any_ICE_and_any_RIB_are_found_among_other_words() => Gen.Select(Keys.Ices, Keys.Ribs, Gen.Int[0, 3]).Sample((ice, rib, gap) =>
    {
        string text = $"N° 12 du 01/02/2026 {Spaced(ice, gap)} ; compte {Spaced(rib, gap)}, page 1";
        Assert.Equal([F.IceFound, F.RibFound], Search(text, "statutes", ice, rib).Findings.Select(finding => finding.Code));
    });

    [Fact]
    public void No_text_makes_the_search_fail_and_no_day_is_told_twice() => Gen.Select(Gen.String, Gen.Int[0, 4].Select(i => s_pieces[i])).Array[0, 20].Sample(parts =>
    {
        string text = string.Concat(parts.Select(part => part.Item1 + part.Item2));
        CheckReport report = Search(text, "rib-certificate", Own, OwnRib, Cooperative);
        Assert.Equal(report.Findings.Select(finding => finding.Code).Distinct().Count(), report.Findings.Count);
        Assert.NotEqual(CheckOutcome.Failed, report.Outcome);
    });

    // Groups of so many digits; 0 for one group.
    private static string Spaced(string number, int group) => group == 0 ? number : string.Join(' ', number.Chunk(group).Select(digits => new string(digits)));

    private static CheckReport Search(string? text, string kind, string? ice = null, string? rib = null, string? name = null) =>
        TextSearch.Of(text, new SearchedFor(ice, rib, name, s_rules.Document(kind)), s_today);
}
