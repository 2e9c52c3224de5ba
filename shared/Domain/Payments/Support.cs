using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Payments;

/// <summary>
/// The support for an action plan. In this order: what of each line counts; its rate, half a centime up; the ceilings of the
/// measure, the application, the year and the beneficiary, each less what was received; all public aid for the same cost; the
/// applicant's own share. Everything that takes something off is a step.
/// </summary>
public static class Support
{
    /// <summary>Computes the support for a plan.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="applicant">What the applicant says of itself and of the aid that it received.</param>
    /// <param name="plan">The lines; no cost is below zero.</param>
    /// <param name="rules">The rules that the scheme is of.</param>
    /// <param name="on">The day on which it is computed: its year is that of the ceilings, and quotes hold on it.</param>
    public static SupportResult Compute(
        Scheme scheme, ApplicantProfile applicant, IReadOnlyList<PlanLine> plan, ProgrammeRules rules, DateOnly on)
    {
        AidReceived received = new(scheme, applicant, on);
        PlanLines counted = new(scheme, applicant, rules, on, received.YearOfSupport);
        (SupportLine Line, IReadOnlyList<SupportStep> Steps)[] taken = [.. plan.Select((line, index) => counted.Take(line, index + 1))];
        SupportLine[] lines = [.. taken.Select(line => line.Line)];

        Reductions reductions = new(scheme);
        Money amount = UnderMeasures(lines, scheme, received, reductions);
        amount = reductions.Cap(SupportStepKind.ApplicationCeiling, amount, scheme.Ceilings.Application);
        amount = reductions.Cap(SupportStepKind.YearCeiling, amount, scheme.Ceilings.Year, received.ThisYear);
        amount = reductions.Cap(SupportStepKind.BeneficiaryCeiling, amount, scheme.Ceilings.Beneficiary, received.OverProgramme);
        amount = UnderShares(amount, lines, scheme, received, reductions);

        Money planCost = Sum(lines.Select(line => line.Cost));
        return new SupportResult(
            lines,
            planCost,
            Sum(lines.Select(line => line.Eligible)),
            amount,
            Money.Min(received.ForSameCost, planCost - amount),
            Tranches(scheme, amount),
            [.. taken.SelectMany(line => line.Steps), .. reductions.Steps]);
    }

    /// <summary>The support for what an applicant filed, whose plan is one line while it is not itemised.</summary>
    /// <param name="form">What the applicant filled in.</param>
    /// <param name="rules">The rules that its scheme is of.</param>
    /// <param name="on">The day on which it is computed: of submission, so that the amount is the same on whatever day the committee meets.</param>
    /// <param name="received">What the enterprise was granted in other cases.</param>
    public static SupportResult Compute(ApplicationForm form, ProgrammeRules rules, DateOnly on, IReadOnlyList<PriorAid>? received = null) => Compute(
        rules.Scheme(form.Scheme!),
        ProfileOf(form) with { Aids = [.. (received ?? []).Select(aid => aid.AsAid())] },
        form.Plan ?? [new PlanLine(null, form.PlanCost!.Value)],
        rules,
        on);

    /// <summary>The most that a committee can grant in a case that was submitted, as on the day of its submission.</summary>
    /// <param name="file">The case.</param>
    /// <param name="rules">The rules of the case.</param>
    /// <param name="received">What the enterprise was granted in other cases.</param>
    public static SupportResult Of(CaseFile file, ProgrammeRules rules, IReadOnlyList<PriorAid>? received) =>
        Compute(file.Form, rules, WorkingCalendar.Default.DateOf(file.SubmittedAt!.Value), received);

    /// <summary>What a form says of the applicant.</summary>
    internal static ApplicantProfile ProfileOf(ApplicationForm form) => new()
    {
        Kind = form.Kind,
        Region = form.Region,
        Activity = form.Activity,
        Products = form.Products,
        Ice = form.Ice,
    };

    /// <summary>The tranches of a grant: they add up to it to the centime.</summary>
    public static IReadOnlyList<Money> Tranches(Scheme scheme, Money granted) => granted.Split(scheme.Tranches.Parts);

    private static Money UnderMeasures(SupportLine[] lines, Scheme scheme, AidReceived received, Reductions reductions)
    {
        Money amount = Sum(lines.Where(line => line.Measure is null).Select(line => line.Support));
        foreach (IGrouping<string, SupportLine> group in lines.Where(line => line.Measure is not null).GroupBy(line => line.Measure!))
        {
            SchemeMeasure? measure = scheme.Measures.FirstOrDefault(candidate => candidate.Code == group.Key);
            Money support = Sum(group.Select(line => line.Support));
            support = reductions.Cap(SupportStepKind.MeasureCeiling, support, measure?.Ceiling, measure: group.Key);
            support = reductions.Cap(
                SupportStepKind.MeasureYearCeiling, support, measure?.YearCeiling, received.ThisYearFor(group.Key), measure: group.Key);
            support = reductions.Cap(
                SupportStepKind.MeasureBeneficiaryCeiling, support, measure?.BeneficiaryCeiling, received.OverProgrammeFor(group.Key), measure: group.Key);
            amount += support;
        }

        return amount;
    }

    // Shares are taken line by line like rates, so that a rate of 80 is not a centime above a share of 80.
    private static Money UnderShares(Money amount, SupportLine[] lines, Scheme scheme, AidReceived received, Reductions reductions)
    {
        int publicAid = scheme.Cumulation.PublicAidPercent;
        amount = reductions.Cap(
            SupportStepKind.PublicAid, amount, Sum(lines.Select(line => line.Eligible.Percent(publicAid))), received.ForSameCost, percent: publicAid);
        return reductions.Cap(
            SupportStepKind.OwnShare,
            amount,
            Sum(lines.Select(line => line.Cost.Percent(100 - scheme.OwnSharePercent))),
            received.ForSameCost,
            percent: scheme.OwnSharePercent);
    }

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    /// <summary>The ceilings that were hit.</summary>
    private sealed class Reductions(Scheme scheme)
    {
        public List<SupportStep> Steps { get; } = [];

        public Money Cap(SupportStepKind kind, Money amount, Money? ceiling, Money received = default, string? measure = null, int? percent = null)
        {
            if (ceiling is not { } most || amount + received <= most || amount == Money.Zero)
            {
                return amount;
            }

            Money left = most > received ? most - received : Money.Zero;
            Steps.Add(new SupportStep(kind, amount, left, scheme.Basis) { Measure = measure, Ceiling = most, Received = received, Percent = percent });
            return left;
        }
    }
}
