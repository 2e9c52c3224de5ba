using System.Globalization;
using System.Resources;

namespace Tasdir.Functions.Pages;

/// <summary>The words of the pages in one language: <c>Wording.resx</c>.</summary>
public sealed class Wording(CultureInfo culture)
{
    private static readonly ResourceManager s_words = new("Tasdir.Functions.Pages.Wording", typeof(Wording).Assembly);

    /// <summary>The language, <c>fr</c> or <c>ar</c>.</summary>
    public string Language => culture.Name;

    /// <summary>The other one.</summary>
    public string Other => Language == "ar" ? "fr" : "ar";

    /// <summary>Which way the language is read.</summary>
    public string Direction => Language == "ar" ? "rtl" : "ltr";

    /// <summary>A wording.</summary>
    public string this[string key] => s_words.GetString(key, culture) ?? throw new InvalidOperationException($"The wording {key} is missing.");

    /// <summary>A wording with values in their places.</summary>
    public string Say(string key, params object[] values) => string.Format(culture, this[key], values);
}
