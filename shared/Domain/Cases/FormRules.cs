using System.Net.Mail;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Cases;

/// <summary>What makes a form well formed, and what makes it complete.</summary>
public static class FormRules
{
    private const int LongestName = 140;
    private const int LongestTitle = 300;

    /// <summary>The most that a plan, a line of it or a quote may cost: far above any plan, and far below where sums would overflow.</summary>
    internal static Money HighestCost { get; } = Money.FromMad(100_000_000);

    /// <summary>The form with its numbers in their normal spelling, and everything in it that is not well formed.</summary>
    public static (ApplicationForm Form, IReadOnlyList<Refusal> Refusals) Check(ApplicationForm form, ProgrammeRules rules)
    {
        List<Refusal> refusals = [];
        Add(rules.TryRegion(form.Region) is null, RefusalCodes.RegionUnknown, "region");
        Add(form.Language is not ("fr" or "ar"), RefusalCodes.FieldRequired, "language");
        ApplicationForm normal = PlanRules.Normalise(FormIdentifiers.Normalise(form, refusals), rules, refusals);
        Add(form.Email is not null && !IsEmail(form.Email), RefusalCodes.EmailFormat, "email");
        Add(normal.PlanCost is { } cost && cost <= Money.Zero, RefusalCodes.AmountNotPositive, "planCost");
        Add(normal.PlanCost > HighestCost, RefusalCodes.AmountTooHigh, "planCost", HighestCost.ToString());
        AddTooLong(form.Name, LongestName, "name");
        AddTooLong(form.Signatory, LongestName, "signatory");
        AddTooLong(form.PlanTitle, LongestTitle, "planTitle");
        AddScheme();
        return (normal, refusals);

        void Add(bool wrong, string code, string field, params string[] values)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(code, field, values));
            }
        }

        void AddTooLong(string? text, int limit, string field) =>
            Add(text?.Length > limit, RefusalCodes.TextTooLong, field, limit.ToString(System.Globalization.CultureInfo.InvariantCulture));

        void AddScheme()
        {
            if (form.Scheme is { } code)
            {
                Scheme? scheme = rules.TryScheme(code);
                Add(scheme is null, RefusalCodes.SchemeUnknown, "scheme");
                Add(scheme is not null && form.Kind is { } kind && !scheme.Applicants.Contains(kind),
                    RefusalCodes.SchemeNotForApplicant, "scheme");
            }
        }
    }

    /// <summary>The fields without which a file cannot be submitted.</summary>
    public static IEnumerable<Refusal> Missing(ApplicationForm form)
    {
        (string Field, bool There)[] fields =
        [
            ("scheme", form.Scheme is not null),
            ("kind", form.Kind is not null),
            ("name", HasText(form.Name)),
            ("ice", HasText(form.Ice)),
            ("rib", HasText(form.Rib)),
            ("signatory", HasText(form.Signatory)),
            ("email", HasText(form.Email)),
            ("planTitle", HasText(form.PlanTitle)),
            ("planCost", form.PlanCost is not null),
            .. (form.Plan ?? []).Select((line, index) => (PlanRules.FieldOf(index, "measure"), line.Measure is not null)),
        ];
        return fields.Where(field => !field.There).Select(field => new Refusal(RefusalCodes.FieldRequired, field.Field));
    }

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsEmail(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out MailAddress? address) && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal);
}
