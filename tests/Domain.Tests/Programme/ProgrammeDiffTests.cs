using Tasdir.Domain.Programme.Reading;

namespace Tasdir.Domain.Tests.Programme;

public sealed class ProgrammeDiffTests
{
    [Fact]
    public void What_changed_between_two_days_is_told_line_by_line()
    {
        ProgrammeData data = ProgrammeFiles.RateOf70From("2026-07-01", and: entry => entry
            .Replace("{code: samples, ceiling: 40000}", "{code: samples}", StringComparison.Ordinal)
            .Replace("{code: coaching, ceiling: 60000}", "{code: coaching, ceiling: 60000, ratePercent: 75}", StringComparison.Ordinal));

        Assert.Equal(
            """
            2026-06-30: version 2025-1 (Programme du commerce extérieur 2025-2027, lancé le 28 mai 2025; aucun texte réglementaire publié: taux, plafonds, délais, composition et répartition sont des valeurs par défaut)
            2026-07-01: version 2026-2 (Arrêté d'essai)
            + schemes/first-export/measures/coaching/ratePercent: 75
            - schemes/first-export/measures/samples/ceiling: 40000
              schemes/first-export/ratePercent: 80 -> 70
            Changes: 3.

            """,
            ProgrammeDiff.Between(data, new(2026, 6, 30), new(2026, 7, 1)));
    }

    [Fact]
    public void The_other_way_round_what_came_went()
    {
        ProgrammeData data = ProgrammeFiles.RateOf70From("2026-07-01");

        Assert.Contains("  schemes/first-export/ratePercent: 70 -> 80\n", ProgrammeDiff.Between(data, new(2026, 7, 1), new(2026, 6, 30)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_begins_too_late_leaves_a_gap_and_one_that_begins_too_early_holds_twice()
    {
        ProgrammeData gap = ProgrammeFiles.Rates("2026-07-01", until: "2026-06-29");
        ProgrammeData twice = ProgrammeFiles.Rates("2026-07-01", until: "2026-07-01");

        Assert.Contains(gap.Findings, finding => finding.Sentence == "Nothing holds for schemes/first-export from 2026-06-30 to 2026-06-30.");
        Assert.Contains(twice.Findings, finding => finding.Sentence.StartsWith("schemes/first-export holds twice from 2026-07-01", StringComparison.Ordinal));
    }
}
