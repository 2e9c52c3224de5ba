using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Payments;

/// <summary>What of each line of a plan counts, and at which rate.</summary>
internal sealed class PlanLines(Scheme scheme, ApplicantProfile applicant, ProgrammeRules rules, DateOnly on, int yearOfSupport)
{
    /// <summary>A line as it counts, and the steps that led there.</summary>
    public (SupportLine Line, IReadOnlyList<SupportStep> Steps) Take(PlanLine line, int number)
    {
        List<SupportStep> steps = [];
        Money eligible = Quoted(line, Open(line, line.Cost, steps), steps);
        (int percent, Text basis) = Rate(line);
        Money support = eligible.Percent(percent);
        if (eligible > Money.Zero)
        {
            steps.Add(new SupportStep(SupportStepKind.Rate, eligible, support, basis) { Percent = percent });
        }

        return (
            new SupportLine(number, line.Measure, line.Cost, eligible, percent, support),
            [.. steps.Select(step => step with { Line = number, Measure = line.Measure })]);
    }

    // A plan that is not itemised is of no measure, and so open to all.
    private Money Open(PlanLine line, Money cost, List<SupportStep> steps)
    {
        if (line.Measure is not { } code)
        {
            return cost;
        }

        SchemeMeasure? measure = MeasureOf(code);
        bool? kind = Openings.IsOpen(measure?.Applicants, applicant.Kind);
        bool? activity = Openings.IsOpen(measure?.Activities, applicant.Activity);
        bool? product = Openings.IsOpen(measure?.Products, applicant.Products, rules);
        SupportStepKind? closed = measure is null ? SupportStepKind.MeasureNotOffered
            : kind == false ? SupportStepKind.MeasureNotForKind
            : activity == false ? SupportStepKind.MeasureNotForActivity
            : product == false ? SupportStepKind.MeasureNotForProduct
            : null;
        if (closed is { } reason)
        {
            steps.Add(new SupportStep(reason, cost, Money.Zero, scheme.Basis));
            return Money.Zero;
        }

        if (kind is null || activity is null || product is null)
        {
            steps.Add(new SupportStep(SupportStepKind.MeasureToConfirm, cost, cost, scheme.Basis));
        }

        return cost;
    }

    // The lowest valid quote counts whatever the cost, and without the quotes that a high cost needs, what needs none counts:
    // so a cost that grows over the threshold never makes less support.
    private Money Quoted(PlanLine line, Money cost, List<SupportStep> steps)
    {
        Quote[] valid = [.. (line.Quotes ?? []).Where(quote => quote.ValidUntil is not { } last || last >= on)];
        Money counts = cost;
        if (valid.Length > 0 && valid.Min(quote => quote.Amount) is { } lowest && lowest < counts)
        {
            steps.Add(new SupportStep(SupportStepKind.LowestQuote, counts, lowest, scheme.Basis));
            counts = lowest;
        }

        if (scheme.Quotes is { } rule && line.Measure is not null && valid.Length < rule.Count && counts > rule.Above)
        {
            steps.Add(new SupportStep(SupportStepKind.QuotesMissing, counts, rule.Above, scheme.Basis) { Ceiling = rule.Above, Quotes = rule.Count });
            counts = rule.Above;
        }

        return counts;
    }

    private (int Percent, Text Basis) Rate(PlanLine line) =>
        scheme.SpecialRates?.FirstOrDefault(Applies) is { } special ? (special.RatePercent, special.Basis)
        : line.Measure is { } code && MeasureOf(code)?.RatePercent is { } own ? (own, scheme.Basis)
        : scheme.Tranches.RatesByYear is { Count: > 0 } years ? (years[Math.Min(yearOfSupport, years.Count) - 1], scheme.Basis)
        : (scheme.RatePercent, scheme.Basis);

    // An exception is for who is known to be one.
    private bool Applies(SpecialRate special) =>
        Openings.IsOpen(special.Applicants, applicant.Kind) == true
        && Openings.IsOpen(special.Activities, applicant.Activity) == true
        && Openings.IsOpen(special.Regions, applicant.Region) == true;

    private SchemeMeasure? MeasureOf(string code) => scheme.Measures.FirstOrDefault(measure => measure.Code == code);
}
