using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Documents;

/// <summary>
/// The ICEs and RIBs in a text. They are printed in groups, in boxes of one digit, with dots, in Arabic digits; other numbers
/// stand beside them.
/// </summary>
internal sealed class NumbersInText
{
    private const int IceLength = 15;
    private const int RibLength = 24;

    // Blanks or dots between two groups of one number.
    private const int WidestGap = 2;

    // Every number that could be meant by neighbouring groups.
    private readonly HashSet<string> _possible = [];

    /// <summary>The ICEs whose key is right, as they come, each once. Several groups are one only if no other digits stand beside them.</summary>
    public List<string> Ices { get; } = [];

    /// <summary>The RIBs whose key is right, likewise.</summary>
    public List<string> Ribs { get; } = [];

    /// <summary>Finds them.</summary>
    public static NumbersInText Of(string text)
    {
        NumbersInText numbers = new();
        List<string> groups = [];
        // What is before a RIB in an IBAN is no group of it.
        string plain = PlainText.Of(text).Replace(Iban.Beginning, "ma\n", StringComparison.OrdinalIgnoreCase);
        for (int at = 0; at < plain.Length;)
        {
            int start = at;
            while (at < plain.Length && char.IsAsciiDigit(plain[at]))
            {
                at++;
            }

            if (at > start)
            {
                groups.Add(plain[start..at]);
            }

            int gap = at;
            while (at < plain.Length && !char.IsAsciiDigit(plain[at]))
            {
                at++;
            }

            if (at == plain.Length || !IsGap(plain.AsSpan(gap, at - gap)))
            {
                numbers.Add(groups);
                groups.Clear();
            }
        }

        return numbers;
    }

    /// <summary>Whether a number stands in the text, alone or among others.</summary>
    public bool Holds(string number) => _possible.Contains(number);

    private static bool IsGap(ReadOnlySpan<char> between) => between.Length <= WidestGap && !between.ContainsAnyExcept(' ', '.');

    private void Add(List<string> groups)
    {
        for (int from = 0; from < groups.Count; from++)
        {
            string joined = "";
            for (int to = from; to < groups.Count && joined.Length < RibLength; to++)
            {
                joined += groups[to];
                if (joined.Length is IceLength or RibLength)
                {
                    _possible.Add(joined);
                    Keep(joined, isAlone: from == to || to - from + 1 == groups.Count);
                }
            }
        }
    }

    private void Keep(string number, bool isAlone)
    {
        List<string> known = number.Length == IceLength ? Ices : Ribs;
        if (isAlone && !known.Contains(number) && (number.Length == IceLength ? Ice.Parse(number) : Rib.Parse(number)).Value is not null)
        {
            known.Add(number);
        }
    }
}
