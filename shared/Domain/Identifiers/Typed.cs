using System.Globalization;
using System.Text;
using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Identifiers;

/// <summary>
/// What people type and paste. The digits that keyboards in Arabic write (٠ to ٩, ۰ to ۹) are ordinary digits: each has one
/// value, the order is the same, and a slip is found by the same key. Marks of writing direction, which texts in Arabic carry
/// unseen, fall away. Digits of other scripts are not read.
/// </summary>
internal static class Typed
{
    /// <summary>Characters of a court's or an authority's name, and of a number in a register without a known format.</summary>
    public const int LongestName = 100;

    /// <summary>Characters of a number in a register without a known format.</summary>
    public const int LongestNumber = 30;

    /// <summary>The text without blanks.</summary>
    public static string Compact(string? text) => Clean(text, keepBlanks: false);

    /// <summary>The text with single blanks, none at its ends, its letters composed.</summary>
    public static string Words(string? text) =>
        string.Join(' ', Clean(text, keepBlanks: true).Normalize().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// What is alike of two spellings of a name: no case, accents, vowel signs or punctuation; one alif, ya and ta marbuta for
    /// their variants. Arabic and Latin names of one place stay two.
    /// </summary>
    public static string Key(string text)
    {
        StringBuilder key = new(text.Length);
        foreach (char c in Words(text).ToUpperInvariant().Normalize(NormalizationForm.FormKD))
        {
            bool part = char.IsLetterOrDigit(c) && c is not 'ـ';
            bool mark = CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c is 'ـ';
            _ = part ? key.Append(char.ToUpperInvariant(c switch { 'ى' => 'ي', 'ة' => 'ه', 'ٱ' => 'ا', _ => c }))
                : mark ? key
                : key.Append(' ');
        }

        return string.Join(' ', key.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What is wrong with a number of so many digits, or null.</summary>
    public static Refusal? NumberFault(string digits, int least, int most, string? field = null) =>
        ForeignSign(digits, field)
        ?? (digits.Length < least ? new Refusal(RefusalCodes.NumberTooShort, field, Count(least), Count(digits.Length))
            : digits.Length > most ? new Refusal(RefusalCodes.NumberTooLong, field, Count(most), Count(digits.Length))
            : digits.All(digit => digit == '0') ? new Refusal(RefusalCodes.NumberZero, field)
            : null);

    /// <summary>A refusal that names the first character that is no digit, or null.</summary>
    public static Refusal? ForeignSign(string digits, string? field = null) =>
        digits.EnumerateRunes().Where(sign => !(sign.IsAscii && char.IsAsciiDigit((char)sign.Value)))
            .Select(sign => new Refusal(RefusalCodes.NumberLetters, field, sign.ToString())).FirstOrDefault();

    /// <summary>What is wrong with a name in words, or null.</summary>
    public static Refusal? NameFault(string words, string field) =>
        words.Length > LongestName ? new Refusal(RefusalCodes.TextTooLong, field, Count(LongestName))
        : words.Any(char.IsLetter) ? null
        : new Refusal(RefusalCodes.FieldRequired, field);

    /// <summary>What is wrong with a number in a register that publishes no format, or null.</summary>
    public static Refusal? RegisterNumberFault(string number, string? field) =>
        number.Length == 0 ? new Refusal(RefusalCodes.FieldRequired, field)
        : number.Length > LongestNumber ? new Refusal(RefusalCodes.TextTooLong, field, Count(LongestNumber))
        : number.Any(char.IsAsciiDigit) ? null
        : new Refusal(RefusalCodes.NumberMissing, field);

    /// <summary>A number in a refusal.</summary>
    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Clean(string? text, bool keepBlanks)
    {
        StringBuilder clean = new(text?.Length ?? 0);
        foreach (Rune sign in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(sign))
            {
                _ = keepBlanks ? clean.Append(' ') : clean;
            }
            else if (Rune.GetUnicodeCategory(sign) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned))
            {
                clean.Append(Digit(sign));
            }
        }

        return clean.ToString();
    }

    private static Rune Digit(Rune sign) => sign.Value switch
    {
        >= 0x0660 and <= 0x0669 => new Rune('0' + sign.Value - 0x0660),
        >= 0x06F0 and <= 0x06F9 => new Rune('0' + sign.Value - 0x06F0),
        _ => sign,
    };
}
