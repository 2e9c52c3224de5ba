using Tasdir.Domain.Payments;
using static System.FormattableString;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>What adds up on every version's first day: twelve regions, their people, their shares, their envelopes.</summary>
internal static class SumChecks
{
    private static readonly string[] s_regions = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

    public static IEnumerable<Finding> Of(ProgrammeData data) => data.Versions.Rows.SelectMany(row => On(data, row.Entry.From, row.Entry));

    private static List<Finding> On(ProgrammeData data, DateOnly day, DataEntry version)
    {
        Region[] regions = [.. data.Regions.On(day)];
        DataRow<EnvelopeRules>? envelopes = data.Envelopes.Rows.FirstOrDefault(row => row.Entry.HoldsOn(day));
        DataRow<Nation>? nation = data.Nation.Rows.FirstOrDefault(row => row.Entry.HoldsOn(day));
        decimal people = regions.Sum(region => region.Population.Value);
        decimal shares = regions.Sum(region => region.GdpShare.Value);
        List<Finding> findings = [];

        Find(!regions.Select(region => region.Code).Order().SequenceEqual(s_regions), version, "", "Morocco has twelve regions, 01 to 12.");
        Find(nation is null, version, "", "The population of the country is not said.");
        Find(nation is not null && people != nation.Value.Population.Value, nation?.Entry, "population.value",
            Invariant($"The regions have {people:0} inhabitants together, the country {nation?.Value.Population.Value:0}."));
        Find(Math.Abs(shares - 100) > 0.5m, version, "", Invariant($"The shares of the regions in the national product add up to {shares:0.0#} per cent."));
        foreach (DataRow<Region> row in data.Regions.Rows.Where(row => row.Entry.HoldsOn(day) && row.Value.Iso != $"MA-{row.Value.Code}"))
        {
            findings.Add(row.Entry.Find("iso", $"The ISO code of the region {row.Value.Code} is MA-{row.Value.Code}."));
        }

        if (envelopes is null)
        {
            Find(true, version, "", "There are no envelopes.");
        }
        else
        {
            Money sum = envelopes.Value.Regions.Values.Aggregate(Money.Zero, (total, part) => total + part);
            Find(sum != envelopes.Value.Total, envelopes.Entry, "total", $"The envelopes add up to {sum}, not to {envelopes.Value.Total}.");
            Find(!envelopes.Value.Regions.Keys.Order().SequenceEqual(s_regions), envelopes.Entry, "regions", "Every region has an envelope.");
            Find(envelopes.Value.Regions.Values.Any(amount => amount <= Money.Zero), envelopes.Entry, "regions", "An envelope is above zero.");
        }

        return findings;

        void Find(bool wrong, DataEntry? entry, string part, string sentence)
        {
            if (wrong)
            {
                findings.Add(entry!.Find(part, sentence));
            }
        }
    }
}
