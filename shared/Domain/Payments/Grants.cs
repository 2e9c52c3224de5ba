using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Payments;

/// <summary>How much is granted, and in which parts.</summary>
public static class Grants
{
    /// <summary>The most that the rules let a committee grant for a plan: the scheme's rate of its cost, up to the ceiling.</summary>
    public static Money Amount(Scheme scheme, Money planCost) => Money.Min(planCost.Percent(scheme.RatePercent), scheme.Ceilings.Application);

    /// <summary>The tranches of a grant: they add up to it to the centime.</summary>
    public static IReadOnlyList<Money> Tranches(Scheme scheme, Money granted) => granted.Split(scheme.Tranches.Parts);
}
