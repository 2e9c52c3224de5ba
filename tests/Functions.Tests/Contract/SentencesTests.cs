using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Tests.Contract;

/// <summary>Whatever a person may read is there in French and in Arabic, with the same values in it.</summary>
public sealed class SentencesTests
{
    private static IEnumerable<string> TimelineKeys =>
        from kind in ContractTests.FactKinds.Except(["letterRecorded", "letterFiled", "letterSent"])
        from variant in kind switch
        {
            "dataRequested" => Enum.GetNames<DataRequestKind>(),
            "reviewOpened" => Enum.GetNames<CommitteeLevel>(),
            "supportDecided" => Enum.GetNames<ReviewResult>(),
            "dueDateMoved" => ["DecisionFeast", "DecisionCalendar", "RequestFeast", "RequestCalendar"],
            _ => [""],
        }
        select kind + variant;

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public void Every_code_has_its_sentence_and_no_sentence_is_without_a_code(string language) =>
        Assert.Equal(ContractTests.Codes.Order(), Sentences("Tasdir.Functions.Http.Problems", language).Keys.Order());

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public void Every_fact_of_a_timeline_has_its_sentence_and_no_sentence_is_without_a_fact(string language) =>
        Assert.Equal(TimelineKeys.Order(), Sentences("Tasdir.Functions.Cases.TimelineText", language).Keys.Order());

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public void Every_finding_of_a_check_has_its_sentence_and_no_sentence_is_without_a_finding(string language) => Assert.Equal(
        Enum.GetValues<FindingCode>().Select(EnumText.Of).Order(), Sentences("Tasdir.Functions.Documents.FindingText", language).Keys.Order());

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public void Every_status_of_a_piece_has_its_words(string language) => Assert.All(
        Enum.GetValues<PieceStatus>(), status => Assert.Contains("Piece_Status_" + EnumText.Of(status), Sentences("Tasdir.Functions.Pages.Wording", language).Keys));

    [Theory]
    [InlineData("Tasdir.Functions.Http.Problems")]
    [InlineData("Tasdir.Functions.Cases.TimelineText")]
    [InlineData("Tasdir.Functions.Pages.Wording")]
    [InlineData("Tasdir.Functions.Documents.FindingText")]
    public void A_sentence_is_in_the_letters_of_its_language_and_takes_the_same_values_in_both(string resource)
    {
        Dictionary<string, string> french = Sentences(resource, "fr");
        Dictionary<string, string> arabic = Sentences(resource, "ar");

        Assert.Equal(french.Keys.Order(), arabic.Keys.Order());
        Assert.All(french, sentence => Assert.Equal(Places(sentence.Value), Places(arabic[sentence.Key])));
        Assert.All(arabic.Where(IsOfItsLanguage), sentence => Assert.Matches(@"\p{IsArabic}", sentence.Value));
        Assert.All(french.Where(IsOfItsLanguage), sentence => Assert.DoesNotMatch(@"\p{IsArabic}", sentence.Value));
    }

    [Fact]
    public void Every_term_of_the_procedure_has_a_name_in_both_languages()
    {
        AllAreNamed<CaseState>();
        AllAreNamed<Turn>();
        AllAreNamed<Role>();
        AllAreNamed<VoteChoice>();
        AllAreNamed<Ask>();
    }

    private static void AllAreNamed<T>()
        where T : struct, Enum => Assert.All(Enum.GetValues<T>(), term =>
        {
            Text name = Names.Of(term);
            Assert.Matches("[A-Za-z]", name.Fr);
            Assert.Matches(@"\p{IsArabic}", name.Ar);
        });

    // The neutral resources are French; whatever Arabic lacks would be read in French, so nothing is looked up elsewhere.
    private static Dictionary<string, string> Sentences(string resource, string language)
    {
        ResourceManager resources = new(resource, typeof(App).Assembly);
        CultureInfo culture = language == "fr" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        return resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    // The name stands in both scripts, and the way to the other language in the other one.
    private static bool IsOfItsLanguage(KeyValuePair<string, string> sentence) => sentence.Key is not ("Brand" or "OtherLanguage");

    private static IEnumerable<string> Places(string sentence) => Regex.Matches(sentence, @"\{\d\}").Select(place => place.Value).Distinct().Order();
}
