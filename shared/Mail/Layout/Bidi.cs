using System.Globalization;
using System.Text;

namespace Tasdir.Mail.Layout;

/// <summary>
/// Values inside sentences of the other direction: a reference or a French name within Arabic keeps its own order and
/// leaves its neighbours alone. Plain text carries Unicode isolates; HTML turns them into <c>bdi</c>.
/// </summary>
public static class Bidi
{
    private const char Isolate = '\u2068';
    private const char Pop = '\u2069';
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>
    /// Text from people, safe to put into a sentence: without control and direction characters, which could reorder or hide
    /// what stands around it. Joiners stay, as Arabic needs them.
    /// </summary>
    /// <param name="text">Text as it was typed.</param>
    /// <param name="lines">Whether line breaks are kept; otherwise they become spaces.</param>
    public static string Clean(string text, bool lines = false)
    {
        StringBuilder clean = new(text.Length);
        foreach (char c in text.ReplaceLineEndings("\n"))
        {
            if (c is '\n' or '\t')
            {
                clean.Append(c == '\n' && lines ? '\n' : ' ');
            }
            else if (c is ZeroWidthNonJoiner or ZeroWidthJoiner
                || char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                clean.Append(c);
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>A value set apart from the sentence around it, where the sentence or the value runs from right to left.</summary>
    public static string Embed(string value, string language) =>
        language == "ar" || value.Any(IsRightToLeft) ? $"{Isolate}{value}{Pop}" : value;

    /// <summary>Words as runs, those set apart marked.</summary>
    public static IEnumerable<(string Words, bool Isolated)> Runs(string words)
    {
        for (int at = 0; at < words.Length;)
        {
            bool isolated = words[at] == Isolate;
            int end = words.IndexOf(isolated ? Pop : Isolate, at);
            end = end < 0 ? words.Length : end;
            yield return (words[(isolated ? at + 1 : at)..end], isolated);
            at = isolated ? end + 1 : end;
        }
    }

    private static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFEFC');
}
