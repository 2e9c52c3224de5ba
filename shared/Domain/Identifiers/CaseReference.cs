using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tasdir.Domain.Identifiers;

/// <summary>
/// The reference of a case, <c>TSD-2026-10-7F3KQ9</c>: year of filing, region, five random symbols and a check symbol,
/// in Crockford's base 32 (no I, L, O or U). It is also the instance id of the orchestration that carries the case.
/// </summary>
/// <remarks>
/// The check symbol is a weighted sum over GF(32), with a different power of a generator for each place, so that any single
/// wrong symbol and any swap of two symbols is found.
/// </remarks>
public static class CaseReference
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomSymbols = 5;

    /// <summary>Bytes of randomness that <see cref="Create"/> needs.</summary>
    public const int RandomBytes = RandomSymbols;

    /// <summary>A new reference from random bytes.</summary>
    /// <param name="year">Year of filing, four digits.</param>
    /// <param name="region">Region code, <c>01</c> to <c>12</c>.</param>
    /// <param name="random"><see cref="RandomBytes"/> bytes from a cryptographic source, so that references cannot be guessed.</param>
    public static string Create(int year, string region, ReadOnlySpan<byte> random)
    {
        Span<char> body = stackalloc char[RandomSymbols];
        for (int i = 0; i < body.Length; i++)
        {
            body[i] = Symbols[random[i] % Symbols.Length];
        }

        string significant = string.Create(CultureInfo.InvariantCulture, $"{year:0000}{region}{body}");
        return string.Create(CultureInfo.InvariantCulture, $"TSD-{year:0000}-{region}-{body}{Check(significant)}");
    }

    /// <summary>
    /// Reads a reference as people type it: any case, with or without hyphens, O for 0, I and L for 1.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? reference)
    {
        reference = null;
        string compact = (text ?? "").Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant()
            .Replace('O', '0').Replace('I', '1').Replace('L', '1');
        if (compact.Length != 15 || !compact.StartsWith("TSD", StringComparison.Ordinal))
        {
            return false;
        }

        string significant = compact[3..14];
        if (!significant[..6].All(char.IsAsciiDigit)
            || !significant.All(Symbols.Contains)
            || Check(significant) != compact[14])
        {
            return false;
        }

        reference = $"TSD-{compact[3..7]}-{compact[7..9]}-{compact[9..]}";
        return true;
    }

    /// <summary>The region code inside a reference.</summary>
    public static string RegionOf(string reference) => reference[9..11];

    private static char Check(string significant)
    {
        int sum = 0;
        int weight = 1;
        foreach (char symbol in significant)
        {
            weight = Double(weight);
            sum ^= Multiply(weight, Symbols.IndexOf(symbol, StringComparison.Ordinal));
        }

        return Symbols[sum];
    }

    // Multiplication by x in GF(2)[x] / (x^5 + x^2 + 1), whose 31 powers of x are all different.
    private static int Double(int value) => (value << 1) > 31 ? (value << 1) ^ 0b100101 : value << 1;

    private static int Multiply(int a, int b)
    {
        int product = 0;
        for (; b > 0; b >>= 1, a = Double(a))
        {
            product ^= (b & 1) * a;
        }

        return product;
    }
}
