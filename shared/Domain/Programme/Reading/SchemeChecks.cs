using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>What holds inside a scheme, a document, a class of size, a family of products.</summary>
internal static class SchemeChecks
{
    private static readonly string[] s_formats = ["pdf", "jpeg", "png", "docx", "xlsx", "zip"];

    public static IEnumerable<Finding> Of(ProgrammeData data) =>
    [
        .. data.Schemes.Rows.SelectMany(row => Findings(row.Entry, [.. OfScheme(row.Value), .. OfMoney(row.Value), .. OfProofs(data, row)])),
        .. data.Documents.Rows.SelectMany(row => Findings(row.Entry, OfDocument(row.Value))),
        .. data.Products.Rows.SelectMany(row => Findings(row.Entry, OfFamily(data, row))),
        .. data.Sizes.Rows.SelectMany(row => Findings(row.Entry, OfSize(data, row))),
    ];

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfScheme(Scheme scheme) =>
    [
        (scheme.Applicants.Count == 0, "applicants", $"Somebody can apply for {scheme.Code}."),
        (scheme.Measures.Count == 0, "measures", $"{scheme.Code} pays for something."),
        (scheme.Measures.DistinctBy(measure => measure.Code).Count() < scheme.Measures.Count, "measures", $"{scheme.Code} has a measure twice."),
        (scheme.Scoring.Criteria.Sum(criterion => criterion.Weight) != 100, "scoring.criteria", $"The weights of {scheme.Code} add up to 100."),
        (scheme.Scoring.Threshold is < 0 or > 100, "scoring.threshold", "A score is 0 to 100."),
        (scheme.Scoring.ModerationGap is < 1 or > 100, "scoring.moderationGap", "Scores are 1 to 100 apart."),
        (scheme.Conditions.DistinctBy(condition => condition.Code).Count() < scheme.Conditions.Count, "conditions", $"{scheme.Code} has a condition twice."),
        .. scheme.Conditions.SelectMany((condition, i) => (IEnumerable<(bool, string, string)>)
        [
            (condition.AtLeast is null && condition.AtMost is null, $"conditions[{i}]", $"The condition {condition.Code} has a bound: atLeast or atMost."),
            (condition.AtLeast > condition.AtMost || (IsYesOrNo(condition.Fact) && (condition.AtLeast > 1 || condition.AtMost < 0)), $"conditions[{i}]", $"The condition {condition.Code} can never be met."),
            (condition.Applicants is [], $"conditions[{i}].applicants", $"The condition {condition.Code} is about nobody."),
            (condition.Applicants?.Except(scheme.Applicants).Any() == true, $"conditions[{i}].applicants", $"The condition {condition.Code} is about applicants that {scheme.Code} is not for."),
        ]),
        (scheme.Activities is [], "activities", $"{scheme.Code} is open to some activity."),
        (scheme.Products is [], "products", $"{scheme.Code} is open to some product."),
        .. scheme.Measures.Select((measure, i) => (
            measure.Applicants is [] || measure.Activities is [] || measure.Products is [], $"measures[{i}]", $"The measure {measure.Code} is open to somebody.")),
        .. scheme.Measures.Select((measure, i) => (
            measure.Applicants?.Except(scheme.Applicants).Any() == true, $"measures[{i}].applicants", $"The measure {measure.Code} is for applicants that {scheme.Code} is not for.")),
    ];

    private static bool IsYesOrNo(ApplicantFact fact) => fact >= ApplicantFact.EstablishedInMorocco;

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfMoney(Scheme scheme)
    {
        Ceilings most = scheme.Ceilings;
        int[] rates =
        [
            scheme.RatePercent, .. scheme.Tranches.RatesByYear ?? [], .. scheme.Measures.Select(measure => measure.RatePercent).OfType<int>(),
            .. (scheme.SpecialRates ?? []).Select(exception => exception.RatePercent),
        ];
        return
        [
            (rates.Any(rate => rate is < 1 or > 100), "ratePercent", $"The rates of {scheme.Code} are 1 to 100 per cent."),
            (rates.Max() + scheme.OwnSharePercent > 100, "ownSharePercent", $"The highest rate of {scheme.Code} and its own share are 100 per cent at most."),
            (scheme.Cumulation.PublicAidPercent is < 1 or > 100, "cumulation", "Public aid is 1 to 100 per cent of the cost."),
            (most.Application <= Money.Zero, "ceilings.application", $"The ceiling of {scheme.Code} is above zero."),
            (most.Year < most.Application, "ceilings.year", $"The ceiling of a year of {scheme.Code} is not below that of an application."),
            (most.Beneficiary < (most.Year ?? most.Application), "ceilings.beneficiary", $"The ceiling of a beneficiary of {scheme.Code} is not below that of a year."),
            (scheme.NationalThreshold <= Money.Zero, "nationalThreshold", "The threshold of the national committee is above zero."),
            (scheme.NationalThreshold > most.Application, "nationalThreshold", $"The national committee's threshold of {scheme.Code} is not above its ceiling; as high as it, the regional committees decide everything."),
            .. scheme.Measures.SelectMany((measure, i) => (IEnumerable<(bool, string, string)>)
            [
                (measure.Ceiling > most.Application || measure.Ceiling <= Money.Zero, $"measures[{i}].ceiling", $"The ceiling of {measure.Code} is above zero and not above that of {scheme.Code}."),
                (measure.BeneficiaryCeiling < (measure.YearCeiling ?? measure.Ceiling), $"measures[{i}].beneficiaryCeiling", $"The ceiling of a beneficiary of {measure.Code} is not below that of a year or an application."),
                (measure.YearCeiling < measure.Ceiling, $"measures[{i}].yearCeiling", $"The ceiling of a year of {measure.Code} is not below that of an application."),
            ]),
            (scheme.Quotes is { Count: < 1 } || scheme.Quotes?.Above < Money.Zero, "quotes", "Quotes are one or more, above an amount."),
            .. OfTranches(scheme.Code, scheme.Tranches),
        ];
    }

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfTranches(string scheme, TrancheTemplate template) =>
    [
        (template.Parts.Sum() != 100 || template.Parts.Any(part => part < 1), "tranches.parts", $"The tranches of {scheme} add up to 100 per cent."),
        (template.Kind == TrancheKind.AdvanceAndBalance && template.Parts.Count < 2, "tranches.parts", "An advance has a balance."),
        (template.Kind == TrancheKind.OnRealisation && template.Parts.Count != 1, "tranches.parts", "On realisation there is one tranche."),
        (template.Kind == TrancheKind.Degressive != (template.RatesByYear is [_, _, ..]), "tranches", "Degressive support has rates by year, and no other has."),
        (template.RatesByYear?.Zip(template.RatesByYear.Skip(1)).Any(pair => pair.Second > pair.First) == true, "tranches.ratesByYear", "Degressive rates do not rise."),
    ];

    // A tranche that nothing is asked for would be paid on no document.
    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfProofs(ProgrammeData data, DataRow<Scheme> row) =>
        from day in data.Versions.Rows.Select(version => version.Entry.From).Where(row.Entry.HoldsOn)
        let asked = data.Documents.On(day).SelectMany(document => document.Asked)
            .Where(line => line is { At: Moment.Payment, StillValid: false, Required: true } && line.Schemes?.Contains(row.Value.Code) != false).ToArray()
        from tranche in Enumerable.Range(1, row.Value.Tranches.Parts.Count)
        from kind in row.Value.Applicants
        where !asked.Any(line => (line.Tranche is null || line.Tranche == tranche) && line.Applicants?.Contains(kind) != false)
        select (true, "tranches.parts", $"Nothing is asked for tranche {tranche} of {row.Value.Code} from {ProgrammeChecks.Spell(day)}.");

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfDocument(DocumentKind kind) =>
    [
        (kind.Formats.Count == 0 || kind.Formats.Except(s_formats).Any(), "formats", $"The formats of {kind.Code} are among {string.Join(", ", s_formats)}."),
        (kind.MostMegabytes is < 1 or > 100, "mostMegabytes", $"A file of {kind.Code} is 1 to 100 megabytes."),
        (kind.Retention is { } kept && (kept.Years > 0) == (kept.Months > 0), "retention", $"The retention of {kind.Code} is years or months."),
        (!IsOne(kind.Validity), "validity", $"The validity of {kind.Code} is days, months, or the date on the document."),
        (kind.Asked.Count == 0, "asked", $"{kind.Code} is asked of somebody."),
        .. kind.Asked.SelectMany((asked, i) => (IEnumerable<(bool, string, string)>)
        [
            (asked.Tranche is < 1 || (asked.Tranche is not null && asked.At != Moment.Payment), $"asked[{i}]", "A tranche is from 1, and of a payment."),
            (!IsOne(asked.Validity), $"asked[{i}]", "A validity is days, months, or the date on the document."),
            (asked.StillValid && asked.At == Moment.Submission, $"asked[{i}]", "What is brought at submission was not brought before."),
            (asked.At == Moment.Committee && !asked.StillValid, $"asked[{i}]", "At the committee only what was brought before can be needed."),
        ]),
    ];

    private static bool IsOne(Validity? validity) =>
        validity is null || new[] { validity.Days > 0, validity.Months > 0, validity.DateOnDocument }.Count(said => said) == 1;

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfFamily(ProgrammeData data, DataRow<ProductFamily> row) =>
    [
        (row.Value.First.Length != 2 || row.Value.Last.Length != 2 || string.CompareOrdinal(row.Value.First, row.Value.Last) > 0, "first", "A family is from one chapter of two digits to another."),
        (data.Products.Rows.Any(other => other != row && other.Entry.HoldsOn(row.Entry.From) && other.Value.Holds(row.Value.First)), "first", $"The chapter {row.Value.First} is in two families."),
    ];

    // In one definition each class begins where another ends, or at nothing.
    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfSize(ProgrammeData data, DataRow<SizeClass> row)
    {
        SizeClass[] others = [.. data.Sizes.On(row.Entry.From).Where(size => size.Definition == row.Value.Definition && size.Code != row.Value.Code)];
        return
        [
            (row.Value.TurnoverFrom >= row.Value.TurnoverBelow, "turnoverFrom", $"The class {row.Value.Code} begins below where it ends."),
            (others.Length > 0 && row.Value.TurnoverFrom is { } from && others.All(size => size.TurnoverBelow != from), "turnoverFrom", $"No class of {row.Value.Definition} ends where {row.Value.Code} begins."),
        ];
    }

    private static IEnumerable<Finding> Findings(DataEntry entry, IEnumerable<(bool Wrong, string Part, string Sentence)> checks) =>
        checks.Where(check => check.Wrong).Select(check => entry.Find(check.Part, check.Sentence));
}
