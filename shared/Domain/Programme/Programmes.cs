using System.Text.Json;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>Every version of the programme's rules, as <c>Data/programme.json</c> holds them.</summary>
public static class Programmes
{
    private static readonly Lazy<IReadOnlyList<ProgrammeRules>> s_versions = new(Load);

    /// <summary>Every version, oldest first.</summary>
    public static IReadOnlyList<ProgrammeRules> All => s_versions.Value;

    /// <summary>The rules under which applications are submitted on a day.</summary>
    /// <exception cref="InvalidOperationException">The programme had not begun.</exception>
    public static ProgrammeRules Current(DateOnly on) => All.LastOrDefault(rules => rules.EffectiveFrom <= on)
        ?? throw new InvalidOperationException($"The programme has no rules for {on:O}.");

    /// <summary>A version by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static ProgrammeRules Version(string version) => All.FirstOrDefault(rules => rules.Version == version)
        ?? throw new KeyNotFoundException($"The programme has no version {version}.");

    /// <summary>Everything in the rules that cannot be, as sentences; checked at start-up, so that a slip in the data is found before a case meets it.</summary>
    public static IEnumerable<string> Check(ProgrammeRules rules)
    {
        IEnumerable<(bool Wrong, string Sentence)> checks =
        [
            .. rules.Schemes.SelectMany(scheme => CheckScheme(rules, scheme)),
            .. Duplicates(rules.Regions.Select(region => region.Code), "region"),
            .. Duplicates(rules.Schemes.Select(scheme => scheme.Code), "scheme"),
            .. Duplicates(rules.Documents.Select(kind => kind.Code), "document"),
            .. Duplicates(rules.Committees.Regional.Concat(rules.Committees.National).Select(seat => seat.Code), "seat"),
            .. Texts(rules).Select(text => (
                string.IsNullOrWhiteSpace(text.Fr) || string.IsNullOrWhiteSpace(text.Ar), $"The text \"{text.Fr}{text.Ar}\" lacks a language.")),
            .. new[] { rules.Committees.Regional, rules.Committees.National }.SelectMany(seats => new[]
            {
                (seats.Count(seat => seat.Chair) != 1, "A committee has one chair."),
                (seats.Count < rules.Committees.Quorum, "A committee has as many seats as its quorum."),
            }),
            (rules.Committees.Quorum < 1, "A quorum is one vote or more."),
            (rules.Regions.Count != 12, "Morocco has twelve regions."),
            .. rules.Regions.Select(region => (
                region.Code is not ([>= '0' and <= '9', >= '0' and <= '9']), $"The region {region.Code} is two digits, as in references.")),
            (rules.Regions.Any(region => region.Envelope <= Money.Zero), "Every region has an envelope."),
            (rules.Deadlines.DecisionDays is < 1 or > 60, "Law 55-19 allows at most 60 days for a decision."),
            .. CheckDeadlines(rules.Deadlines),
            (Rib.Parse(rules.Debtor.Rib).Error is not null, "The debtor's RIB is not valid."),
            (rules.Debtor.Bic.Length is not (8 or 11) || !rules.Debtor.Bic.All(char.IsAsciiLetterOrDigit), "The debtor's BIC is not valid."),
        ];
        return checks.Where(check => check.Wrong).Select(check => $"{rules.Version}: {check.Sentence}");
    }

    private static IEnumerable<(bool Wrong, string Sentence)> CheckScheme(ProgrammeRules rules, Scheme scheme) =>
    [
        (scheme.RatePercent is < 1 or > 100, $"The rate of {scheme.Code} is 1 to 100 per cent."),
        (scheme.Ceiling <= Money.Zero, $"The ceiling of {scheme.Code} is above zero."),
        (scheme.Tranches.Sum() != 100 || scheme.Tranches.Any(part => part < 1), $"The tranches of {scheme.Code} add up to 100 per cent."),
        (scheme.Applicants.Count == 0, $"Somebody can apply for {scheme.Code}."),
        .. scheme.Documents.Select(document => (
            rules.TryDocument(document.Kind) is null, $"{scheme.Code} asks for {document.Kind}, which is no kind of document.")),
        .. scheme.Documents.Select(document => (
            document.Tranche < 1 || document.Tranche > scheme.Tranches.Count, $"{scheme.Code} asks for {document.Kind} in a tranche it does not have.")),
    ];

    private static IEnumerable<(bool Wrong, string Sentence)> CheckDeadlines(Deadlines deadlines)
    {
        (string Name, int Days)[] limits =
        [
            (nameof(Deadlines.ComplementDays), deadlines.ComplementDays),
            (nameof(Deadlines.VoteWorkingDays), deadlines.VoteWorkingDays),
            (nameof(Deadlines.VoteExtensionWorkingDays), deadlines.VoteExtensionWorkingDays),
            (nameof(Deadlines.AnswerDays), deadlines.AnswerDays),
            (nameof(Deadlines.SignatureDays), deadlines.SignatureDays),
            (nameof(Deadlines.ProofDays), deadlines.ProofDays),
            (nameof(Deadlines.PaymentDays), deadlines.PaymentDays),
            (nameof(Deadlines.AppealDays), deadlines.AppealDays),
        ];
        return
        [
            .. limits.Select(limit => (limit.Days < 1, $"{limit.Name} is one day or more.")),
            .. deadlines.Reminders.Select(schedule => (
                schedule.Value.Any(days => days < 0), $"A reminder of {schedule.Key} comes before the due date.")),
        ];
    }

    private static IEnumerable<(bool Wrong, string Sentence)> Duplicates(IEnumerable<string> codes, string what) =>
        codes.GroupBy(code => code).Select(group => (group.Count() > 1, $"The {what} {group.Key} is there twice."));

    private static IEnumerable<Text> Texts(ProgrammeRules rules) =>
    [
        .. rules.Regions.Select(region => region.Name),
        .. rules.Schemes.Select(scheme => scheme.Name),
        .. rules.Documents.Select(kind => kind.Name),
        .. rules.Committees.Regional.Concat(rules.Committees.National).Select(seat => seat.Name),
    ];

    private static IReadOnlyList<ProgrammeRules> Load()
    {
        using Stream data = typeof(Programmes).Assembly.GetManifestResourceStream("programme.json")!;
        ProgrammeRules[] versions = JsonSerializer.Deserialize<ProgrammeRules[]>(data, CaseJson.Options)!;
        string[] wrong = [.. versions.SelectMany(Check)];
        return wrong.Length == 0
            ? [.. versions.OrderBy(rules => rules.EffectiveFrom)]
            : throw new InvalidOperationException(string.Join(Environment.NewLine, wrong));
    }
}
