using System.Globalization;
using System.Resources;

namespace Tasdir.Functions.Pages;

/// <summary>The words of the pages in one language: <c>Wording.resx</c>.</summary>
public sealed class Wording(CultureInfo culture)
{
    private static readonly NumberFormatInfo s_numbers = new() { NumberDecimalSeparator = "," };
    private static readonly ResourceManager s_words = new("Tasdir.Functions.Pages.Wording", typeof(Wording).Assembly);

    /// <summary>The language.</summary>
    public CultureInfo Culture => culture;

    /// <summary>Its code, <c>fr</c> or <c>ar</c>.</summary>
    public string Language => culture.Name;

    /// <summary>The other one.</summary>
    public string Other => Language == "ar" ? "fr" : "ar";

    /// <summary>Which way the language is read.</summary>
    public string Direction => Language == "ar" ? "rtl" : "ltr";

    /// <summary>A wording.</summary>
    public string this[string key] => s_words.GetString(key, culture) ?? throw new InvalidOperationException($"The wording {key} is missing.");

    /// <summary>A wording with values in their places.</summary>
    public string Say(string key, params object[] values) => string.Format(culture, this[key], values);

    /// <summary>How long it is until a day, or how long it is past, in words and calendar days.</summary>
    public string Until(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => this["Due_Today"],
        1 => this["Due_Tomorrow"],
        > 1 and var left => Say("Due_In", Days(left)),
        var past => Say("Due_Late", Days(-past)),
    };

    /// <summary>The size of a file, in kilobytes or megabytes.</summary>
    public string Size(long bytes) => bytes < 1_000_000
        ? Say("Size_Kilobytes", Math.Max(1, (bytes + 500) / 1000))
        : Say("Size_Megabytes", (bytes / 1_000_000m).ToString("0.0", s_numbers));

    // Arabic has a dual, a plural from 3 to 10 and a singular above, each by the last two digits.
    private string Days(int number) => Say(
        (number, number % 100) switch
        {
            (1, _) => "Days_One",
            (2, _) => "Days_Two",
            (_, >= 3 and <= 10) => "Days_Few",
            (_, > 10) => "Days_Many",
            _ => "Days_Hundred",
        },
        number);
}
