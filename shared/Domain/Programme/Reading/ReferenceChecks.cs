using static Tasdir.Domain.Programme.Reading.ProgrammeChecks;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>Whatever an entry names exists, for as long as the entry holds.</summary>
internal static class ReferenceChecks
{
    public static IEnumerable<Finding> Of(ProgrammeData data) =>
    [
        .. data.Schemes.Rows.SelectMany(row => OfScheme(data, row)),
        .. data.Documents.Rows.SelectMany(row => row.Value.Asked.SelectMany((asked, i) =>
            Named(data, row.Entry, "schemes", asked.Schemes, $"asked[{i}].schemes"))),
        .. data.Applicants.Rows.SelectMany(row => (row.Value.MostTurnoverIn ?? new Dictionary<string, Payments.Money>()).Keys.SelectMany(code =>
            Named(data, row.Entry, "activities", [code], $"mostTurnoverIn.{code}"))),
        .. data.Committees.Rows.SelectMany(row => Named(data, row.Entry, "regions", row.Value.Regions, "regions")),
        .. data.Envelopes.Rows.SelectMany(row => row.Value.Regions.Keys.SelectMany(code =>
            Named(data, row.Entry, "regions", [code], $"regions.{code}"))),
    ];

    private static IEnumerable<Finding> OfScheme(ProgrammeData data, DataRow<Scheme> row) =>
    [
        .. Named(data, row.Entry, "activities", row.Value.Activities, "activities"),
        .. Named(data, row.Entry, "products", row.Value.Products, "products"),
        .. row.Value.Measures.SelectMany((measure, i) => (IEnumerable<Finding>)
        [
            .. Named(data, row.Entry, "measures", [measure.Code], $"measures[{i}].code"),
            .. Named(data, row.Entry, "activities", measure.Activities, $"measures[{i}].activities"),
            .. Named(data, row.Entry, "products", measure.Products, $"measures[{i}].products"),
        ]),
        .. (row.Value.SpecialRates ?? []).SelectMany((exception, i) => (IEnumerable<Finding>)
        [
            .. Named(data, row.Entry, "activities", exception.Activities, $"specialRates[{i}].activities"),
            .. Named(data, row.Entry, "regions", exception.Regions, $"specialRates[{i}].regions"),
        ]),
    ];

    private static IEnumerable<Finding> Named(ProgrammeData data, DataEntry entry, string table, IReadOnlyList<string>? codes, string part)
    {
        foreach (string code in codes ?? [])
        {
            DataEntry[] named = [.. data.Entries.Where(candidate => candidate.Table == table && candidate.Code == code)];
            if (named.Length == 0)
            {
                yield return entry.Find(part, $"{entry.Title} names {code}, which is not among the {table}.");
            }
            else if (named.Min(other => other.From) > entry.From || named.Max(other => other.Until) < entry.Until)
            {
                yield return entry.Find(
                    part, $"{entry.Title} names {code} of the {table}, which does not hold as long as it does ({Spell(named.Min(other => other.From))} to {Spell(named.Max(other => other.Until))}).");
            }
        }
    }
}
