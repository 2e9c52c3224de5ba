using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Payments;

/// <summary>
/// The public aid that counts for an applicant: its own, and that of linked enterprises where the scheme says so. An enterprise
/// is linked by the first nine digits of its ICE, whatever the establishment, or because the applicant declares it.
/// </summary>
internal sealed class AidReceived(Scheme scheme, ApplicantProfile applicant, DateOnly on)
{
    private readonly Aid[] _aids = [.. (applicant.Aids ?? []).Where(aid => Counts(aid, scheme, applicant))];

    /// <summary>Other aid for the cost of the plan at hand.</summary>
    public Money ForSameCost => Sum(aid => aid.SameCost);

    /// <summary>Under any scheme of this programme, in any year.</summary>
    public Money OverProgramme => Sum(aid => aid.Programme is null);

    /// <summary>For a measure under any scheme of this programme, in any year.</summary>
    public Money OverProgrammeFor(string measure) => Sum(aid => aid.Programme is null && aid.Measure == measure);

    /// <summary>Under this scheme in this year.</summary>
    public Money ThisYear => Sum(IsOfThisYear);

    /// <summary>Which year of support this is under the scheme, from 1: years without support do not count.</summary>
    public int YearOfSupport => 1 + _aids.Where(aid => IsOfScheme(aid) && aid.Year < on.Year).Select(aid => aid.Year).Distinct().Count();

    /// <summary>For a measure under this scheme in this year.</summary>
    public Money ThisYearFor(string measure) => Sum(aid => IsOfThisYear(aid) && aid.Measure == measure);

    /// <summary>Whether aid counts as the applicant's.</summary>
    public static bool Counts(Aid aid, Scheme scheme, ApplicantProfile applicant) =>
        aid.Ice is not { } ice || ice == applicant.Ice
        || (scheme.Cumulation.LinkedEnterprises
            && (AreOfOneEnterprise(ice, applicant.Ice) || (applicant.LinkedIces ?? []).Any(linked => AreOfOneEnterprise(ice, linked))));

    private static bool AreOfOneEnterprise(string ice, string? other) => other is not null && Enterprise(ice) == Enterprise(other);

    private static string? Enterprise(string ice) => Ice.Parse(ice).Value is { } number ? Ice.EnterpriseOf(number) : ice;

    private bool IsOfScheme(Aid aid) => aid.Programme is null && aid.Scheme == scheme.Code;

    private bool IsOfThisYear(Aid aid) => IsOfScheme(aid) && aid.Year == on.Year;

    private Money Sum(Func<Aid, bool> which) => _aids.Where(which).Aggregate(Money.Zero, (sum, aid) => sum + aid.Amount);
}
