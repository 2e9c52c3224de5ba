using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Identifiers;

/// <summary>
/// The key that RIB and ICE share: two last digits, 01 to 97, that make the whole number a multiple of 97. The key 00 and a
/// number of nothing but zeros would do so too, and are refused.
/// </summary>
internal static class Mod97
{
    /// <summary>What is wrong with the key of a number that is all digits, or null.</summary>
    public static Refusal? Fault(ReadOnlySpan<char> digits, string wrongKey)
    {
        int key = ((digits[^2] - '0') * 10) + digits[^1] - '0';
        return !digits[..^2].ContainsAnyExcept('0') ? new Refusal(RefusalCodes.NumberZero)
            : key is < 1 or > 97 ? new Refusal(RefusalCodes.KeyRange, null, digits[^2..].ToString())
            : Remainder(digits) != 0 ? new Refusal(wrongKey)
            : null;
    }

    // 24 digits do not fit a 64-bit number, so the remainder is taken digit by digit.
    private static int Remainder(ReadOnlySpan<char> digits)
    {
        int remainder = 0;
        foreach (char digit in digits)
        {
            remainder = ((remainder * 10) + digit - '0') % 97;
        }

        return remainder;
    }
}
