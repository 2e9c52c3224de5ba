namespace Tasdir.Domain.Programme;

/// <summary>What can be known of an applicant and a condition can ask for. Amounts are MAD, shares per cent.</summary>
public enum ApplicantFact
{
    /// <summary>Mean of the export turnover of the last three closed years, or of as many as there are; nothing for who never exported.</summary>
    AverageExportTurnover,

    /// <summary>Export turnover of the last closed year.</summary>
    ExportTurnover,

    /// <summary>Growth of the export turnover that the plan commits to, per cent.</summary>
    PlannedExportGrowth,

    /// <summary>Turnover of the last closed year.</summary>
    Turnover,

    /// <summary>Whole months since the activity began.</summary>
    MonthsActive,

    /// <summary>Staff.</summary>
    Staff,

    /// <summary>Members of a cooperative, union, association or grouping.</summary>
    Members,

    /// <summary>Whole years of practice of the craft.</summary>
    YearsOfPractice,

    /// <summary>Part of the capital that a group with more than 200 million MAD of turnover holds, per cent.</summary>
    GroupShare,

    /// <summary>Whether it exists under Moroccan law and is established in Morocco: 1 or 0.</summary>
    EstablishedInMorocco,

    /// <summary>Whether its taxes are in order: 1 or 0.</summary>
    TaxesInOrder,

    /// <summary>Whether its social contributions are in order: 1 or 0.</summary>
    ContributionsInOrder,

    /// <summary>Whether it is in liquidation or receivership: 1 or 0.</summary>
    InLiquidation,
}

/// <summary>
/// A condition of a scheme: one fact between two bounds. A fact that is a yes or no is 1 or 0. Whoever does not say the fact
/// neither meets the condition nor fails it.
/// </summary>
/// <param name="Code">Code.</param>
/// <param name="Text">The rule, as a sentence.</param>
/// <param name="Fact">What is looked at.</param>
/// <param name="Basis">The text or source that the rule is from.</param>
/// <param name="AtLeast">The least; null without.</param>
/// <param name="AtMost">The most; null without.</param>
/// <param name="Applicants">The kinds of applicant that it is about; null for all of the scheme.</param>
public sealed record Condition(
    string Code,
    Text Text,
    ApplicantFact Fact,
    Text Basis,
    decimal? AtLeast = null,
    decimal? AtMost = null,
    IReadOnlyList<ApplicantKind>? Applicants = null);
