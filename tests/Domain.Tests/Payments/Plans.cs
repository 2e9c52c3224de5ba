using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Payments;

/// <summary>An applicant, its plans, and the support for them.</summary>
internal static class Plans
{
    public static ProgrammeRules Rules { get; } = Programmes.All[^1];

    public static DateOnly Day { get; } = new(2026, 3, 2);

    public static ApplicantProfile Cooperative { get; } = new()
    {
        Kind = ApplicantKind.Cooperative,
        Region = "10",
        Activity = "agri-food",
        Products = ["15"],
        Ice = "003210987000108",
    };

    public static ApplicantProfile Grouping(params Aid[] aids) => Cooperative with { Kind = ApplicantKind.EconomicInterestGroup, Aids = aids };

    public static Aid Received(string scheme, decimal amount, int year) => new(year, Money.FromMad(amount), scheme);

    public static PlanLine Line(string? measure, decimal cost) => new(measure, Money.FromMad(cost));

    public static PlanLine Quoted(string measure, int cost, params int[] quotes) =>
        new(measure, Money.FromMad(cost), null, [.. quotes.Select(quote => new Quote("Atlas", Money.FromMad(quote)))]);

    public static SupportResult Compute(string scheme, ApplicantProfile applicant, params PlanLine[] plan) => Compute(Rules.Scheme(scheme), applicant, plan);

    public static SupportResult Compute(Scheme scheme, ApplicantProfile applicant, params PlanLine[] plan) =>
        Support.Compute(scheme, applicant, plan, Rules, Day);

    /// <summary>A step as its kind, the amounts before and after, and the ceiling, MAD.</summary>
    public static (SupportStepKind Kind, decimal Before, decimal After, decimal Ceiling) Told(SupportStep step) =>
        (step.Kind, step.Before.Mad, step.After.Mad, step.Ceiling?.Mad ?? 0);
}
