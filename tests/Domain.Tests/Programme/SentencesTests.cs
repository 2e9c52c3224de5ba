using System.Text.Json;
using System.Text.RegularExpressions;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Programme;

public sealed class SentencesTests
{
    [Fact]
    public void Every_sentence_of_a_decision_is_in_the_letters_of_its_language_and_takes_the_same_values_in_both()
    {
        using Stream data = typeof(Programmes).Assembly.GetManifestResourceStream("Data/sentences.json")!;
        Dictionary<string, Dictionary<string, Text>> groups = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Text>>>(data, CaseJson.Options)!;

        Assert.All(groups.Values.SelectMany(group => group.Values).Where(text => text.Fr != text.Ar), text =>
        {
            Assert.Matches("[A-Za-z]", text.Fr);
            Assert.DoesNotMatch(@"\p{IsArabic}", text.Fr);
            Assert.Matches(@"\p{IsArabic}", text.Ar);
            Assert.Equal(Places(text.Fr), Places(text.Ar));
        });
    }

    private static IEnumerable<string> Places(string sentence) => Regex.Matches(sentence, @"\{\d\}").Select(place => place.Value).Distinct().Order();
}
