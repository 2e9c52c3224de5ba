using System.Text;
using System.Text.RegularExpressions;

namespace Tasdir.Mail.Replies;

/// <summary>
/// What the sender of a mail wrote, without what the mail quotes and without signatures: the lines above the quote, or those
/// below it where there are none above.
/// </summary>
public static partial class OwnWords
{
    // No answer is longer; what is, is looked at by a person.
    private const int MostCharacters = 200_000;

    private const int MostWrappedLines = 4;

    /// <summary>The lines of a mail that are its sender's own, blank ones left out.</summary>
    /// <param name="text">The plain text, or null.</param>
    /// <param name="html">The HTML, read where there is no text; or null.</param>
    public static IReadOnlyList<string> Of(string? text, string? html)
    {
        string[] lines = Lines(Bounded(string.IsNullOrWhiteSpace(text) ? HtmlWords.Lines(Bounded(html)) : text));
        List<string> own = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            if (line.Length == 0 || line.StartsWith('>') || IsDeviceSignature(line))
            {
                continue;
            }

            if (line is "--" or "—" || EndsAt(lines, i))
            {
                // Below a quote that marks its lines its answer may stand; below one that does not, nobody could tell them apart.
                int header = line is "--" or "—" || own.Count > 0 ? 0 : MarkedAfter(lines, i);
                if (header == 0)
                {
                    break;
                }

                i += header - 1;
                continue;
            }

            if (AttributionAt(lines, i) is var attribution and > 0)
            {
                if (own.Count > 0 || !IsQuotedAt(lines, i + attribution))
                {
                    break;
                }

                i += attribution - 1;
                continue;
            }

            own.Add(line);
        }

        return own;
    }

    private static string Bounded(string? text) => text is null ? "" : text.Length > MostCharacters ? text[..MostCharacters] : text;

    private static string[] Lines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(Clean)];

    // Marks that nobody sees are dropped; every space is one; what is only emphasis is dropped at the ends.
    private static string Clean(string line)
    {
        StringBuilder clean = new(line.Length);
        foreach (char c in line)
        {
            if (char.IsWhiteSpace(c))
            {
                clean.Append(' ');
            }
            else if (!char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)
            {
                clean.Append(c);
            }
        }

        return clean.ToString().Trim().Trim('*', '_', '"', '«', '»', '“', '”').Trim() is { Length: > 0 } bare ? bare : Rule(line);
    }

    // A line of underscores separates; it is kept to be seen as such.
    private static string Rule(string line) => line.Contains("__________", StringComparison.Ordinal) ? "__________" : "";

    private static bool IsDeviceSignature(string line) => line.Length < 120 && DeviceSignature().IsMatch(line);

    private static bool EndsAt(string[] lines, int i) =>
        lines[i].StartsWith("__________", StringComparison.Ordinal)
        || (lines[i].Length < 120 && Separator().IsMatch(lines[i]))
        || HeaderBlockAt(lines, i) > 1;

    // De : … Envoyé : …, as Outlook writes above what it quotes: a sender, and a date or a recipient near it.
    private static int HeaderBlockAt(string[] lines, int i)
    {
        if (lines[i].Length > 400 || !SenderField().IsMatch(lines[i]))
        {
            return 0;
        }

        int fields = lines.Skip(i + 1).Take(8).TakeWhile(line => line.Length > 0).Count(line => line.Length < 400 && OtherField().IsMatch(line));
        return fields == 0 ? 0 : 1 + fields;
    }

    // How many lines after a separator stand above a quote that marks its lines; 0 if what follows is not marked.
    private static int MarkedAfter(string[] lines, int i)
    {
        for (int next = i + 1; next < lines.Length && next < i + 12; next++)
        {
            if (lines[next].StartsWith('>'))
            {
                return next - i;
            }

            if (lines[next].Length > 0 && !SenderField().IsMatch(lines[next]) && !OtherField().IsMatch(lines[next]))
            {
                return 0;
            }
        }

        return 0;
    }

    // How many lines "On … wrote:" takes, for clients wrap it; 0 if none begins here.
    private static int AttributionAt(string[] lines, int i)
    {
        if (!AttributionStart().IsMatch(lines[i]))
        {
            return lines[i].Length < 300 && BareAttribution().IsMatch(lines[i]) ? 1 : 0;
        }

        string joined = "";
        for (int count = 1; count <= MostWrappedLines && i + count <= lines.Length; count++)
        {
            joined = $"{joined} {lines[i + count - 1]}".Trim();
            if (joined.Length > 500)
            {
                return 0;
            }

            if (AttributionEnd().IsMatch(joined))
            {
                return count;
            }
        }

        return 0;
    }

    private static bool IsQuotedAt(string[] lines, int i) =>
        lines.Skip(i).FirstOrDefault(line => line.Length > 0)?.StartsWith('>') == true;

    [GeneratedRegex(@"^(envoyé (de(puis)? (mon|ma|l’|l')|à partir d|avec )|sent (from|with|via) |(télécharger|obtenez|get) outlook (pour|for) |provenance ?: courrier|(أرسل|أرسلت|مرسل|مرسلة|تم الإرسال|تم إرساله|تم ارساله) من|الحصول على outlook|احصل على outlook)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex DeviceSignature();

    [GeneratedRegex(@"^-{2,} ?(message d['’]origine|message original|mail original|message transféré|message transmis|original message|original mail|forwarded message|reply message|الرسالة الأصلية|رسالة أصلية|الرسالة الاصلية|رسالة معاد توجيهها) ?-{2,}|^(début du message (transféré|réexpédié)|begin forwarded message) ?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\W{0,3}(de|from|expéditeur|من)\W{0,3}:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex SenderField();

    [GeneratedRegex(@"^\W{0,3}(envoyé|envoye|date|sent|à|to|cc|objet|subject|pièces jointes|importance|répondre à|التاريخ|تاريخ الإرسال|تم الإرسال|أرسلت|أُرسلت|إلى|الى|الموضوع|نسخة)( le)?\W{0,3}:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex OtherField();

    [GeneratedRegex(@"^(le |on |في |بتاريخ |يوم |am )", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex AttributionStart();

    [GeneratedRegex(@"\d.*(a écrit|a ecrit|wrote|كتب|كتبت|كتب/ت)\b.{0,200}:$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex AttributionEnd();

    // Thunderbird and webmails that name the date elsewhere or not at all.
    [GeneratedRegex(@"^.{1,200}(a écrit( le .{1,60})?|wrote( on .{1,60})?|كتب|كتبت) ?:$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex BareAttribution();
}
