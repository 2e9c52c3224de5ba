namespace Tasdir.Domain.Programme;

/// <summary>To whom a scheme is open: the kind of applicant, its activity, its products.</summary>
internal static class Openings
{
    /// <summary>One outcome for each thing that the scheme is not open to all of.</summary>
    public static IEnumerable<ConditionOutcome> Of(Scheme scheme, ApplicantProfile applicant, ProgrammeRules rules)
    {
        yield return Look("kind", scheme.Basis, Kinds(scheme.Applicants, rules), Is(applicant.Kind, scheme.Applicants.Contains),
            applicant.Kind is { } kind ? rules.Applicant(kind).Name : null);

        if (applicant.Kind is { } limited && rules.Applicant(limited).MostTurnoverFor(applicant.Activity) is { } most)
        {
            yield return Look("kindTurnover", rules.Applicant(limited).Basis, Sentences.Amount(most), Is(applicant.Turnover, turnover => turnover <= most),
                applicant.Turnover is { } turnover ? Sentences.Amount(turnover) : null);
        }

        if (scheme.Activities is { } activities)
        {
            yield return Look("activity", scheme.Basis, Join(activities.Select(code => ActivityName(code, rules))), IsOpen(activities, applicant.Activity),
                applicant.Activity is { } activity ? ActivityName(activity, rules) : null);
        }

        if (scheme.Products is { } families)
        {
            yield return Look("products", scheme.Basis, Join(families.Select(code => rules.Products.First(family => family.Code == code).Name)),
                IsOpen(families, applicant.Products, rules), applicant.Products is { Count: > 0 } chapters ? Join(chapters.Select(chapter => ProductName(chapter, rules))) : null);
        }
    }

    /// <summary>Whether something open to these activities is open to the applicant; null when it did not say its own.</summary>
    public static bool? IsOpen(IReadOnlyList<string>? activities, string? activity) =>
        activities is null ? true : activity is null ? null : activities.Contains(activity);

    /// <summary>Whether one of the applicant's products is of these families; null when it did not say any.</summary>
    public static bool? IsOpen(IReadOnlyList<string>? families, IReadOnlyList<string>? chapters, ProgrammeRules rules) =>
        families is null ? true
        : chapters is not { Count: > 0 } ? null
        : chapters.Any(chapter => rules.FamilyOf(chapter) is { } family && families.Contains(family.Code));

    /// <summary>Whether something open to these kinds is open to the applicant; null when it did not say its own.</summary>
    public static bool? IsOpen(IReadOnlyList<ApplicantKind>? kinds, ApplicantKind? kind) =>
        kinds is null ? true : Is(kind, kinds.Contains);

    private static ConditionOutcome Look(string code, Text basis, Text allowed, bool? holds, Text? seen) => new(
        code,
        Sentences.Of("opening", code, allowed),
        basis,
        holds is not { } known ? ConditionResult.NotKnown : known ? ConditionResult.Met : ConditionResult.NotMet,
        seen,
        holds is null ? Sentences.Of("openingBring", code) : null);

    private static bool? Is<T>(T? value, Func<T, bool> holds)
        where T : struct => value is { } known ? holds(known) : null;

    private static Text Kinds(IReadOnlyList<ApplicantKind> kinds, ProgrammeRules rules) => Join(kinds.Select(kind => rules.Applicant(kind).Name));

    private static Text ActivityName(string code, ProgrammeRules rules) =>
        rules.Activities.FirstOrDefault(activity => activity.Code == code)?.Name ?? new Text(code, code);

    private static Text ProductName(string chapter, ProgrammeRules rules) => rules.FamilyOf(chapter)?.Name ?? new Text(chapter, chapter);

    private static Text Join(IEnumerable<Text> texts)
    {
        Text[] all = [.. texts.Distinct()];
        return new Text(string.Join(", ", all.Select(text => text.Fr)), string.Join("، ", all.Select(text => text.Ar)));
    }
}
