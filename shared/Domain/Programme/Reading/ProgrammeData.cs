using System.Text.Json.Nodes;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>A version: the rules between two days on which any of them changes.</summary>
/// <param name="Name">Its name, which cases keep.</param>
/// <param name="Basis">What brought it.</param>
public sealed record ProgrammeVersion(string Name, string Basis);

/// <summary>The envelopes of a period.</summary>
/// <param name="Basis">The text or key that divides the total.</param>
/// <param name="Total">For a year, MAD.</param>
/// <param name="Regions">By region, MAD.</param>
public sealed record EnvelopeRules(string Basis, Money Total, IReadOnlyDictionary<string, Money> Regions);

/// <summary>Figures of the whole country, that those of the regions add up to.</summary>
/// <param name="Population">Inhabitants.</param>
/// <param name="Basis">What it is for.</param>
public sealed record Nation(PublishedFigure Population, string Basis);

/// <summary>
/// The programme's data as its files hold them, for all times. The rules of a day are composed of the entries that hold on
/// it; they are read once and never change.
/// </summary>
public sealed class ProgrammeData
{
    private static readonly string[] s_tables =
    [
        "versions", "nation", "regions", "envelopes", "applicants", "sizes", "activities", "products", "measures", "schemes", "documents",
        "committees", "deadlines", "banks", "payer", "calendar",
    ];

    private readonly Lazy<IReadOnlyList<ProgrammeRules>> _versions;

    private ProgrammeData(IReadOnlyList<DataFile> files, List<Finding> findings)
    {
        Files = files;
        Entries = [.. files.Where(file => !file.IsWording).SelectMany(DataEntry.Of)];
        Versions = DataTables.Read<ProgrammeVersion>(Entries, "versions", findings);
        Nation = DataTables.Read<Nation>(Entries, "nation", findings);
        Regions = DataTables.Read<Region>(Entries, "regions", findings, ("envelope", 0));
        Envelopes = DataTables.Read<EnvelopeRules>(Entries, "envelopes", findings);
        Applicants = DataTables.Read<ApplicantRules>(Entries, "applicants", findings);
        Sizes = DataTables.Read<SizeClass>(Entries, "sizes", findings);
        Activities = DataTables.Read<Activity>(Entries, "activities", findings);
        Products = DataTables.Read<ProductFamily>(Entries, "products", findings);
        Measures = DataTables.Read<Measure>(Entries, "measures", findings);
        Schemes = DataTables.Read<Scheme>(Entries, "schemes", findings, ("documents", new JsonArray()));
        Documents = DataTables.Read<DocumentKind>(Entries, "documents", findings);
        Committees = DataTables.Read<Committee>(Entries, "committees", findings);
        Deadlines = DataTables.Read<Deadline>(Entries, "deadlines", findings);
        Banks = DataTables.Read<Bank>(Entries, "banks", findings);
        Payers = DataTables.Read<Debtor>(Entries, "payer", findings);

        findings.AddRange(
            from file in files
            where !file.IsWording
            from name in file.Root.Select(member => member.Key).Except(s_tables)
            select new Finding(file.Name, file.LineOf($"$.{name}"), $"{name} is not known here."));
        DataFile[] calendars = [.. files.Where(file => file.Root.ContainsKey("calendar"))];
        findings.AddRange(calendars.Skip(1).Select(file => new Finding(file.Name, file.LineOf("$.calendar"), "There is one calendar.")));
        CalendarFile = calendars.FirstOrDefault();
        Holidays = DataTables.ReadCalendar(CalendarFile, findings);

        // What cannot be read says so itself; what it would be compared with is not there.
        Findings = findings.Count > 0 ? findings : [.. ProgrammeChecks.Of(this)];
        _versions = new(Compose);
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<DataFile> Files { get; }

    /// <summary>Every entry of every file.</summary>
    public IReadOnlyList<DataEntry> Entries { get; }

    /// <summary>Everything in the data that cannot be.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The rules of each version, oldest first.</summary>
    /// <exception cref="InvalidOperationException">The data have findings.</exception>
    public IReadOnlyList<ProgrammeRules> Rules => _versions.Value;

    /// <summary>The administration's calendar, as estimated; one for every version.</summary>
    /// <exception cref="InvalidOperationException">The data have findings.</exception>
    public Holidays Calendar => Findings.Count == 0 ? Holidays! : throw Unusable();

    internal DataFile? CalendarFile { get; }

    internal Holidays? Holidays { get; }

    internal DataTable<ProgrammeVersion> Versions { get; }

    internal DataTable<Nation> Nation { get; }

    internal DataTable<Region> Regions { get; }

    internal DataTable<EnvelopeRules> Envelopes { get; }

    internal DataTable<ApplicantRules> Applicants { get; }

    internal DataTable<SizeClass> Sizes { get; }

    internal DataTable<Activity> Activities { get; }

    internal DataTable<ProductFamily> Products { get; }

    internal DataTable<Measure> Measures { get; }

    internal DataTable<Scheme> Schemes { get; }

    internal DataTable<DocumentKind> Documents { get; }

    internal DataTable<Committee> Committees { get; }

    internal DataTable<Deadline> Deadlines { get; }

    internal DataTable<Bank> Banks { get; }

    internal DataTable<Debtor> Payers { get; }

    /// <summary>Reads the data.</summary>
    /// <param name="files">Path and text of each file.</param>
    public static ProgrammeData Read(IEnumerable<(string Name, string Text)> files)
    {
        List<Finding> findings = [];
        return new ProgrammeData([.. files.Select(file => DataFile.Read(file.Name, file.Text, findings))], findings);
    }

    /// <summary>The rules under which applications are submitted on a day.</summary>
    /// <exception cref="InvalidOperationException">The programme had not begun.</exception>
    public ProgrammeRules On(DateOnly day) => Rules.LastOrDefault(rules => rules.EffectiveFrom <= day)
        ?? throw new InvalidOperationException($"The programme has no rules for {day:O}.");

    /// <summary>A version by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ProgrammeRules Version(string name) => Rules.FirstOrDefault(rules => rules.Version == name)
        ?? throw new KeyNotFoundException($"The programme has no version {name}.");

    private InvalidOperationException Unusable() => new(string.Join(Environment.NewLine, Findings));

    private IReadOnlyList<ProgrammeRules> Compose() => Findings.Count > 0
        ? throw Unusable()
        : [.. Versions.Rows.OrderBy(row => row.Entry.From).Select(row => Compose(row.Value, row.Entry.From))];

    private ProgrammeRules Compose(ProgrammeVersion version, DateOnly day)
    {
        EnvelopeRules envelopes = Envelopes.On(day).Single();
        DocumentKind[] documents = [.. Documents.On(day)];
        Committee[] committees = [.. Committees.On(day)];
        return new ProgrammeRules(
            version.Name,
            day,
            version.Basis,
            [.. Regions.On(day).Select(region => region with { Envelope = envelopes.Regions[region.Code] }).OrderBy(region => region.Code, StringComparer.Ordinal)],
            [.. Applicants.On(day)],
            [.. Sizes.On(day)],
            [.. Activities.On(day)],
            [.. Products.On(day)],
            [.. Measures.On(day)],
            [.. Schemes.On(day).Select(scheme => scheme with { Documents = RequirementsOf(scheme, documents) })],
            documents,
            new Deadlines([.. Deadlines.On(day)]),
            new CommitteeRules([.. committees.Where(committee => committee.Regions is not null)], committees.Single(committee => committee.Regions is null)),
            [.. Banks.On(day)],
            Payers.On(day).Single());
    }

    private static IReadOnlyList<DocumentRequirement> RequirementsOf(Scheme scheme, IEnumerable<DocumentKind> documents) =>
    [
        .. from document in documents
           from asked in document.Asked
           where asked.Schemes is null || asked.Schemes.Contains(scheme.Code)
           select new DocumentRequirement(
               document.Code, asked.At, asked.Required, asked.Tranche, asked.Applicants, asked.StillValid, asked.Validity),
    ];
}
