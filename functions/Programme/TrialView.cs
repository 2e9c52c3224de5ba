using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Functions.Programme;

/// <summary>What a trial came to, scheme by scheme.</summary>
/// <param name="Version">Version of the rules.</param>
/// <param name="On">The day that they are of.</param>
/// <param name="Sizes">The classes of size that the turnover is in, each with whose definition it is.</param>
/// <param name="Schemes">The schemes: first what can be had.</param>
public sealed record TrialView(string Version, DateOnly On, IReadOnlyList<SizeView> Sizes, IReadOnlyList<SchemeTrialView> Schemes)
{
    /// <summary>Tries the schemes of the day.</summary>
    public static TrialView Of(Trial trial, ProgrammeRules rules, DateOnly on) => new(
        rules.Version,
        on,
        [
            .. trial.Applicant.Turnover is { } turnover
                ? rules.Sizes.Where(size => size.Holds(turnover)).Select(size => new SizeView(size.Code, size.Name, size.Definition))
                : [],
        ],
        [
            .. rules.Schemes.Where(scheme => trial.Scheme is null || scheme.Code == trial.Scheme)
                .Select(scheme => SchemeTrialView.Of(scheme, trial, rules, on))
                .OrderBy(view => view.Result switch { ConditionResult.Met => 0, ConditionResult.NotKnown => 1, _ => 2 }),
        ]);
}

/// <summary>A class of size.</summary>
public sealed record SizeView(string Code, Text Name, string Definition);

/// <summary>What a trial of one scheme came to.</summary>
/// <param name="Scheme">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Result">Whether the applicant can have it.</param>
/// <param name="Conditions">Every condition, what was seen, and why it is asked.</param>
/// <param name="Documents">What to gather, when.</param>
/// <param name="Support">What to expect for the plan; left out without a plan, or if the scheme cannot be had.</param>
public sealed record SchemeTrialView(
    string Scheme,
    Text Name,
    ConditionResult Result,
    IReadOnlyList<ConditionOutcome> Conditions,
    IReadOnlyList<RequiredDocumentView> Documents,
    SupportView? Support)
{
    /// <summary>Tries one scheme.</summary>
    public static SchemeTrialView Of(Scheme scheme, Trial trial, ProgrammeRules rules, DateOnly on)
    {
        EligibilityOutcome outcome = Eligibility.Evaluate(scheme, trial.Applicant, rules, on);
        return new SchemeTrialView(
            scheme.Code,
            scheme.Name,
            outcome.Result,
            outcome.Conditions,
            RequiredDocumentView.Of(rules, scheme, trial.Applicant.Kind),
            outcome.Result != ConditionResult.NotMet && trial.Plan is { Count: > 0 } plan
                ? SupportView.Of(Domain.Payments.Support.Compute(scheme, trial.Applicant, plan, rules, on), scheme, rules)
                : null);
    }
}

/// <summary>The support for a plan, and how it came about.</summary>
/// <param name="PlanCost">What the plan costs, MAD.</param>
/// <param name="EligibleCost">What of it counts, MAD.</param>
/// <param name="Amount">The support, MAD.</param>
/// <param name="OtherAid">Other public aid for the same cost, MAD.</param>
/// <param name="OwnShare">What is left to the applicant, MAD.</param>
/// <param name="Tranches">The parts in which it is paid, MAD.</param>
/// <param name="Lines">The lines of the plan as they count.</param>
/// <param name="Explanation">How the amount came about, sentence by sentence.</param>
public sealed record SupportView(
    Money PlanCost,
    Money EligibleCost,
    Money Amount,
    Money OtherAid,
    Money OwnShare,
    IReadOnlyList<Money> Tranches,
    IReadOnlyList<SupportLine> Lines,
    IReadOnlyList<ExplainedStep> Explanation)
{
    /// <summary>The view of a computation.</summary>
    public static SupportView Of(SupportResult support, Scheme scheme, ProgrammeRules rules) => new(
        support.PlanCost,
        support.EligibleCost,
        support.Amount,
        support.OtherAid,
        support.OwnShare,
        support.Tranches,
        support.Lines,
        SupportExplanation.Of(support, scheme, rules));
}
