using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Programme;

/// <summary>The programme's rules as they are on one day. A case keeps the version under which it was submitted.</summary>
/// <param name="Version">Name of the version.</param>
/// <param name="EffectiveFrom">First day on which applications are submitted under it.</param>
/// <param name="Basis">Where the rules come from, and which of them are defaults until a text is published.</param>
/// <param name="Regions">The twelve regions.</param>
/// <param name="Applicants">Who can apply.</param>
/// <param name="Sizes">Size classes, smallest first in each definition.</param>
/// <param name="Activities">Branches of activity.</param>
/// <param name="Products">Families of products, by chapters of the harmonised system.</param>
/// <param name="Measures">What support can pay for.</param>
/// <param name="Schemes">What can be applied for.</param>
/// <param name="Documents">Kinds of documents.</param>
/// <param name="Deadlines">Time limits.</param>
/// <param name="Committees">Who decides.</param>
/// <param name="Debtor">The account that support is paid from.</param>
/// <param name="Banks">Banks by the code that their RIBs begin with.</param>
public sealed record ProgrammeRules(
    string Version,
    DateOnly EffectiveFrom,
    string Basis,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<ApplicantRules> Applicants,
    IReadOnlyList<SizeClass> Sizes,
    IReadOnlyList<Activity> Activities,
    IReadOnlyList<ProductFamily> Products,
    IReadOnlyList<Measure> Measures,
    IReadOnlyList<Scheme> Schemes,
    IReadOnlyList<DocumentKind> Documents,
    Deadlines Deadlines,
    CommitteeRules Committees,
    Debtor Debtor,
    IReadOnlyList<Bank> Banks)
{
    /// <summary>A region by its code, or null.</summary>
    public Region? TryRegion(string code) => Regions.FirstOrDefault(region => region.Code == code);

    /// <summary>A scheme by its code, or null.</summary>
    public Scheme? TryScheme(string code) => Schemes.FirstOrDefault(scheme => scheme.Code == code);

    /// <summary>A kind of document by its code, or null.</summary>
    public DocumentKind? TryDocument(string code) => Documents.FirstOrDefault(kind => kind.Code == code);

    /// <summary>A measure by its code, or null.</summary>
    public Measure? TryMeasure(string code) => Measures.FirstOrDefault(measure => measure.Code == code);

    /// <summary>A region that is known to exist.</summary>
    public Region Region(string code) => TryRegion(code) ?? throw new KeyNotFoundException($"{Version} has no region {code}.");

    /// <summary>A scheme that is known to exist.</summary>
    public Scheme Scheme(string code) => TryScheme(code) ?? throw new KeyNotFoundException($"{Version} has no scheme {code}.");

    /// <summary>A kind of document that is known to exist.</summary>
    public DocumentKind Document(string code) => TryDocument(code) ?? throw new KeyNotFoundException($"{Version} has no document {code}.");

    /// <summary>What the rules say of a kind of applicant.</summary>
    public ApplicantRules Applicant(ApplicantKind kind) => Applicants.First(rules => rules.Code == kind);

    /// <summary>The family of a chapter of the harmonised system, or null.</summary>
    public ProductFamily? FamilyOf(string chapter) => Products.FirstOrDefault(family => family.Holds(chapter));
}

/// <summary>The account that support is paid from.</summary>
/// <param name="Name">Name of its holder.</param>
/// <param name="Rib">24 digits.</param>
/// <param name="Bic">BIC of its bank.</param>
/// <param name="Basis">Where it is said.</param>
public sealed record Debtor(string Name, string Rib, string Bic, string Basis);
