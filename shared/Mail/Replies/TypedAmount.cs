using System.Globalization;
using System.Text.RegularExpressions;
using Tasdir.Domain.Payments;

namespace Tasdir.Mail.Replies;

/// <summary>
/// Amounts as people type them: <c>40000</c>, <c>40 000,50 DH</c>, <c>40.000 MAD</c>, <c>٤٠٠٠٠ درهم</c>. What could be read in two ways is not read.
/// </summary>
internal static partial class TypedAmount
{
    /// <summary>Reads the amount that a plain line (<see cref="PlainLine"/>) begins with.</summary>
    /// <param name="line">The line.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="rest">What follows the amount and its currency.</param>
    /// <returns>Whether an amount was read.</returns>
    public static bool TryRead(string line, out Money amount, out string rest)
    {
        amount = default;
        rest = "";
        Match match = Beginning().Match(line);
        if (!match.Success || !TryReadNumber(match.Groups["number"].Value, out decimal mad))
        {
            return false;
        }

        rest = line[match.Length..].Trim();
        return Money.TryFromMad(mad, out amount);
    }

    /// <summary>Whether a plain line speaks of money anywhere.</summary>
    public static bool IsNamedIn(string line) => Named().IsMatch(line);

    private static bool TryReadNumber(string typed, out decimal mad)
    {
        string number = Spaces().Replace(typed, " ").Trim().TrimEnd('.', ',').Trim();
        mad = 0;
        return (Whole().IsMatch(number) || Grouped().IsMatch(number))
            && decimal.TryParse(Decimal(number), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out mad);
    }

    // The last sign is that of the centimes if one or two digits follow it; all others part thousands.
    private static string Decimal(string number)
    {
        int sign = number.LastIndexOfAny(['.', ',']);
        bool hasCentimes = sign >= 0 && number.Length - sign <= 3;
        string whole = Digits(hasCentimes ? number[..sign] : number);
        return hasCentimes ? $"{whole}.{number[(sign + 1)..]}" : whole;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private const string Currency = @"(DHS?|MAD|DIRHAMS?|درهما?|دراهم|د\.? ?م\.?)";

    [GeneratedRegex(@"^(" + Currency + @" ?)?(?<number>[0-9](?:[0-9 .,']{0,28}[0-9])?)(?![0-9])( ?[.,]-)?( ?" + Currency + @"(?![\p{L}]))?", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"[0-9] ?" + Currency + @"(?![\p{L}])|(?<![\p{L}])" + Currency + @" ?[0-9]", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Named();

    [GeneratedRegex(@" +", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[0-9]{1,15}([.,][0-9]{1,2})?$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Whole();

    // A comma alone before three digits is a thousand to some and a thousandth to others.
    [GeneratedRegex(@"^([0-9]{1,3}( [0-9]{3}){1,4}([.,][0-9]{1,2})?|[0-9]{1,3}('[0-9]{3}){1,4}([.,][0-9]{1,2})?|[0-9]{1,3}(\.[0-9]{3}){1,4}(,[0-9]{1,2})?|[0-9]{1,3}(,[0-9]{3}){1,4}\.[0-9]{1,2}|[0-9]{1,3}(,[0-9]{3}){2,4})$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Grouped();
}
