using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Tasdir.Domain.Payments;

/// <summary>
/// Names in the letters that bank fields take: accents fall away, Arabic letters become the Latin ones that Moroccan
/// papers usually write for them. Vowel signs are not written in names, so the result is for reading, not for matching.
/// </summary>
public static class Transliteration
{
    private static readonly FrozenDictionary<char, string> s_arabic = new Dictionary<char, string>
    {
        ['ا'] = "a", ['أ'] = "a", ['إ'] = "i", ['آ'] = "a", ['ٱ'] = "a", ['ء'] = "", ['ؤ'] = "ou", ['ئ'] = "i",
        ['ب'] = "b", ['ت'] = "t", ['ث'] = "t", ['ج'] = "j", ['ح'] = "h", ['خ'] = "kh", ['د'] = "d", ['ذ'] = "d",
        ['ر'] = "r", ['ز'] = "z", ['س'] = "s", ['ش'] = "ch", ['ص'] = "s", ['ض'] = "d", ['ط'] = "t", ['ظ'] = "d",
        ['ع'] = "a", ['غ'] = "gh", ['ف'] = "f", ['ق'] = "k", ['ك'] = "k", ['ل'] = "l", ['م'] = "m", ['ن'] = "n",
        ['ه'] = "h", ['و'] = "ou", ['ي'] = "i", ['ى'] = "a", ['ة'] = "a", ['گ'] = "g", ['پ'] = "p", ['ڤ'] = "v",
    }.ToFrozenDictionary();

    /// <summary>The text in basic Latin letters, digits and the signs that banks take; anything else becomes a space.</summary>
    public static string ToLatin(string text)
    {
        StringBuilder latin = new(text.Length);
        foreach (char c in text.Replace('’', '\'').Normalize(NormalizationForm.FormD))
        {
            UnicodeCategory category = char.GetUnicodeCategory(c);
            if (category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter))
            {
                latin.Append(s_arabic.TryGetValue(c, out string? letters) ? letters : char.IsAsciiLetterOrDigit(c) || "/-?:().,'+".Contains(c, StringComparison.Ordinal) ? c : ' ');
            }
        }

        return string.Join(' ', latin.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
