using System.Globalization;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>
/// How dates and amounts are written in Morocco: <c>23 novembre 2026</c>, <c>23 نونبر 2026</c>; <c>144 000,00 DH</c>,
/// <c>144.000,00 درهم</c>. Digits are Western in both languages.
/// </summary>
/// <remarks>Written out here, because the culture data of a host differ in month names and digits from one version to the next.</remarks>
public static class Formats
{
    private const char NoBreak = '\u00A0';

    private static readonly string[] FrenchMonths =
    [
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    private static readonly string[] ArabicMonths =
    [
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو",
        "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
    ];

    /// <summary>The names of the months as they are written here, in French and in Arabic.</summary>
    internal static IReadOnlyList<string[]> Months { get; } = [FrenchMonths, ArabicMonths];

    private static readonly NumberFormatInfo FrenchNumbers = Numbers(NoBreak.ToString());
    private static readonly NumberFormatInfo ArabicNumbers = Numbers(".");

    /// <summary>A date in words: day, month, year. The first of a month is <c>1er</c> in French.</summary>
    public static string Date(DateOnly date, string language)
    {
        string day = date.Day.ToString(CultureInfo.InvariantCulture);
        string year = date.Year.ToString("0000", CultureInfo.InvariantCulture);
        return language == "ar"
            ? $"{day} {ArabicMonths[date.Month - 1]} {year}"
            : $"{(date.Day == 1 ? "1er" : day)} {FrenchMonths[date.Month - 1]} {year}";
    }

    /// <summary>An amount with its centimes and the name of the dirham, never broken over two lines.</summary>
    public static string Amount(Money amount, string language) => language == "ar"
        ? $"{amount.Mad.ToString("N2", ArabicNumbers)}{NoBreak}درهم"
        : $"{amount.Mad.ToString("N2", FrenchNumbers)}{NoBreak}DH";

    private static NumberFormatInfo Numbers(string groups) =>
        new() { NumberGroupSeparator = groups, NumberDecimalSeparator = ",", NumberNegativePattern = 1 };
}
