using System.Text.RegularExpressions;

namespace Tasdir.Mail.Replies;

/// <summary>What follows the word of an answer in its line.</summary>
internal sealed partial class Tail(PlainLine line, int from)
{
    /// <summary>In plain letters.</summary>
    public string Text { get; } = line.Text[from..].Trim();

    /// <summary>Whether nothing follows.</summary>
    public bool StandsAlone => Text.Trim('.', '!', ' ', ':', '-', ',', ';').Length == 0 && !Text.StartsWith(',');

    /// <summary>Whether a reason is announced as such.</summary>
    public bool IsSeparated => Text is [':' or '-', ..];

    /// <summary>Whether it only asks.</summary>
    public bool IsQuestion => Text is ['?', ..];

    /// <summary>What may be the reason, in plain letters.</summary>
    public string Reason => Text.TrimStart(s_signs).TrimEnd();

    /// <summary>What may be the reason, as it was written.</summary>
    public string WrittenReason => WrittenAfter(from);

    private static readonly char[] s_signs = [' ', ':', '-', ',', ';', '.', '!', '(', '/'];

    /// <summary>As it was written, from where a part at the end of <see cref="Text"/> begins.</summary>
    public string WrittenOf(string ending) => WrittenAfter(line.Text.TrimEnd().Length - ending.TrimEnd().Length);

    private string WrittenAfter(int place)
    {
        while (place < line.Text.Length && s_signs.Contains(line.Text[place]))
        {
            place++;
        }

        return line.WrittenFrom(place).Trim();
    }

    /// <summary>What is decided on, where a member names it.</summary>
    [GeneratedRegex(
        @" ?(LA DEMANDE|LE DOSSIER|LE PROJET|CETTE DEMANDE|CE DOSSIER|CE PROJET|L'OCTROI|L'AIDE|LE SOUTIEN|L'ATTRIBUTION|A LA DEMANDE|AU DOSSIER|AU PROJET|A L'OCTROI"
        + @"|((علي|ل) ?)?(هذا )?(الطلب|الملف|المشروع|الدعم|طلب الدعم))(?![\p{L}\p{N}'])",
        RegexOptions.CultureInvariant, 200)]
    internal static partial Regex Subject();
}
