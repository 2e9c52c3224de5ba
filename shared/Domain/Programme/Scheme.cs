using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>Something that support can pay for, whatever the scheme: fairs, certification, packaging.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Description">What costs it covers.</param>
/// <param name="Basis">Where it comes from.</param>
public sealed record Measure(string Code, Text Name, Text Description, string Basis);

/// <summary>Something that can be applied for.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Summary">For whom it is and what it does, in a sentence.</param>
/// <param name="Basis">Where its figures come from.</param>
/// <param name="Applicants">Who can apply.</param>
/// <param name="RatePercent">Part of the eligible cost that is granted, per cent, where nothing below says otherwise.</param>
/// <param name="OwnSharePercent">The least part of the plan's cost that the applicant bears, per cent.</param>
/// <param name="Ceilings">The most that is granted.</param>
/// <param name="Cumulation">How support adds up with other public aid.</param>
/// <param name="NationalThreshold">Above this amount the national committee decides, MAD.</param>
/// <param name="Measures">What it pays for.</param>
/// <param name="Tranches">How the grant is paid.</param>
/// <param name="Conditions">What an applicant must be, beside being one of <paramref name="Applicants"/>.</param>
/// <param name="Scoring">How the committee scores.</param>
/// <param name="Documents">What an applicant brings; the matrix of <c>documents.yaml</c>, for this scheme.</param>
/// <param name="Activities">Codes of the activities that it is open to; null for all.</param>
/// <param name="Products">Codes of the product families that it is open to; null for all.</param>
/// <param name="SpecialRates">Other rates, first match first; after them the rate of the measure, then that of the year, then <paramref name="RatePercent"/>.</param>
/// <param name="Quotes">When quotes are needed; null for never.</param>
public sealed record Scheme(
    string Code,
    Text Name,
    Text Summary,
    Text Basis,
    IReadOnlyList<ApplicantKind> Applicants,
    int RatePercent,
    int OwnSharePercent,
    Ceilings Ceilings,
    Cumulation Cumulation,
    Money NationalThreshold,
    IReadOnlyList<SchemeMeasure> Measures,
    TrancheTemplate Tranches,
    IReadOnlyList<Condition> Conditions,
    ScoringGrid Scoring,
    IReadOnlyList<DocumentRequirement> Documents,
    IReadOnlyList<string>? Activities = null,
    IReadOnlyList<string>? Products = null,
    IReadOnlyList<SpecialRate>? SpecialRates = null,
    QuoteRule? Quotes = null);

/// <summary>A measure as one scheme supports it.</summary>
/// <param name="Code">Code of the measure.</param>
/// <param name="RatePercent">Its own rate, per cent; null for the scheme's.</param>
/// <param name="Ceiling">The most for it in one application, MAD; null without.</param>
/// <param name="YearCeiling">The most for it that one beneficiary gets in a calendar year, MAD; null without.</param>
/// <param name="BeneficiaryCeiling">The most for it that one beneficiary gets over the whole programme, MAD; null without.</param>
/// <param name="Applicants">The kinds of applicant that it is open to; null for all of the scheme.</param>
/// <param name="Activities">Codes of the activities; null for all.</param>
/// <param name="Products">Codes of the product families; null for all.</param>
public sealed record SchemeMeasure(
    string Code,
    int? RatePercent = null,
    Money? Ceiling = null,
    Money? YearCeiling = null,
    Money? BeneficiaryCeiling = null,
    IReadOnlyList<ApplicantKind>? Applicants = null,
    IReadOnlyList<string>? Activities = null,
    IReadOnlyList<string>? Products = null);

/// <summary>A rate for some applicants: all of what is named must hold.</summary>
/// <param name="RatePercent">The rate, per cent.</param>
/// <param name="Basis">Why.</param>
/// <param name="Applicants">Kinds of applicant; null for all.</param>
/// <param name="Activities">Codes of activities; null for all.</param>
/// <param name="Regions">Codes of regions; null for all.</param>
public sealed record SpecialRate(
    int RatePercent,
    Text Basis,
    IReadOnlyList<ApplicantKind>? Applicants = null,
    IReadOnlyList<string>? Activities = null,
    IReadOnlyList<string>? Regions = null);

/// <summary>The most that is granted, MAD.</summary>
/// <param name="Application">For one application.</param>
/// <param name="Year">For one beneficiary in a calendar year, under this scheme; null without.</param>
/// <param name="Beneficiary">For one beneficiary over the whole programme, under every scheme; null without.</param>
public sealed record Ceilings(Money Application, Money? Year = null, Money? Beneficiary = null);

/// <summary>How support adds up with other public aid.</summary>
/// <param name="PublicAidPercent">The most that all public aid, of this and other programmes, may be of the eligible cost, per cent.</param>
/// <param name="LinkedEnterprises">Whether what linked enterprises received counts as the applicant's: the same first nine digits of the ICE, or declared as linked.</param>
public sealed record Cumulation(int PublicAidPercent, bool LinkedEnterprises);

/// <summary>When quotes are needed.</summary>
/// <param name="Above">Lines that cost more than this need quotes, MAD.</param>
/// <param name="Count">How many; the lowest valid one is the eligible cost.</param>
public sealed record QuoteRule(Money Above, int Count);

/// <summary>How a grant is paid.</summary>
public enum TrancheKind
{
    /// <summary>An advance on a letter of commitment, the balance on proof.</summary>
    AdvanceAndBalance,

    /// <summary>At a rate that falls from one year of support to the next; each year's grant in parts.</summary>
    Degressive,

    /// <summary>After the plan is carried out and proved.</summary>
    OnRealisation,
}

/// <summary>The template of a grant's tranches.</summary>
/// <param name="Kind">How it is paid.</param>
/// <param name="Parts">Part of the grant that each tranche is, per cent; they add up to 100.</param>
/// <param name="RatesByYear">With <see cref="TrancheKind.Degressive"/>: the rate in the first, second, third year of support, per cent; the last holds for later years.</param>
public sealed record TrancheTemplate(TrancheKind Kind, IReadOnlyList<int> Parts, IReadOnlyList<int>? RatesByYear = null);

/// <summary>How a committee scores: weights add up to 100.</summary>
/// <param name="Threshold">Below this score a file is not supported, of 100.</param>
/// <param name="ModerationGap">Two members' scores further apart than this are talked over, of 100.</param>
/// <param name="Criteria">What is scored.</param>
public sealed record ScoringGrid(int Threshold, int ModerationGap, IReadOnlyList<ScoringCriterion> Criteria);

/// <summary>Something that is scored.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Weight">Points of 100.</param>
public sealed record ScoringCriterion(string Code, Text Name, int Weight);
