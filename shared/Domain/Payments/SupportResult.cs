using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Payments;

/// <summary>What changed an amount on the way from a plan's cost to the support for it.</summary>
public enum SupportStepKind
{
    /// <summary>The scheme does not pay for this measure.</summary>
    MeasureNotOffered,

    /// <summary>The measure is not open to this kind of applicant.</summary>
    MeasureNotForKind,

    /// <summary>The measure is not open to this activity.</summary>
    MeasureNotForActivity,

    /// <summary>The measure is open to none of the applicant's products.</summary>
    MeasureNotForProduct,

    /// <summary>The measure is open to some only, and the applicant did not say what it is. Nothing is taken off.</summary>
    MeasureToConfirm,

    /// <summary>The lowest valid quote counts instead of a higher cost.</summary>
    LowestQuote,

    /// <summary>Quotes are missing: the line counts up to the cost that needs none.</summary>
    QuotesMissing,

    /// <summary>The rate: from the eligible cost of a line to the support for it.</summary>
    Rate,

    /// <summary>The most for a measure in one application.</summary>
    MeasureCeiling,

    /// <summary>The most for a measure in a year.</summary>
    MeasureYearCeiling,

    /// <summary>The most for a measure for one beneficiary over the programme.</summary>
    MeasureBeneficiaryCeiling,

    /// <summary>The most for one application.</summary>
    ApplicationCeiling,

    /// <summary>The most in a year.</summary>
    YearCeiling,

    /// <summary>The most for one beneficiary over the programme.</summary>
    BeneficiaryCeiling,

    /// <summary>The most that all public aid may be of the same cost.</summary>
    PublicAid,

    /// <summary>The least that the applicant bears.</summary>
    OwnShare,
}

/// <summary>One step of the computation. All but <see cref="SupportStepKind.Rate"/> and <see cref="SupportStepKind.MeasureToConfirm"/> take something off.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Before">The amount before, MAD.</param>
/// <param name="After">The amount after, MAD.</param>
/// <param name="Basis">The text that the rule is from.</param>
public sealed record SupportStep(SupportStepKind Kind, Money Before, Money After, Text Basis)
{
    /// <summary>The line of the plan, from 1; null for a step about a measure or the whole.</summary>
    public int? Line { get; init; }

    /// <summary>Code of the measure; null for the whole plan, or one that is not itemised.</summary>
    public string? Measure { get; init; }

    /// <summary>The ceiling, or the cost above which quotes are needed, MAD.</summary>
    public Money? Ceiling { get; init; }

    /// <summary>What was received before and counts towards the ceiling, MAD.</summary>
    public Money Received { get; init; }

    /// <summary>The rate or share, per cent.</summary>
    public int? Percent { get; init; }

    /// <summary>How many quotes are needed.</summary>
    public int? Quotes { get; init; }
}

/// <summary>A line of the plan as it counts.</summary>
/// <param name="Number">From 1, in the order of the plan.</param>
/// <param name="Measure">Code of the measure; null for a plan that is not itemised.</param>
/// <param name="Cost">What it costs, MAD.</param>
/// <param name="Eligible">What of it counts, MAD.</param>
/// <param name="RatePercent">The rate, per cent.</param>
/// <param name="Support">The rate of what counts, before any ceiling, MAD.</param>
public sealed record SupportLine(int Number, string? Measure, Money Cost, Money Eligible, int RatePercent, Money Support);

/// <summary>The support for a plan, and how it came about.</summary>
/// <param name="Lines">The lines of the plan.</param>
/// <param name="PlanCost">What the plan costs, MAD.</param>
/// <param name="EligibleCost">What of it counts, MAD.</param>
/// <param name="Amount">The support, MAD.</param>
/// <param name="OtherAid">Other public aid for the same cost, MAD.</param>
/// <param name="Tranches">The parts in which it is paid; they add up to it.</param>
/// <param name="Steps">Every step, in the order in which it was taken.</param>
public sealed record SupportResult(
    IReadOnlyList<SupportLine> Lines,
    Money PlanCost,
    Money EligibleCost,
    Money Amount,
    Money OtherAid,
    IReadOnlyList<Money> Tranches,
    IReadOnlyList<SupportStep> Steps)
{
    /// <summary>What is left to the applicant: with the support and other aid it is the plan's cost.</summary>
    public Money OwnShare => PlanCost - Amount - OtherAid;

    /// <summary>
    /// What of a grant is for each measure. A grant below the support is for all of them as they are to each other under
    /// their own ceilings, for a committee grants one amount.
    /// </summary>
    /// <param name="grant">What is granted for the plan, MAD.</param>
    /// <returns>The parts, which add up to the grant; one without a measure when the plan is not itemised.</returns>
    public IReadOnlyList<(string? Measure, Money Amount)> ByMeasure(Money grant)
    {
        (string? Measure, Money Support)[] measures =
        [
            .. Lines.GroupBy(line => line.Measure).Select(lines => (lines.Key, UnderCeilings(lines))).Where(measure => measure.Item2 > Money.Zero),
        ];
        return measures.Length == 0
            ? [(null, grant)]
            : [.. grant.SplitLike([.. measures.Select(measure => measure.Support)]).Select((part, index) => (measures[index].Measure, part))];
    }

    // Steps about a measure as a whole are its ceilings; the last one says what they leave.
    private Money UnderCeilings(IGrouping<string?, SupportLine> lines) =>
        Steps.LastOrDefault(step => lines.Key is not null && step.Measure == lines.Key && step.Line is null)?.After
            ?? lines.Aggregate(Money.Zero, (sum, line) => sum + line.Support);
}
