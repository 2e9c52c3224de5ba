using System.Globalization;
using System.Text.RegularExpressions;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>
/// The day of issue and the last day of a document, by the words before its dates. Where two days could be meant, none is
/// told: a wrong one would be believed.
/// </summary>
/// <param name="Issued">The day of its issue.</param>
/// <param name="Expires">The last day on which it holds, as it stands there.</param>
internal sealed partial record DatesInText(DateOnly? Issued, DateOnly? Expires)
{
    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    // How far before a date its words may stand.
    private const int Reach = 80;

    private static readonly string[] s_otherArabicMonths =
        ["كانون الثاني", "شباط", "اذار", "نيسان", "مايو", "حزيران", "يوليو", "اغسطس", "سبتمبر", "تشرين الاول", "نوفمبر", "ديسمبر"];

    private static readonly Dictionary<string, int> s_months = Formats.Months.Append(s_otherArabicMonths)
        .SelectMany(year => year.Select((month, i) => (Name: PlainText.Of(month), Number: i + 1)))
        .DistinctBy(month => month.Name).ToDictionary(month => month.Name, month => month.Number);

    private static readonly Regex s_dates = new(
        @"(?<!\d)(?:(?<d>\d{1,2}) ?[/.-] ?(?<m>\d{1,2}) ?[/.-] ?(?<y>\d{4})|(?<y>\d{4})[/.-](?<m>\d{1,2})[/.-](?<d>\d{1,2})|(?<d>\d{1,2})(?:er)? (?<w>"
            + string.Join('|', s_months.Keys.OrderByDescending(name => name.Length).Select(Regex.Escape)) + @") (?<y>\d{4}))(?!\d)",
        RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private enum Meaning
    {
        Other,
        Issued,
        Signed,
        Expires,
    }

    /// <summary>Finds them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="today">No document was issued after it.</param>
    public static DatesInText Of(string text, DateOnly today)
    {
        string plain = Blanks().Replace(PlainText.Of(text), " ");
        List<(DateOnly Day, Meaning Meaning)> dates = [];
        int last = 0;
        foreach (Match match in s_dates.Matches(plain))
        {
            if (DayOf(match) is { } day)
            {
                dates.Add((day, MeaningOf(plain, last, match.Index)));
            }

            last = match.Index + match.Length;
        }

        DateOnly? issued = Single(dates, Meaning.Signed, day => day <= today)
            ?? (dates.Exists(date => date.Meaning == Meaning.Signed && date.Day <= today) ? null : Single(dates, Meaning.Issued, day => day <= today));
        return new DatesInText(issued, Single(dates, Meaning.Expires, day => !(day < issued)));
    }

    private static DateOnly? Single(List<(DateOnly Day, Meaning Meaning)> dates, Meaning meaning, Func<DateOnly, bool> isPossible)
    {
        DateOnly[] days = [.. dates.Where(date => date.Meaning == meaning && isPossible(date.Day)).Select(date => date.Day).Distinct()];
        return days.Length == 1 ? days[0] : null;
    }

    private static DateOnly? DayOf(Match match)
    {
        int year = int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture);
        int day = int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture);
        int month = match.Groups["w"].Success ? s_months[match.Groups["w"].Value] : int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture);
        return year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    // By the words nearest before a date: on its line, or on the line before if it begins its own. They end where another
    // date stands, but for those that name two: "valable du … au …".
    private static Meaning MeaningOf(string plain, int last, int at)
    {
        if (PeriodWords().IsMatch(plain[Math.Max(0, at - Reach)..at]))
        {
            return Meaning.Expires;
        }

        string before = plain[Math.Max(last, at - Reach)..at];
        string[] lines = before.TrimEnd().Split('\n');
        string words = lines[^1];
        (int Place, Meaning Meaning)[] found =
        [
            .. new[] { (Cue: SignedWords(), Meaning.Signed), (Cue: IssuedWords(), Meaning.Issued), (Cue: ExpiresWords(), Meaning.Expires), (Cue: OtherWords(), Meaning.Other) }
                .Select(cue => (PlaceOf(cue.Cue, words), cue.Item2)).Where(cue => cue.Item1 >= 0),
        ];
        // Two headings of a table above two dates: which belongs to which is not told.
        bool isBelow = before.TrimEnd(' ', ':').EndsWith('\n');
        return found.Length == 0 || (isBelow && found.Any(cue => cue.Meaning == Meaning.Expires) && found.Any(cue => cue.Meaning is Meaning.Issued or Meaning.Signed))
            ? Meaning.Other
            : found.MaxBy(cue => cue.Place).Meaning;
    }

    // Where the last of such words ends; -1 without one.
    private static int PlaceOf(Regex cue, string words) => cue.Matches(words).Select(match => match.Index + match.Length).DefaultIfEmpty(-1).Max();

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Blanks();

    // What stands above a signature.
    [GeneratedRegex(@"\b(fait|etablie?|delivree?|signee?) (a|en) [^\d\n]{1,40}?\ble\b|\bfait le\b|حرر(ت)? ب[^\d\n]{1,40}?(في|بتاريخ|يوم)|حرر(ت)? (في|بتاريخ)")]
    private static partial Regex SignedWords();

    [GeneratedRegex(@"\b(delivre|etabli|emis|edite)(e|es|s)? (par [^\d\n]{1,40}? )?le\b|\bdate (d'emission|de delivrance|d'etablissement|d'edition|de la facture|du devis|d'octroi)|^(?!.*\bnee?s? )[^\d\n]{2,30}, ?le\b|(سلم|صدر|انجز)(ت)?( ب[^\d\n]{1,30}?)? (في|بتاريخ)|تاريخ (الاصدار|التسليم|الانجاز)")]
    private static partial Regex IssuedWords();

    [GeneratedRegex(@"\bjusqu'au\b|\bexpir(e|era|ant|ation)( le| :)?\b|\bfin de (la )?validite|\b(date )?limite de validite|صالح(ه)? (الي|لغايه|حتي)|صالح(ه)? الي غايه|انتهاء (ال)?صلاحي|تنتهي (صلاحيت(ه|ها) )?(في|بتاريخ)")]
    private static partial Regex ExpiresWords();

    [GeneratedRegex(@"\bnee?s? (a |le )|naissance|\bcree?e? le\b|immatricul|depuis le\b|الازدياد|المزداد|ولد")]
    private static partial Regex OtherWords();

    [GeneratedRegex(@"\b(valable|valide|validite)\b[^\n]{0,12}\bdu [^\n]{6,24} au ?:?\s*$")]
    private static partial Regex PeriodWords();
}
