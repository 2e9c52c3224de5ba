using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;

namespace Tasdir.Functions.Documents;

/// <summary>Where a document that is asked for stands, for who looks at the case.</summary>
public enum PieceStatus
{
    /// <summary>It is there and has no verdict.</summary>
    ToJudge,

    /// <summary>It is there, and the automatic checks are still at it.</summary>
    Checking,

    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>Refused.</summary>
    Refused,

    /// <summary>Another administration supplies it.</summary>
    Supplied,

    /// <summary>What is there expires, and was asked for again.</summary>
    ToRenew,

    /// <summary>What was brought cannot be used.</summary>
    Unusable,

    /// <summary>It was not brought.</summary>
    Missing,
}

/// <summary>A kind of document that is asked for, and what was brought of it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Requirement">How it is asked for; null if it is not, at submission.</param>
/// <param name="Versions">What was brought, the latest first.</param>
/// <param name="Current">The one that counts: the latest that can be used; null for none.</param>
/// <param name="Supplied">The mark that another administration supplies it; null without, and when that is to be renewed.</param>
/// <param name="Renewal">The renewal that nothing has come for yet; null for none.</param>
public sealed record Piece(
    DocumentKind Kind,
    DocumentRequirement? Requirement,
    IReadOnlyList<CaseDocument> Versions,
    CaseDocument? Current,
    SuppliedDocument? Supplied,
    Renewal? Renewal)
{
    /// <summary>Id of its element on the page.</summary>
    public string Anchor => "piece-" + Kind.Code;

    /// <summary>Whether the file is incomplete without it.</summary>
    public bool IsRequired => Requirement?.Required == true;

    /// <summary>Whether another administration has it.</summary>
    public bool IsOfAdministration => Kind.Provider == DocumentProvider.OtherAdministration;

    /// <summary>Where it stands.</summary>
    public PieceStatus Status =>
        Renewal is not null ? PieceStatus.ToRenew
        : Supplied is not null ? PieceStatus.Supplied
        : Current is { Verdict: Verdict.Accepted } ? PieceStatus.Accepted
        : Current is { Verdict: Verdict.Refused } ? PieceStatus.Refused
        : Current is { IsScreened: false } ? PieceStatus.Checking
        : Current is not null ? PieceStatus.ToJudge
        : Versions.Count > 0 ? PieceStatus.Unusable
        : PieceStatus.Missing;

    /// <summary>The pieces of a case: what is asked at submission in the order of the rules, then what else was brought.</summary>
    public static IReadOnlyList<Piece> Of(CaseFile file, ProgrammeRules rules)
    {
        DocumentRequirement[] asked = [.. DocumentCheck.Asked(file, rules)];
        IEnumerable<string> others = file.Documents.Select(document => document.Kind).Distinct().Except(asked.Select(requirement => requirement.Kind));
        return
        [
            .. asked.Select(requirement => Of(file, rules, requirement.Kind, requirement)),
            .. others.Select(kind => Of(file, rules, kind, null)),
        ];
    }

    private static Piece Of(CaseFile file, ProgrammeRules rules, string kind, DocumentRequirement? requirement)
    {
        CaseDocument? current = file.Latest(kind);
        Renewal? asked = Renewals.OpenFor(file, kind);
        return new Piece(
            rules.Document(kind),
            requirement,
            [.. file.Documents.Where(document => document.Kind == kind).Reverse()],
            current,
            asked is null ? file.Supplied.FindLast(supplied => supplied.Kind == kind) : null,
            current is not null && Renewals.Awaits(file, current) ? null : asked);
    }
}
