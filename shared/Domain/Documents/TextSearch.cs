using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>What is looked for in the text of a document.</summary>
/// <param name="Ice">The applicant's ICE in its normal spelling; null where it is not known.</param>
/// <param name="Rib">The applicant's RIB in its normal spelling; null where it is not known.</param>
/// <param name="Name">The applicant's name, in French or in Arabic; null where it is not known.</param>
/// <param name="Kind">What the document is.</param>
public sealed record SearchedFor(string? Ice, string? Rib, string? Name, DocumentKind Kind);

/// <summary>
/// What the text of a document says of the applicant, and which of its dates are those of its issue and its end. It helps an
/// officer to look; it proves nothing, and nothing in it refuses a file.
/// </summary>
public static class TextSearch
{
    // A document in the other language calls the applicant by another name, which nobody has.
    private const double LeastOfScript = 0.5;

    /// <summary>Searches a text.</summary>
    /// <param name="text">The text as it was read from the file; null or blank for a scan.</param>
    /// <param name="whom">What is looked for.</param>
    /// <param name="today">The day by which a document has expired or not.</param>
    public static CheckReport Of(string? text, SearchedFor whom, DateOnly today) => CheckReport.Of(
        AutomaticCheck.Content,
        string.IsNullOrWhiteSpace(text)
            ? [new Finding(FindingCode.NoText)]
            : [.. NumbersOf(text, whom), .. NameOf(text, whom), .. DatesOf(text, whom.Kind, today)]);

    private static IEnumerable<Finding> NumbersOf(string text, SearchedFor whom)
    {
        NumbersInText numbers = NumbersInText.Of(text);
        return
        [
            .. Number(whom.Ice, numbers.Holds, numbers.Ices, Proves(IdentifierKind.Ice), FindingCode.IceFound, FindingCode.OtherIce),
            .. Number(whom.Rib, numbers.Holds, numbers.Ribs, Proves(IdentifierKind.Rib), FindingCode.RibFound, FindingCode.OtherRib),
        ];

        bool Proves(IdentifierKind kind) => whom.Kind.Proves?.Contains(kind) == true;
    }

    // An invoice has its supplier's numbers too, and a letter the administration's. Only where a document is there to show the
    // applicant's, another in their place says something.
    private static IEnumerable<Finding> Number(
        string? own, Func<string, bool> holds, IReadOnlyList<string> all, bool proves, FindingCode found, FindingCode other) =>
        own is null ? []
        : holds(own) ? [new Finding(found)]
        : proves ? all.Take(1).Select(number => new Finding(other, number[^4..]))
        : [];

    private static IEnumerable<Finding> NameOf(string text, SearchedFor whom) =>
        whom.Name is not { } name || !name.Any(char.IsLetter) ? []
        : NameInText.Holds(text, name) ? [new Finding(FindingCode.NameFound)]
        // An identity card has its holder's name, who may act for an enterprise of another.
        : whom.Kind.Proves?.Contains(IdentifierKind.Cin) == true || NameInText.ShareOfScript(text, name) < LeastOfScript ? []
        : [new Finding(FindingCode.NameNotFound)];

    private static IEnumerable<Finding> DatesOf(string text, DocumentKind kind, DateOnly today)
    {
        DatesInText dates = DatesInText.Of(text, today);
        // Where the programme lets a document hold for a while and a date stands on it too, the first of both counts.
        DateOnly? lastDay = kind.Validity?.LastDay(dates.Issued, dates.Expires) is { } computed && !(dates.Expires < computed) ? computed : dates.Expires;
        return
        [
            .. Day(FindingCode.IssuedOn, dates.Issued),
            .. Day(FindingCode.ExpiresOn, lastDay),
            .. Day(FindingCode.Expired, lastDay < today ? lastDay : null),
        ];
    }

    private static IEnumerable<Finding> Day(FindingCode code, DateOnly? day) =>
        day is { } known ? [new Finding(code, known.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))] : [];
}
