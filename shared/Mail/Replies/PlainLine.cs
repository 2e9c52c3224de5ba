using System.Globalization;
using System.Text;

namespace Tasdir.Mail.Replies;

/// <summary>
/// A line as its words compare: capitals without accents, Arabic without vowels and with one spelling of each letter, digits
/// of 0 to 9; and the way back to the line as it was written.
/// </summary>
internal sealed class PlainLine
{
    private const char Nothing = '\0';

    private readonly string _written;
    private readonly List<int> _places = [];

    public PlainLine(string written)
    {
        _written = written;
        StringBuilder plain = new(written.Length);
        for (int i = 0; i < written.Length; i++)
        {
            foreach (char c in Decomposed(written[i]))
            {
                if (PlainOf(c) is var one and not Nothing)
                {
                    plain.Append(one);
                    _places.Add(i);
                }
            }
        }

        Text = plain.ToString();
    }

    /// <summary>The plain text.</summary>
    public string Text { get; }

    /// <summary>What was written from a place of the plain text on.</summary>
    public string WrittenFrom(int place) => place < _places.Count ? _written[_places[place]..] : "";

    // Half a character outside the first plane has no form of its own.
    private static string Decomposed(char c) => char.IsAscii(c) || char.IsSurrogate(c) || c >= '\uFDD0' && c <= '\uFDEF' || c >= '\uFFFE'
        ? c.ToString()
        : c.ToString().Normalize(NormalizationForm.FormKD);

    private static char PlainOf(char c) => c switch
    {
        'ـ' or 'ء' => Nothing,
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ئ' or 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' or 'ۀ' => 'ه',
        'ک' => 'ك',
        '’' or '‘' or 'ʼ' or '`' or '´' => '\'',
        '–' or '—' or '‐' or '‑' or '−' => '-',
        '،' => ',',
        '؛' => ';',
        '؟' => '?',
        '٫' => ',',
        '٬' => '\'',
        _ when char.IsWhiteSpace(c) => ' ',
        _ when char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control => Nothing,
        _ when char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)char.GetNumericValue(c)),
        _ => char.ToUpperInvariant(c),
    };
}
