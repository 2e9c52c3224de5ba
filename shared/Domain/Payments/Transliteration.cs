using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Tasdir.Domain.Payments;

/// <summary>
/// Names in the letters that bank fields take: accents fall away, Arabic and Amazigh letters become the Latin ones that
/// Moroccan papers usually write for them. Vowel signs are not written in names, so the result is for reading, not for
/// matching.
/// </summary>
public static class Transliteration
{
    private const string SignsThatBanksTake = "/-?:().,'+";

    // A letter and what is written for it: nothing for a hamza of its own.
    private const string Letters = """
        ا=a أ=a إ=i آ=a ٱ=a ء= ؤ=ou ئ=i ى=a ة=a
        ب=b ت=t ث=t ج=j ح=h خ=kh د=d ذ=d ر=r ز=z س=s ش=ch ص=s ض=d
        ط=t ظ=d ع=a غ=gh ف=f ق=k ك=k ل=l م=m ن=n ه=h و=ou ي=i
        گ=g ڭ=g ݣ=g پ=p ڤ=v
        ⴰ=a ⴱ=b ⴳ=g ⴷ=d ⴹ=d ⴻ=e ⴼ=f ⴽ=k ⵀ=h ⵃ=h ⵄ=a ⵅ=kh ⵇ=k ⵉ=i ⵊ=j ⵍ=l ⵎ=m
        ⵏ=n ⵓ=ou ⵔ=r ⵕ=r ⵖ=gh ⵙ=s ⵚ=s ⵛ=ch ⵜ=t ⵟ=t ⵡ=ou ⵢ=i ⵣ=z ⵥ=z ⵯ=ou
        œ=oe Œ=OE æ=ae Æ=AE ß=ss ø=o Ø=O ’='
        """;

    private static readonly FrozenDictionary<char, string> s_letters = Letters.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenDictionary(pair => pair[0], pair => pair[2..]);

    /// <summary>The text in basic Latin letters, digits and the signs that banks take; anything else becomes a space.</summary>
    public static string ToLatin(string text)
    {
        StringBuilder latin = new(text.Length);
        // What Unicode cannot normalise, half a pair or U+FFFE, comes from no keyboard and must not stop a payment file.
        string valid = string.Concat(text.EnumerateRunes().Where(letter => letter.Value != 0xFFFE));
        // Composed first, because the table has إ as one letter and not as an alif with a mark; only then taken apart.
        foreach (Rune letter in valid.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (letter.IsBmp && s_letters.TryGetValue((char)letter.Value, out string? written))
            {
                latin.Append(written);
            }
            else
            {
                AppendWithoutMarks(latin, letter.ToString());
            }
        }

        return string.Join(' ', latin.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static void AppendWithoutMarks(StringBuilder latin, string letter)
    {
        foreach (char c in letter.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter))
            {
                latin.Append(char.IsAsciiLetterOrDigit(c) || SignsThatBanksTake.Contains(c, StringComparison.Ordinal) ? c : ' ');
            }
        }
    }
}
