using System.Globalization;
using System.Text;

namespace Tasdir.Domain.Documents;

/// <summary>A text as it is searched: small letters without accents and vowel signs, one alif and ta marbuta, Western digits, blanks and ends of lines.</summary>
internal static class PlainText
{
    /// <summary>The text, its punctuation kept.</summary>
    public static string Of(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char c in Whole(text).Normalize(NormalizationForm.FormKD))
        {
            _ = c is '\n' or '\r' or '\u2028' or '\u2029' ? plain.Append('\n')
                : char.IsWhiteSpace(c) ? plain.Append(' ')
                : c is 'ـ' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control ? plain
                : plain.Append(Plain(c));
        }

        return plain.ToString();
    }

    private static char Plain(char c) => c switch
    {
        >= '\u0660' and <= '\u0669' => (char)('0' + c - '\u0660'),
        >= '\u06F0' and <= '\u06F9' => (char)('0' + c - '\u06F0'),
        'ى' => 'ي',
        'ة' => 'ه',
        'ٱ' => 'ا',
        '’' or '‘' or 'ʼ' or '´' => '\'',
        _ => char.ToLowerInvariant(c),
    };

    // Half of a pair of surrogates, which a damaged file has, cannot be normalized.
    private static string Whole(string text)
    {
        StringBuilder whole = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return whole.ToString();
    }
}
