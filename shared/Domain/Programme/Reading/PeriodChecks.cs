using static Tasdir.Domain.Programme.Reading.ProgrammeChecks;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>The days on which entries hold: none twice, no gap, and no change but on the first day of a version.</summary>
internal static class PeriodChecks
{
    public static IEnumerable<Finding> Of(ProgrammeData data) =>
    [
        .. data.Entries.SelectMany(OfEntry),
        .. data.Entries.Where(entry => entry.Table != "versions").GroupBy(entry => (entry.Table, entry.Code)).SelectMany(OfOneThing),
        .. OfVersions(data),
        .. Changes(data),
    ];

    private static IEnumerable<Finding> OfEntry(DataEntry entry)
    {
        if (entry.From == DateOnly.MinValue)
        {
            yield return entry.Find("from", $"{entry.Title} needs the first day on which it holds, as from: 2026-07-01.");
        }

        if (entry.Node.ContainsKey("until") && entry.Until == DateOnly.MaxValue)
        {
            yield return entry.Find("until", $"The last day of {entry.Title} is no date; it is written 2026-06-30.");
        }

        if (entry.Until < entry.From)
        {
            yield return entry.Find("until", $"{entry.Title} ends on {Spell(entry.Until)}, before it begins on {Spell(entry.From)}.");
        }
    }

    private static IEnumerable<Finding> OfOneThing(IEnumerable<DataEntry> entries)
    {
        DataEntry[] inOrder = [.. entries.OrderBy(entry => entry.From)];
        foreach ((DataEntry before, DataEntry after) in inOrder.Zip(inOrder.Skip(1)))
        {
            if (after.From <= before.Until)
            {
                yield return after.Find(
                    "from", $"{after.Title} holds twice from {Spell(after.From)}: the entry on line {before.Find("", "").Line} has not ended by then.");
            }
            else if (after.From > before.Until.AddDays(1))
            {
                yield return after.Find(
                    "from", $"Nothing holds for {after.Title} from {Spell(before.Until.AddDays(1))} to {Spell(after.From.AddDays(-1))}.");
            }
        }
    }

    private static IEnumerable<Finding> OfVersions(ProgrammeData data)
    {
        DataRow<ProgrammeVersion>[] versions = [.. data.Versions.Rows];
        if (versions.Length == 0)
        {
            yield return new Finding(Programmes.Folder + "versions.yaml", 1, "The programme has no version.");
        }

        foreach ((DataRow<ProgrammeVersion> before, DataRow<ProgrammeVersion> after) in versions.Zip(versions.Skip(1)))
        {
            if (after.Entry.From <= before.Entry.From)
            {
                yield return after.Entry.Find("from", $"The version {after.Value.Name} begins after the version {before.Value.Name} before it.");
            }
        }

        foreach (DataRow<ProgrammeVersion> again in versions.GroupBy(row => row.Value.Name).SelectMany(same => same.Skip(1)))
        {
            yield return again.Entry.Find("name", $"The version {again.Value.Name} is there twice.");
        }
    }

    // A rule that changed inside a version would change under the cases that keep the version.
    private static IEnumerable<Finding> Changes(ProgrammeData data)
    {
        HashSet<DateOnly> firstDays = [.. data.Versions.Rows.Select(row => row.Entry.From)];
        foreach (DataEntry entry in data.Entries.Where(entry => entry.Table != "versions" && firstDays.Count > 0))
        {
            if (entry.From != DateOnly.MinValue && !firstDays.Contains(entry.From))
            {
                yield return entry.Find("from", $"{entry.Title} begins on {Spell(entry.From)}, on which no version begins.");
            }

            if (entry.Until != DateOnly.MaxValue && !firstDays.Contains(entry.Until.AddDays(1)))
            {
                yield return entry.Find("until", $"{entry.Title} ends on {Spell(entry.Until)}; a version begins on the day after.");
            }
        }
    }
}
