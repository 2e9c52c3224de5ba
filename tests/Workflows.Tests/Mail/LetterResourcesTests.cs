using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Tasdir.Mail;

namespace Tasdir.Workflows.Tests.Mail;

public sealed partial class LetterResourcesTests
{
    private static readonly ResourceManager[] Resources =
        [new("Tasdir.Mail.Letters", typeof(Letters).Assembly), new("Tasdir.Mail.Paper.MinutesText", typeof(Letters).Assembly)];

    private static readonly Dictionary<string, string> French = Read(CultureInfo.InvariantCulture);
    private static readonly Dictionary<string, string> Arabic = Read(CultureInfo.GetCultureInfo("ar"));

    [Fact]
    public void Every_sentence_exists_in_both_languages()
    {
        Assert.NotEmpty(French);
        Assert.Equal(French.Keys.Order(StringComparer.Ordinal), Arabic.Keys.Order(StringComparer.Ordinal));
        Assert.All(French.Values.Concat(Arabic.Values), words => Assert.False(string.IsNullOrWhiteSpace(words)));
    }

    [Fact]
    public void Both_languages_have_the_same_places()
    {
        Assert.All(French, sentence => Assert.Equal(Places(sentence.Value), Places(Arabic[sentence.Key])));
    }

    [Fact]
    public void Each_language_is_written_in_its_own_script()
    {
        Assert.All(French, sentence => Assert.DoesNotContain(sentence.Value, c => c is >= '\u0600' and <= '\u06FF'));
        Assert.All(Arabic, sentence => Assert.DoesNotMatch("[a-zA-Z]", Place().Replace(sentence.Value, "")));
        Assert.All(Arabic, sentence => Assert.DoesNotMatch("[\u0660-\u0669?,;]", Place().Replace(sentence.Value, "")));
    }

    [Fact]
    public void A_number_stands_where_one_reads_as_right_as_twenty() =>
        Assert.All(French.Concat(Arabic), sentence => Assert.DoesNotMatch(@"\{count\}\s+\p{L}", sentence.Value));

    private static Dictionary<string, string> Read(CultureInfo culture) =>
        Resources.SelectMany(texts => texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
                .Select(entry => (Key: $"{texts.BaseName}.{entry.Key}", Words: (string)entry.Value!)))
            .ToDictionary(entry => entry.Key, entry => entry.Words);

    private static IEnumerable<string> Places(string sentence) =>
        Place().Matches(sentence).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
