using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Documents;

/// <summary>
/// Whether a name stands in a text: whatever the case, the accents, the legal form and the order of its words (forms put the
/// family name first). Arabic that a PDF keeps as it is seen, each word from its end, is found too.
/// </summary>
internal static class NameInText
{
    // So many letters on end are no coincidence, though their words ran together in the file.
    private const int LeastOfRunTogether = 8;

    private static readonly HashSet<string> s_forms =
    [
        .. new[]
        {
            "SARL", "SARLAU", "AU", "SA", "SAS", "SNC", "SCS", "GIE", "STE", "SOCIETE", "COMPANY", "ENTREPRISE", "ETS", "ETABLISSEMENT", "ETABLISSEMENTS", "COOPERATIVE", "COOP",
            "ASSOCIATION", "شركة", "الشركة", "مقاولة", "تعاونية", "التعاونية", "جمعية", "الجمعية", "مؤسسة", "ش.م.م", "ش.ذ.م.م",
        }.SelectMany(Words),
    ];

    /// <summary>Whether it does.</summary>
    public static bool Holds(string text, string name)
    {
        string[] searched = Distinct(Words(name));
        string[] words = [.. Words(text).Where(word => !s_forms.Contains(word))];
        return searched.Length > 0 && (HoldsInAnyOrder(words, searched)
            || HoldsInAnyOrder(words, [.. searched.Select(Backwards)])
            || (string.Concat(searched) is { Length: >= LeastOfRunTogether } together && string.Concat(words).Contains(together, StringComparison.Ordinal)));
    }

    /// <summary>How much of the letters of a text is of the script of a name, 0 to 1.</summary>
    public static double ShareOfScript(string text, string name)
    {
        bool arabic = IsArabic(name.First(char.IsLetter));
        int letters = text.Count(char.IsLetter);
        return letters == 0 ? 0 : (double)text.Count(c => char.IsLetter(c) && IsArabic(c) == arabic) / letters;
    }

    private static bool IsArabic(char c) => c is (>= '\u0600' and <= '\u06FF') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    // A name that is nothing but a legal form is searched as it is.
    private static string[] Distinct(string[] words) => words.Where(word => !s_forms.Contains(word)).ToArray() is { Length: > 0 } distinct ? distinct : words;

    private static bool HoldsInAnyOrder(string[] words, string[] searched)
    {
        Dictionary<string, int> lacking = searched.GroupBy(word => word).ToDictionary(same => same.Key, same => same.Count());
        int open = searched.Length;
        for (int i = 0; i < words.Length; i++)
        {
            // A window of as many words moves over the text: one comes in, one goes out.
            open -= Take(words[i], 1) > 0 ? 1 : 0;
            open += i >= searched.Length && Take(words[i - searched.Length], -1) >= 0 ? 1 : 0;
            if (open == 0)
            {
                return true;
            }
        }

        return false;

        // How many of a word were lacking before it came in, or after one went out less one.
        int Take(string word, int by)
        {
            if (!lacking.TryGetValue(word, out int before))
            {
                return by > 0 ? 0 : -1;
            }

            lacking[word] = before - by;
            return before;
        }
    }

    // Letters that stand alone are one word: S.A.R.L, and A T L A S on a letterhead.
    private static string[] Words(string text)
    {
        List<string> words = [];
        bool isOpen = false;
        foreach (string word in Typed.Key(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool single = word.Length == 1 && char.IsLetter(word[0]);
            if (single && isOpen)
            {
                words[^1] += word;
            }
            else
            {
                words.Add(word);
            }

            isOpen = single;
        }

        return [.. words];
    }

    private static string Backwards(string word) => new([.. word.Reverse()]);
}
