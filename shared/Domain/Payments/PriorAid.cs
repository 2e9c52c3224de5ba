using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Payments;

/// <summary>What an enterprise was granted under the programme in another case: it counts towards the ceilings of the case at hand.</summary>
/// <param name="Reference">The other case.</param>
/// <param name="Ice">ICE under which it was granted, of whichever establishment.</param>
/// <param name="Scheme">Code of the scheme.</param>
/// <param name="Year">The year whose ceilings it was granted under: that of the other case's submission, whenever it was decided, so that two cases of one year always count together.</param>
/// <param name="Amount">MAD.</param>
/// <param name="Measure">Code of the measure that it is for; null when the plan was not itemised.</param>
public sealed record PriorAid(string Reference, string Ice, string Scheme, int Year, Money Amount, string? Measure = null)
{
    /// <summary>
    /// What a case has brought its enterprise so far, by measure where the plan was itemised: the grant, or what was paid of
    /// it if the case ended before its time. Empty where nothing is granted.
    /// </summary>
    /// <param name="file">A case.</param>
    /// <param name="rules">The rules of the case.</param>
    public static IReadOnlyList<PriorAid> Of(CaseFile file, ProgrammeRules rules)
    {
        if (file is not { Form: { Ice: { } ice, Scheme: { } scheme }, SubmittedAt: { } submitted } || GrantOf(file) is not { Centimes: > 0 } grant)
        {
            return [];
        }

        int year = WorkingCalendar.Default.DateOf(submitted).Year;
        SupportResult support = Support.Of(file, rules, file.Sessions.LastOrDefault()?.Opened.PriorAid);
        return [.. support.ByMeasure(grant).Select(part => new PriorAid(file.Reference, ice, scheme, year, part.Amount, part.Measure))];
    }

    /// <summary>The aid as an applicant would declare it.</summary>
    public Aid AsAid() => new(Year, Amount, Scheme, Measure, Ice);

    private static Money? GrantOf(CaseFile file) => file.State is CaseState.Withdrawn or CaseState.Expired
        ? file.Tranches.Where(tranche => tranche.SettledAt is not null).Aggregate(Money.Zero, (sum, tranche) => sum + tranche.Amount)
        : file.Granted;
}
