using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>What kind of enterprise or person applies.</summary>
public enum ApplicantKind
{
    /// <summary>A company in the trade register.</summary>
    Company,

    /// <summary>A sole trader in the trade register.</summary>
    SoleTrader,

    /// <summary>An auto-entrepreneur (law 114-13).</summary>
    AutoEntrepreneur,

    /// <summary>A craftsperson in the national register of crafts (law 50-17).</summary>
    Artisan,

    /// <summary>A master craftsperson: ten years of practice (law 50-17).</summary>
    MasterArtisan,

    /// <summary>A craft enterprise, whose production a registered craftsperson supervises (law 50-17).</summary>
    CraftEnterprise,

    /// <summary>A cooperative (law 112-12).</summary>
    Cooperative,

    /// <summary>A union of cooperatives (law 112-12).</summary>
    CooperativeUnion,

    /// <summary>An association (dahir 1-58-376).</summary>
    Association,

    /// <summary>A groupement d'intérêt économique (law 13-97).</summary>
    EconomicInterestGroup,
}

/// <summary>What the rules say of a kind of applicant.</summary>
/// <param name="Code">Which kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Identifiers">The numbers that it has.</param>
/// <param name="Basis">The law that makes it.</param>
/// <param name="MostTurnover">The turnover above which it is no longer of this kind, MAD a year; null without limit.</param>
/// <param name="MostTurnoverIn">Other limits, by code of the activity, MAD a year.</param>
public sealed record ApplicantRules(
    ApplicantKind Code, Text Name, IReadOnlyList<IdentifierKind> Identifiers, Text Basis, Money? MostTurnover = null,
    IReadOnlyDictionary<string, Money>? MostTurnoverIn = null)
{
    /// <summary>The limit for an activity; of one that is not known, the general one.</summary>
    public Money? MostTurnoverFor(string? activity) =>
        activity is not null && MostTurnoverIn?.TryGetValue(activity, out Money limit) == true ? limit : MostTurnover;
}

/// <summary>A class of size. Institutions draw the limits differently, so the definition is named with each decision.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Definition">Whose definition it is.</param>
/// <param name="Basis">Where it is published.</param>
/// <param name="TurnoverFrom">The least turnover, MAD a year; null from nothing.</param>
/// <param name="TurnoverBelow">The turnover at which the next class begins, MAD a year; null without limit.</param>
public sealed record SizeClass(
    string Code, Text Name, string Definition, string Basis, Money? TurnoverFrom = null, Money? TurnoverBelow = null)
{
    /// <summary>Whether an enterprise is of this class.</summary>
    public bool Holds(Money turnover) =>
        (TurnoverFrom is not { } from || turnover >= from)
        && (TurnoverBelow is not { } below || turnover < below);
}

/// <summary>A branch of activity: industry, commerce, services, crafts, agri-food.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Basis">Where the branch comes from.</param>
public sealed record Activity(string Code, Text Name, string Basis);

/// <summary>A family of products: chapters of the harmonised system.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="First">Its first chapter, two digits.</param>
/// <param name="Last">Its last chapter, two digits.</param>
/// <param name="Basis">Where the family comes from.</param>
public sealed record ProductFamily(string Code, Text Name, string First, string Last, string Basis)
{
    /// <summary>Whether a chapter is of this family.</summary>
    public bool Holds(string chapter) => chapter.Length == 2 && chapter.All(char.IsAsciiDigit)
        && string.CompareOrdinal(chapter, First) >= 0 && string.CompareOrdinal(chapter, Last) <= 0;
}
