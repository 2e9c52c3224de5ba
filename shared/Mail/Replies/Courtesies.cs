using System.Text.RegularExpressions;

namespace Tasdir.Mail.Replies;

/// <summary>Takes greetings off the beginning and good wishes with the names under them off the end.</summary>
internal static partial class Courtesies
{
    private const int MostGreetings = 3;

    /// <summary>The lines between the greeting and the good wishes.</summary>
    public static IEnumerable<string> Without(IReadOnlyList<string> lines, string? senderName)
    {
        string? name = senderName is null ? null : new PlainLine(senderName.Trim()).Text;
        string[] said = [.. lines.Where(line => line.Trim().Length > 0)];
        int begin = 0;
        while (begin < Math.Min(said.Length, MostGreetings) && WithoutGreeting(said[begin]) is var left && left != said[begin])
        {
            said[begin] = left;
            if (left.Length > 0)
            {
                break;
            }

            begin++;
        }

        return said[begin..].TakeWhile((line, i) => i == 0 || !(Closing().IsMatch(new PlainLine(line).Text) || new PlainLine(line).Text.Trim() == name));
    }

    // A greeting may stand in the line of the answer, before a comma.
    private static string WithoutGreeting(string line)
    {
        PlainLine plain = new(line);
        Match greeting = Greeting().Match(plain.Text);
        return greeting.Success && !AnswerWords.Within(greeting.Value).Any() ? plain.WrittenFrom(greeting.Length).Trim() : line;
    }

    [GeneratedRegex(
        @"^(BONJOUR|BONSOIR|SALUT|CHERS?|CHERES?|MADAME|MONSIEUR|MESDAMES|MESSIEURS|MME|M\.|السلام عليكم|سلام|تحيه|صباح الخير|مسا الخير|السيده?|حضره|سيدي|سيدتي)(?![\p{L}])[^,:;.!\-]{0,60}([,:;.!\-]+ *|$)",
        RegexOptions.CultureInvariant, 200)]
    private static partial Regex Greeting();

    [GeneratedRegex(
        @"^[ -]*(BIEN |TRES )?(CORDIALEMENT|CDT|CDLT|CORDIALES|SALUTATIONS|RESPECTUEUSEMENT|BIEN A (VOUS|TOI)|SINCERES|SINCEREMENT|MES (MEILLEURES )?SALUTATIONS|MEILLEURES SALUTATIONS|VEUILLEZ (AGREER|RECEVOIR)|JE VOUS PRIE|MERCI|AVEC MES|BONNE (JOURNEE|SOIREE|RECEPTION)|CORDIALLY|BEST REGARDS|KIND REGARDS|REGARDS"
        + @"|تحياتي|مع (اطيب |خالص |فايق )?(ال)?تحي|مع (ال)?شكر|و?تفضلوا|و?تقبلوا|شكرا|والسلام|مع خالص|مع فايق|دمتم|ودمتم)",
        RegexOptions.CultureInvariant, 200)]
    private static partial Regex Closing();
}
