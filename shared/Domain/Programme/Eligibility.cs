namespace Tasdir.Domain.Programme;

/// <summary>What a condition came to.</summary>
public enum ConditionResult
{
    /// <summary>It holds.</summary>
    Met,

    /// <summary>It does not hold.</summary>
    NotMet,

    /// <summary>The applicant did not say what it looks at: neither a yes nor a no.</summary>
    NotKnown,
}

/// <summary>One condition, looked at.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Rule">The rule, as a sentence.</param>
/// <param name="Basis">The text or source that the rule is from.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Seen">The value that was looked at; null when it is not known.</param>
/// <param name="Bring">What to say or bring so that it can be known; null when it is.</param>
public sealed record ConditionOutcome(string Code, Text Rule, Text Basis, ConditionResult Result, Text? Seen, Text? Bring);

/// <summary>Whether an applicant can have a scheme, condition by condition.</summary>
/// <param name="Scheme">Code of the scheme.</param>
/// <param name="Conditions">Every condition that is about this applicant.</param>
public sealed record EligibilityOutcome(string Scheme, IReadOnlyList<ConditionOutcome> Conditions)
{
    /// <summary>Not met as soon as one condition is not; else not known as soon as one is not known.</summary>
    public ConditionResult Result =>
        Conditions.Any(condition => condition.Result == ConditionResult.NotMet) ? ConditionResult.NotMet
        : Conditions.Any(condition => condition.Result == ConditionResult.NotKnown) ? ConditionResult.NotKnown
        : ConditionResult.Met;
}

/// <summary>Whether an applicant can have a scheme. Every condition is looked at, also after one has failed.</summary>
public static class Eligibility
{
    /// <summary>Looks at every condition of a scheme that is about the applicant.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="applicant">What the applicant says of itself.</param>
    /// <param name="rules">The rules that the scheme is of.</param>
    /// <param name="on">The day on which it is asked.</param>
    public static EligibilityOutcome Evaluate(Scheme scheme, ApplicantProfile applicant, ProgrammeRules rules, DateOnly on) => new(
        scheme.Code,
        [
            .. Openings.Of(scheme, applicant, rules),
            .. scheme.Conditions.Where(condition => IsAbout(condition, applicant)).Select(condition => Evaluate(condition, applicant, on)),
        ]);

    private static ConditionOutcome Evaluate(Condition condition, ApplicantProfile applicant, DateOnly on)
    {
        // Whether it is about this applicant at all hangs on its kind.
        decimal? value = condition.Applicants is not null && applicant.Kind is null ? null : ApplicantFacts.ValueOf(condition.Fact, applicant, on);
        ConditionResult result = value is not { } known ? ConditionResult.NotKnown
            : known >= (condition.AtLeast ?? known) && known <= (condition.AtMost ?? known) ? ConditionResult.Met
            : ConditionResult.NotMet;
        return new ConditionOutcome(
            condition.Code,
            condition.Text,
            condition.Basis,
            result,
            value is { } seen ? ApplicantFacts.Show(condition.Fact, seen) : null,
            value is null ? Sentences.Of(condition.Fact) : null);
    }

    private static bool IsAbout(Condition condition, ApplicantProfile applicant) =>
        condition.Applicants is null || applicant.Kind is not { } kind || condition.Applicants.Contains(kind);
}
