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

    /// <summary>A cooperative or union of cooperatives (law 112-12).</summary>
    Cooperative,

    /// <summary>An association (dahir 1-58-376).</summary>
    Association,

    /// <summary>A groupement d'intérêt économique (law 13-97).</summary>
    EconomicInterestGroup,
}

/// <summary>One version of the programme's rules. A case keeps the version under which it was submitted.</summary>
/// <param name="Version">Name of the version.</param>
/// <param name="EffectiveFrom">First day on which applications are submitted under it.</param>
/// <param name="Basis">Where the rules come from, and which of them are defaults until a text is published.</param>
/// <param name="Regions">The twelve regions.</param>
/// <param name="Schemes">What can be applied for.</param>
/// <param name="Documents">Kinds of documents.</param>
/// <param name="Deadlines">Time limits.</param>
/// <param name="Committees">Who decides.</param>
/// <param name="Debtor">The account that support is paid from.</param>
public sealed record ProgrammeRules(
    string Version,
    DateOnly EffectiveFrom,
    string Basis,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<Scheme> Schemes,
    IReadOnlyList<DocumentKind> Documents,
    Deadlines Deadlines,
    CommitteeRules Committees,
    Debtor Debtor)
{
    /// <summary>A region by its code, or null.</summary>
    public Region? TryRegion(string code) => Regions.FirstOrDefault(region => region.Code == code);

    /// <summary>A scheme by its code, or null.</summary>
    public Scheme? TryScheme(string code) => Schemes.FirstOrDefault(scheme => scheme.Code == code);

    /// <summary>A kind of document by its code, or null.</summary>
    public DocumentKind? TryDocument(string code) => Documents.FirstOrDefault(kind => kind.Code == code);

    /// <summary>A region that is known to exist.</summary>
    public Region Region(string code) => TryRegion(code) ?? throw new KeyNotFoundException($"{Version} has no region {code}.");

    /// <summary>A scheme that is known to exist.</summary>
    public Scheme Scheme(string code) => TryScheme(code) ?? throw new KeyNotFoundException($"{Version} has no scheme {code}.");

    /// <summary>A kind of document that is known to exist.</summary>
    public DocumentKind Document(string code) => TryDocument(code) ?? throw new KeyNotFoundException($"{Version} has no document {code}.");
}

/// <summary>A region.</summary>
/// <param name="Code">Official number, <c>01</c> to <c>12</c> (ISO 3166-2:MA).</param>
/// <param name="Name">Its name.</param>
/// <param name="Envelope">What the programme gives it for a year, MAD.</param>
/// <param name="Office">Address of the region's office for the programme.</param>
public sealed record Region(string Code, Text Name, Money Envelope, string Office);

/// <summary>Something that can be applied for.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Basis">Where its figures come from.</param>
/// <param name="Applicants">Who can apply.</param>
/// <param name="RatePercent">Part of the plan's cost that is granted, per cent.</param>
/// <param name="Ceiling">The most that is granted, MAD.</param>
/// <param name="NationalThreshold">Above this amount the national committee decides, MAD.</param>
/// <param name="Tranches">Part of the grant that each tranche is, per cent; they add up to 100.</param>
/// <param name="Documents">What an applicant brings.</param>
public sealed record Scheme(
    string Code,
    Text Name,
    string Basis,
    IReadOnlyList<ApplicantKind> Applicants,
    int RatePercent,
    Money Ceiling,
    Money NationalThreshold,
    IReadOnlyList<int> Tranches,
    IReadOnlyList<DocumentRequirement> Documents);

/// <summary>A document that is asked for.</summary>
/// <param name="Kind">Code of its kind.</param>
/// <param name="Required">Whether the file is incomplete without it.</param>
/// <param name="Tranche">The tranche that it is asked for; null at submission.</param>
/// <param name="Applicants">The kinds of applicant it is asked of; null for all.</param>
public sealed record DocumentRequirement(
    string Kind, bool Required = true, int? Tranche = null, IReadOnlyList<ApplicantKind>? Applicants = null);

/// <summary>A kind of document.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
public sealed record DocumentKind(string Code, Text Name);

/// <summary>Who decides.</summary>
/// <param name="Quorum">Votes that must be cast.</param>
/// <param name="Regional">Seats of a regional committee.</param>
/// <param name="National">Seats of the national committee.</param>
public sealed record CommitteeRules(int Quorum, IReadOnlyList<Seat> Regional, IReadOnlyList<Seat> National)
{
    /// <summary>The seats of the one or the other.</summary>
    public IReadOnlyList<Seat> Seats(bool national) => national ? National : Regional;

    /// <summary>A seat by its code.</summary>
    public Seat Seat(string code) => Regional.Concat(National).First(seat => seat.Code == code);
}

/// <summary>A seat in a committee: a function, not a person, so that nothing personal is in the rules.</summary>
/// <param name="Code">Code, different in the two committees.</param>
/// <param name="Name">The function.</param>
/// <param name="Mailbox">Its functional address; <c>{region}</c> stands for the region's code.</param>
/// <param name="Chair">Whether it chairs: one seat of each committee does.</param>
public sealed record Seat(string Code, Text Name, string Mailbox, bool Chair = false)
{
    /// <summary>The address for a region.</summary>
    public string MailboxIn(string region) => Mailbox.Replace("{region}", region, StringComparison.Ordinal);
}

/// <summary>The account that support is paid from.</summary>
/// <param name="Name">Name of its holder.</param>
/// <param name="Rib">24 digits.</param>
/// <param name="Bic">BIC of its bank.</param>
public sealed record Debtor(string Name, string Rib, string Bic);
