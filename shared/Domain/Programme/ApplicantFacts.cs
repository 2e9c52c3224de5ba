using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>The facts of an applicant as numbers that a condition can compare, and as people read them.</summary>
internal static class ApplicantFacts
{
    /// <summary>The value of a fact; null when the applicant did not say it.</summary>
    public static decimal? ValueOf(ApplicantFact fact, ApplicantProfile applicant, DateOnly on) => fact switch
    {
        ApplicantFact.AverageExportTurnover => applicant.ExportTurnovers is not { } years ? null
            : years.Count == 0 ? 0
            : years.Take(3).Average(year => year.Mad),
        ApplicantFact.ExportTurnover => applicant.ExportTurnovers is not { } years ? null : years.Count == 0 ? 0 : years[0].Mad,
        ApplicantFact.PlannedExportGrowth => applicant.PlannedExportGrowth,
        ApplicantFact.Turnover => applicant.Turnover?.Mad,
        ApplicantFact.MonthsActive => applicant.ActiveSince is { } since ? Months(since, on) : null,
        ApplicantFact.Staff => applicant.Staff,
        ApplicantFact.Members => applicant.Members,
        ApplicantFact.YearsOfPractice => applicant.YearsOfPractice,
        ApplicantFact.GroupShare => applicant.GroupShare,
        ApplicantFact.EstablishedInMorocco => Number(applicant.EstablishedInMorocco),
        ApplicantFact.TaxesInOrder => Number(applicant.TaxesInOrder),
        // Who employs nobody owes nothing.
        ApplicantFact.ContributionsInOrder => Number(applicant.Staff == 0 ? true : applicant.ContributionsInOrder),
        ApplicantFact.InLiquidation => Number(applicant.InLiquidation),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "No such fact."),
    };

    /// <summary>A value as people read it: an amount, a share, a number of something, a yes or no.</summary>
    public static Text Show(ApplicantFact fact, decimal value) => fact switch
    {
        ApplicantFact.AverageExportTurnover or ApplicantFact.ExportTurnover or ApplicantFact.Turnover =>
            Sentences.Amount(Money.FromMad(decimal.Round(value, 2, MidpointRounding.AwayFromZero))),
        ApplicantFact.PlannedExportGrowth or ApplicantFact.GroupShare => Sentences.Of("seen", "percent", Sentences.Number(value)),
        ApplicantFact.MonthsActive => Sentences.Of("seen", "months", Sentences.Number(value)),
        ApplicantFact.YearsOfPractice => Sentences.Of("seen", "years", Sentences.Number(value)),
        ApplicantFact.Staff or ApplicantFact.Members => Sentences.Number(value),
        _ => Sentences.Of("seen", value == 0 ? "no" : "yes"),
    };

    private static decimal? Number(bool? fact) => fact is { } known ? (known ? 1 : 0) : null;

    // A month is whole on the day of the same number, or on the last of a month that has no such day.
    private static int Months(DateOnly since, DateOnly on)
    {
        int months = ((on.Year - since.Year) * 12) + on.Month - since.Month;
        return Math.Max(0, since.AddMonths(Math.Max(0, months)) > on ? months - 1 : months);
    }
}
