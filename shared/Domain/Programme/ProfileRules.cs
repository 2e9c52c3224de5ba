using System.Globalization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>What makes a profile well formed, before a decision is asked for: codes that there are, numbers that can be.</summary>
public static class ProfileRules
{
    /// <summary>Entries that a list may have.</summary>
    public const int MostEntries = 50;

    // Far above any turnover of a small exporter; sums of a whole list stay far below what an amount holds.
    private static readonly Money s_highest = Money.FromMad(100_000_000_000);

    /// <summary>Everything in a profile that cannot be, by its field under <c>applicant</c>.</summary>
    public static IReadOnlyList<Refusal> Check(ApplicantProfile profile, ProgrammeRules rules)
    {
        Faults faults = new("applicant.");
        faults.Add(profile.Region is { } region && rules.TryRegion(region) is null, RefusalCodes.RegionUnknown, "region");
        faults.Add(profile.Activity is { } activity && rules.Activities.All(known => known.Code != activity), RefusalCodes.ValueUnknown, "activity");
        faults.AddEach(profile.Products, "products", chapter => rules.FamilyOf(chapter) is null ? RefusalCodes.ValueUnknown : null);
        faults.AddEach(profile.ExportTurnovers?.Select(year => (object)year).ToArray(), "exportTurnovers", year => Fault((Money)year));
        faults.Add(profile.ExportTurnovers?.Count > 3, RefusalCodes.TooManyEntries, "exportTurnovers", "3");
        faults.Add(profile.Turnover is { } turnover ? Fault(turnover) : null, "turnover");
        faults.Add(profile.PlannedExportGrowth is < -100 or > 10_000, RefusalCodes.NumberRange, "plannedExportGrowth");
        faults.Add(profile.GroupShare is < 0 or > 100, RefusalCodes.NumberRange, "groupShare");
        faults.Add(profile.Staff < 0, RefusalCodes.NumberRange, "staff");
        faults.Add(profile.Members < 0, RefusalCodes.NumberRange, "members");
        faults.Add(profile.YearsOfPractice is < 0 or > 100, RefusalCodes.NumberRange, "yearsOfPractice");
        faults.AddIce(profile.Ice, "ice");
        faults.AddEach(profile.LinkedIces, "linkedIces", fault: null);
        foreach ((string? linked, int index) in (profile.LinkedIces ?? []).Take(MostEntries).Select((linked, index) => (linked, index)))
        {
            faults.AddIce(linked, string.Create(CultureInfo.InvariantCulture, $"linkedIces[{index}]"));
        }

        faults.AddEach(profile.Aids, "aids", aid =>
            aid.Year is < 2000 or > 2100 ? RefusalCodes.NumberRange
            : aid.Scheme is { } scheme && rules.TryScheme(scheme) is null ? RefusalCodes.ValueUnknown
            : aid.Measure is { } measure && rules.TryMeasure(measure) is null ? RefusalCodes.ValueUnknown
            : Fault(aid.Amount));
        foreach ((Aid? aid, int index) in (profile.Aids ?? []).Take(MostEntries).Select((aid, index) => (aid, index)))
        {
            faults.AddIce(aid?.Ice, string.Create(CultureInfo.InvariantCulture, $"aids[{index}].ice"));
        }

        return faults.Found;
    }

    private static string? Fault(Money amount) => amount < Money.Zero ? RefusalCodes.AmountNotPositive : amount > s_highest ? RefusalCodes.AmountTooHigh : null;

    private sealed class Faults(string prefix)
    {
        public List<Refusal> Found { get; } = [];

        public void Add(bool wrong, string code, string field, params IReadOnlyList<string> values)
        {
            if (wrong)
            {
                Found.Add(new Refusal(code, prefix + field, values));
            }
        }

        public void Add(string? code, string field) =>
            Add(code is not null, code!, field, code == RefusalCodes.AmountTooHigh ? [s_highest.ToString()] : []);

        public void AddIce(string? ice, string field) =>
            Found.AddRange(ice is null ? [] : Ice.Parse(ice).Refusals.Select(refusal => refusal with { Field = prefix + field }));

        // An entry that is null passes the reader of JSON.
        public void AddEach<T>(IReadOnlyList<T>? entries, string field, Func<T, string?>? fault)
            where T : class
        {
            Add(entries?.Count > MostEntries, RefusalCodes.TooManyEntries, field, MostEntries.ToString(CultureInfo.InvariantCulture));
            foreach ((T? entry, int index) in (entries ?? []).Take(MostEntries).Select((entry, index) => (entry, index)))
            {
                Add(entry is null ? RefusalCodes.FieldRequired : fault?.Invoke(entry), string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]"));
            }
        }
    }
}
