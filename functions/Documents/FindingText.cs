using System.Globalization;
using System.Resources;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>What automatic checks find, as sentences in the reader's language: <c>FindingText.resx</c>.</summary>
public static class FindingText
{
    // Around a value that is read from left to right in a sentence that may be read from right to left (Unicode UAX 9).
    private const char Isolate = '\u2068';
    private const char EndOfIsolate = '\u2069';

    private static readonly ResourceManager s_sentences = new("Tasdir.Functions.Documents.FindingText", typeof(FindingText).Assembly);

    /// <summary>The sentence of a finding, with its value.</summary>
    public static string Of(Finding finding, CultureInfo language)
    {
        string key = EnumText.Of(finding.Code);
        string sentence = s_sentences.GetString(key, language) ?? throw new InvalidOperationException($"The finding {key} has no sentence.");
        return string.Format(language, sentence, ValueOf(finding, language));
    }

    private static string ValueOf(Finding finding, CultureInfo language) =>
        finding.Value is not { } value ? "?"
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? Formats.Date(date, language.Name)
        : $"{Isolate}{value}{EndOfIsolate}";
}
