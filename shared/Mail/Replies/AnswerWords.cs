using System.Text.RegularExpressions;
using Tasdir.Domain.Committees;

namespace Tasdir.Mail.Replies;

/// <summary>A word that says what a member votes.</summary>
/// <param name="Choice">What it says.</param>
/// <param name="Weak">Whether people also write it in passing (<c>oui</c>, <c>d'accord</c>): it then only counts alone.</param>
/// <param name="End">Where it ends in its line.</param>
internal sealed record AnswerWord(VoteChoice Choice, bool Weak, int End);

/// <summary>The words of the answers, in plain letters (<see cref="PlainLine"/>).</summary>
internal static partial class AnswerWords
{
    private const string Before = @"(?<![\p{L}\p{N}])";
    private const string After = @"(?![\p{L}\p{N}'])";

    private const string LeadIn =
        @"^[-•*. ]*((MON |MA |NOTRE )?(VOTE|REPONSE|DECISION|AVIS|CHOIX)( EST)? ?:? ?|(تصويتي|قراري|جوابي|رايي|التصويت|القرار|الجواب)( هو)? ?:? ?)?";

    private const string Approve =
        @"((J'? ?|JE L'|NOUS )?APPROUV(E|EE|ES|EES|ER|ONS)|(J'? ?)?ACCORDEE?|(JE SUIS |AVIS )?(TRES |TOUT A FAIT )?FAVORABLE|JE SUIS D'? ?ACCORD|JE DONNE MON ACCORD"
        + @"|((انا|نحن) )?(موافقه?|موافقون|اوافق|نوافق|مقبوله?|اقبل|قبول))";

    private const string WeakApprove = @"(OUI|D'? ?ACCORD|ACCORD|نعم)";

    private const string Reject =
        @"((JE (LE |LA |L')?|NOUS )?(REJETT?EE?|REJETONS|REJET|REJETER|REFUSEE?|REFUSER|REFUS)|(JE SUIS |AVIS )?(TRES )?DEFAVORABLE"
        + @"|((انا|نحن) )?(مرفوضه?|ارفض|نرفض|رفض|الرفض))";

    private const string WeakReject = @"(NON)";

    private const string Defer =
        @"((JE |NOUS |J'? ?)?(REPORTEE?|REPORTER|REPORT|AJOURNEE?|AJOURNER|AJOURNEMENT)|((انا|نحن) )?(موجله?|(ال)?تاجيل|اوجل|نوجل|يوجل|ارجا))";

    private const string Conflict =
        @"((JE SUIS |JE DECLARE |J'AI )?(EN |UN )?CONFLIT( D'? ?INTERETS?)?|JE ME RECUSE|RECUSATION"
        + @"|(لدي |عندي |في حاله )?(تضارب|تنازع)( في)?( (ال)?مصالح)?|(ال)?تجريح)";

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);

    private static readonly (VoteChoice Choice, bool Weak, Regex Begins, Regex Within)[] s_words =
    [
        Word(VoteChoice.Approve, weak: false, Approve),
        Word(VoteChoice.Approve, weak: true, WeakApprove),
        Word(VoteChoice.Reject, weak: false, Reject),
        Word(VoteChoice.Reject, weak: true, WeakReject),
        Word(VoteChoice.Defer, weak: false, Defer),
        Word(VoteChoice.Conflict, weak: false, Conflict),
    ];

    /// <summary>The word that a line begins with, the longest; null if none.</summary>
    public static AnswerWord? BeginningOf(string plain) => s_words
        .Select(word => (word, match: word.Begins.Match(plain)))
        .Where(found => found.match.Success)
        .Select(found => new AnswerWord(found.word.Choice, found.word.Weak, found.match.Length))
        .MaxBy(found => found.End);

    /// <summary>The choices that a line mentions anywhere.</summary>
    public static IEnumerable<VoteChoice> Within(string plain) =>
        s_words.Where(word => word.Within.IsMatch(plain)).Select(word => word.Choice).Distinct();

    /// <summary>Whether a line says no to something anywhere.</summary>
    public static bool Negates(string plain) => Negation().IsMatch(plain);

    /// <summary>Whether what follows a word takes it back.</summary>
    public static bool IsTakenBack(string rest) => TakenBack().IsMatch(rest);

    /// <summary>Whether a line says that there is nothing against it, which is another thing than a vote.</summary>
    public static bool HasNoObjection(string plain) => NoObjection().IsMatch(plain);

    private static (VoteChoice Choice, bool Weak, Regex Begins, Regex Within) Word(VoteChoice choice, bool weak, string words) => (
        choice,
        weak,
        new(LeadIn + words + After, RegexOptions.CultureInvariant, s_patience),
        new(Before + "[وف]?" + words + After, RegexOptions.CultureInvariant, s_patience));

    [GeneratedRegex(Before + @"(NE|PAS|NI|JAMAIS|AUCUNE?|SANS|NON|لا|لم|لن|غير|ليس|لست|بدون)" + After + "|" + Before + "N'", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Negation();

    [GeneratedRegex(@"^[ :;,.-]*(NON|PAS|POINT|PLUS|JAMAIS|AUCUNE?|SANS|NEANT|RAS|NUL|لا|لم|ليس|لايوجد|بدون|غير|مستبعد)" + After, RegexOptions.CultureInvariant, 200)]
    private static partial Regex TakenBack();

    [GeneratedRegex(@"(PAS|AUCUNE|SANS|NON|NI)[ -](D')?OBJECTIONS?|لا مانع|لا اعتراض|بدون اعتراض", RegexOptions.CultureInvariant, 200)]
    private static partial Regex NoObjection();
}
