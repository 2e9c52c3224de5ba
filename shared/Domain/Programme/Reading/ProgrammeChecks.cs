using System.Globalization;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>What holds of the data as a whole, beside what each entry can say by itself: whatever cannot be is a finding.</summary>
public static class ProgrammeChecks
{
    /// <summary>Everything in the data that cannot be, by file and line.</summary>
    public static IEnumerable<Finding> Of(ProgrammeData data) =>
        new[]
        {
            TextChecks.Of(data),
            PeriodChecks.Of(data),
            ReferenceChecks.Of(data),
            SumChecks.Of(data),
            SchemeChecks.Of(data),
            ProcedureChecks.Of(data),
        }
        .SelectMany(findings => findings)
        .Distinct()
        .OrderBy(finding => finding.File, StringComparer.Ordinal)
        .ThenBy(finding => finding.Line);

    /// <summary>A date as the data spell it.</summary>
    internal static string Spell(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
