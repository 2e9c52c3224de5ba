using System.Globalization;
using System.Text.Json;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>The sentences in which decisions are explained, in the two languages: <c>Data/sentences.json</c>.</summary>
internal static class Sentences
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, Text>>> s_sentences = new(Load);

    /// <summary>A sentence with its places filled in.</summary>
    /// <exception cref="KeyNotFoundException">The data has none.</exception>
    public static Text Of(string group, string key, params IReadOnlyList<Text> values)
    {
        Text sentence = s_sentences.Value[group][key];
        return values.Count == 0 ? sentence : new Text(
            string.Format(CultureInfo.InvariantCulture, sentence.Fr, [.. values.Select(value => value.Fr)]),
            string.Format(CultureInfo.InvariantCulture, sentence.Ar, [.. values.Select(value => value.Ar)]));
    }

    /// <summary>The sentence of a term.</summary>
    public static Text Of<T>(T term, params IReadOnlyList<Text> values)
        where T : struct, Enum => Of(JsonNamingPolicy.CamelCase.ConvertName(typeof(T).Name), KeyOf(term), values);

    /// <summary>What a term is called in the data.</summary>
    public static string KeyOf<T>(T term)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(term.ToString());

    /// <summary>An amount in both languages.</summary>
    public static Text Amount(Money amount) => new(Formats.Amount(amount, "fr"), Formats.Amount(amount, "ar"));

    /// <summary>A number in both languages, with a comma before its decimals.</summary>
    public static Text Number(decimal number)
    {
        string text = number.ToString("0.####", CultureInfo.InvariantCulture).Replace('.', ',');
        return new Text(text, text);
    }

    private static Dictionary<string, Dictionary<string, Text>> Load()
    {
        using Stream data = typeof(Sentences).Assembly.GetManifestResourceStream("Data/sentences.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Text>>>(data, CaseJson.Options)!;
    }
}
