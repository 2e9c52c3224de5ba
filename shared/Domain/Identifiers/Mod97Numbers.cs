namespace Tasdir.Domain.Identifiers;

/// <summary>The key that RIB and ICE share: two last digits, 01 to 97, that make the whole number a multiple of 97.</summary>
internal static class Mod97
{
    // 24 digits do not fit a 64-bit number, so the remainder is taken digit by digit.
    public static int Remainder(string digits) => digits.Aggregate(0, (r, d) => ((r * 10) + (d - '0')) % 97);

    public static bool HasValidKey(string digits)
    {
        int key = int.Parse(digits[^2..], System.Globalization.CultureInfo.InvariantCulture);
        return key is >= 1 and <= 97 && Remainder(digits) == 0 && digits[..^2].Any(d => d != '0');
    }

    public static string Compact(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>
/// Identifiant commun de l'entreprise: 15 digits, nine of the enterprise, four of the establishment, a key of two
/// (guide of ice.gov.ma for the structure; the key as observed on published numbers).
/// </summary>
public static class Ice
{
    /// <summary>The normalised number, or null with the code of what is wrong.</summary>
    public static (string? Number, string? Error) Parse(string? text)
    {
        string digits = Mod97.Compact(text);
        return digits.Length != 15 || !digits.All(char.IsAsciiDigit) ? (null, "ice_format")
            : Mod97.HasValidKey(digits) ? (digits, null)
            : (null, "ice_key");
    }
}

/// <summary>
/// Relevé d'identité bancaire: 24 digits, bank 3, locality 3, account 16, key 2. Its Moroccan IBAN is always
/// <c>MA64</c> and the RIB, because a valid RIB is a multiple of 97.
/// </summary>
public static class Rib
{
    /// <summary>The normalised number, or null with the code of what is wrong.</summary>
    public static (string? Number, string? Error) Parse(string? text)
    {
        string digits = Mod97.Compact(text);
        if (digits.StartsWith("MA64", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[4..];
        }

        return digits.Length != 24 || !digits.All(char.IsAsciiDigit) ? (null, "rib_format")
            : Mod97.HasValidKey(digits) ? (digits, null)
            : (null, "rib_key");
    }

    /// <summary>The IBAN of a valid RIB.</summary>
    public static string ToIban(string rib) => "MA64" + rib;
}
