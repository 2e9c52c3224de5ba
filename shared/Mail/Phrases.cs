using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail;

/// <summary>The sentences of <c>Letters.resx</c> in one language, with values in their places.</summary>
internal sealed partial class Phrases(string language)
{
    private static readonly ResourceManager Resources = new("Tasdir.Mail.Letters", typeof(Phrases).Assembly);

    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language);

    public string Language => language;

    /// <summary>A sentence as it stands.</summary>
    public string this[string key] => Resources.GetString(key, culture)
        ?? throw new MissingManifestResourceException($"Letters.resx has no '{key}'.");

    /// <summary>A sentence as it stands, or another where there is none of that name.</summary>
    public string Or(string key, string other) => Resources.GetString(key, culture) ?? this[other];

    /// <summary>A sentence with its <c>{places}</c> filled in, each value isolated from the direction around it.</summary>
    public string Say(string key, params ReadOnlySpan<(string Place, string? Value)> values) =>
        Fill(this[key], values, value => Bidi.Embed(value, language));

    /// <summary>As <see cref="Say"/>, for a subject line: no isolates, which some lists of messages show as boxes.</summary>
    public string Subject(string key, params ReadOnlySpan<(string Place, string? Value)> values) =>
        Fill(this[key], values, value => value);

    public string Date(DateOnly date) => Formats.Date(date, language);

    public string Amount(Money amount) => Formats.Amount(amount, language);

    private static string Fill(string sentence, ReadOnlySpan<(string Place, string? Value)> values, Func<string, string> write)
    {
        Dictionary<string, string> byPlace = [];
        foreach ((string place, string? value) in values)
        {
            byPlace[place] = write(Bidi.Clean(value ?? ""));
        }

        return Places().Replace(sentence, match => byPlace[match.Groups[1].Value]);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Places();
}
