using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Payments;

/// <summary>A sentence of an explanation.</summary>
/// <param name="Sentence">What happened, with its amounts.</param>
/// <param name="Basis">The text that the rule is from; null for what only sums up.</param>
public sealed record ExplainedStep(Text Sentence, Text? Basis);

/// <summary>How the support came about, in sentences that an applicant can read: the plan, each step, the result, its tranches.</summary>
public static class SupportExplanation
{
    /// <summary>The sentences, in their order.</summary>
    public static IReadOnlyList<ExplainedStep> Of(SupportResult support, Scheme scheme, ProgrammeRules rules) =>
    [
        new(Sentences.Of("support", "plan", Sentences.Amount(support.PlanCost)), null),
        .. support.Steps.Select(step => new ExplainedStep(Sentence(step, rules), step.Basis)),
        new(Sentences.Of("support", "amount", Sentences.Amount(support.Amount), Sentences.Amount(support.EligibleCost)), scheme.Basis),
        .. support.OtherAid > Money.Zero
            ? [new ExplainedStep(Sentences.Of("support", "otherAid", Sentences.Amount(support.OtherAid)), null)]
            : Array.Empty<ExplainedStep>(),
        new(Sentences.Of("support", "ownShare", Sentences.Amount(support.OwnShare)), null),
        .. support.Amount > Money.Zero ? Tranches(support, scheme.Tranches) : [],
    ];

    private static Text Sentence(SupportStep step, ProgrammeRules rules) => Sentences.Of(
        "supportStepKind",
        Sentences.KeyOf(step.Kind) + (step.Received > Money.Zero ? "AfterAid" : ""),
        About(step, rules),
        Sentences.Amount(step.Before),
        Sentences.Amount(step.After),
        Sentences.Amount(step.Ceiling ?? Money.Zero),
        Sentences.Amount(step.Received),
        Sentences.Number(step.Percent ?? 0),
        Sentences.Number(step.Quotes ?? 0));

    // "Line 2, fairs", "fairs", or the plan when it is not itemised.
    private static Text About(SupportStep step, ProgrammeRules rules)
    {
        if (step.Measure is not { } code)
        {
            return Sentences.Of("support", "wholePlan");
        }

        Text measure = rules.TryMeasure(code)?.Name ?? new Text(code, code);
        return step.Line is { } line ? Sentences.Of("support", "line", Sentences.Number(line), measure) : measure;
    }

    private static IEnumerable<ExplainedStep> Tranches(SupportResult support, TrancheTemplate template) => support.Tranches.Select((tranche, index) =>
        new ExplainedStep(
            Sentences.Of(
                "tranche",
                template.Kind switch
                {
                    TrancheKind.AdvanceAndBalance => index == 0 ? "advance" : "balance",
                    TrancheKind.Degressive => "part",
                    _ => "onRealisation",
                },
                Sentences.Number(index + 1),
                Sentences.Number(template.Parts[index]),
                Sentences.Amount(tranche)),
            null));
}
