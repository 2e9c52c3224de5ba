using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>What an applicant says of itself, to learn what it can have. Everything may be left out: what is not said is not known.</summary>
public sealed record ApplicantProfile
{
    /// <summary>What kind of enterprise or person.</summary>
    public ApplicantKind? Kind { get; init; }

    /// <summary>Region code.</summary>
    public string? Region { get; init; }

    /// <summary>Code of the branch of activity.</summary>
    public string? Activity { get; init; }

    /// <summary>Chapters of the harmonised system of what it exports or wants to, two digits each.</summary>
    public IReadOnlyList<string>? Products { get; init; }

    /// <summary>First day of the activity.</summary>
    public DateOnly? ActiveSince { get; init; }

    /// <summary>Turnover of the last closed year, MAD.</summary>
    public Money? Turnover { get; init; }

    /// <summary>Export turnover of the last closed years, latest first, at most three, MAD; empty for who never exported.</summary>
    public IReadOnlyList<Money>? ExportTurnovers { get; init; }

    /// <summary>Growth of the export turnover that the plan commits to, per cent.</summary>
    public decimal? PlannedExportGrowth { get; init; }

    /// <summary>Staff.</summary>
    public int? Staff { get; init; }

    /// <summary>Members of a cooperative, union, association or grouping.</summary>
    public int? Members { get; init; }

    /// <summary>Years of practice of the craft.</summary>
    public int? YearsOfPractice { get; init; }

    /// <summary>Part of the capital that a group with more than 200 million MAD of turnover holds, per cent.</summary>
    public decimal? GroupShare { get; init; }

    /// <summary>Whether it exists under Moroccan law and is established in Morocco.</summary>
    public bool? EstablishedInMorocco { get; init; }

    /// <summary>Whether its taxes are in order.</summary>
    public bool? TaxesInOrder { get; init; }

    /// <summary>Whether its social contributions are in order.</summary>
    public bool? ContributionsInOrder { get; init; }

    /// <summary>Whether it is in liquidation or receivership.</summary>
    public bool? InLiquidation { get; init; }

    /// <summary>Its identifiant commun de l'entreprise, 15 digits.</summary>
    public string? Ice { get; init; }

    /// <summary>The ICE of enterprises that are linked to it.</summary>
    public IReadOnlyList<string>? LinkedIces { get; init; }

    /// <summary>Public aid that it or linked enterprises received.</summary>
    public IReadOnlyList<Aid>? Aids { get; init; }
}

/// <summary>Public aid that was granted before.</summary>
/// <param name="Year">Calendar year of the grant.</param>
/// <param name="Amount">MAD.</param>
/// <param name="Scheme">Code of this programme's scheme; null for another programme's aid.</param>
/// <param name="Measure">Code of the measure, where it was for one.</param>
/// <param name="Ice">ICE of who received it; null for the applicant itself.</param>
/// <param name="Programme">Name of the other programme; null for this one.</param>
/// <param name="SameCost">Whether it pays for the cost of the plan at hand, so that it adds up with the support for it.</param>
public sealed record Aid(
    int Year, Money Amount, string? Scheme = null, string? Measure = null, string? Ice = null, string? Programme = null, bool SameCost = false);

/// <summary>A line of an action plan.</summary>
/// <param name="Measure">Code of the measure; null for a plan that is not itemised, which is one line.</param>
/// <param name="Cost">What it costs, MAD, without taxes that are recovered.</param>
/// <param name="Description">What is done.</param>
/// <param name="Quotes">Quotes or proforma invoices.</param>
public sealed record PlanLine(string? Measure, Money Cost, string? Description = null, IReadOnlyList<Quote>? Quotes = null);

/// <summary>A quote or proforma invoice.</summary>
/// <param name="Supplier">Who offers.</param>
/// <param name="Amount">MAD, without taxes that are recovered.</param>
/// <param name="ValidUntil">Last day on which it holds; null without end.</param>
/// <param name="Number">Its number.</param>
/// <param name="SupplierIce">ICE of the supplier: with the number it shows the same quote in two plans.</param>
public sealed record Quote(string Supplier, Money Amount, DateOnly? ValidUntil = null, string? Number = null, string? SupplierIce = null);
