using System.Globalization;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Cases;

/// <summary>What makes the action plan of a form well formed: the activity, the products, the lines with their quotes, their sum.</summary>
public static class PlanRules
{
    private const int MostLines = 50;
    private const int MostQuotes = 10;
    private const int MostChapters = 97;
    private const int LongestDescription = 300;
    private const int LongestSupplier = 140;
    private const int LongestQuoteNumber = 50;

    /// <summary>The form with its plan in normal spelling and its cost filled in from the lines; what is wrong is added by the name of its field.</summary>
    internal static ApplicationForm Normalise(ApplicationForm form, ProgrammeRules rules, List<Refusal> refusals)
    {
        if (form.Activity is { } activity && rules.Activities.All(known => known.Code != activity))
        {
            refusals.Add(new Refusal(RefusalCodes.ValueUnknown, "activity"));
        }

        IReadOnlyList<PlanLine>? plan = Within(form.Plan, MostLines, "plan", refusals)
            ? Entries(form.Plan, (line, index) => Line(line, index, rules, refusals))
            : null;
        return form with
        {
            Products = Within(form.Products, MostChapters, "products", refusals) ? Chapters(form.Products, rules, refusals) : null,
            Plan = plan,
            PlanCost = Cost(form.PlanCost, plan, refusals),
        };
    }

    /// <summary>Everything in a plan that cannot be, by its field. A plan that is not itemised is one line without a measure.</summary>
    public static IReadOnlyList<Refusal> Check(IReadOnlyList<PlanLine>? plan, ProgrammeRules rules)
    {
        List<Refusal> refusals = [];
        if (Within(plan, MostLines, "plan", refusals))
        {
            Entries(plan, (line, index) => Line(line, index, rules, refusals));
            refusals.AddRange((plan is { Count: > 1 } ? plan : [])
                .Select((line, index) => (Line: line, Index: index))
                .Where(row => row.Line is { Measure: null })
                .Select(row => new Refusal(RefusalCodes.FieldRequired, FieldOf(row.Index, "measure"))));
        }

        return refusals;
    }

    /// <summary>The name of a field of a line.</summary>
    internal static string FieldOf(int line, string field) => string.Create(CultureInfo.InvariantCulture, $"plan[{line}].{field}");

    private static string[]? Chapters(IReadOnlyList<string>? products, ProgrammeRules rules, List<Refusal> refusals)
    {
        string[]? chapters = Entries(products, (typed, index) =>
        {
            string chapter = Typed.Compact(typed);
            if (chapter.Length != 2 || !chapter.All(char.IsAsciiDigit) || rules.FamilyOf(chapter) is null)
            {
                refusals.Add(new Refusal(RefusalCodes.ValueUnknown, $"products[{Typed.Count(index)}]"));
            }

            return chapter;
        });
        return chapters?.Distinct().ToArray();
    }

    private static PlanLine Line(PlanLine? line, int index, ProgrammeRules rules, List<Refusal> refusals)
    {
        // The list of a request may hold nulls, which the type does not say.
        line ??= new PlanLine(null, Money.Zero);
        if (line.Measure is { } measure && rules.TryMeasure(measure) is null)
        {
            refusals.Add(new Refusal(RefusalCodes.ValueUnknown, FieldOf(index, "measure")));
        }

        CheckAmount(line.Cost, FieldOf(index, "cost"), refusals);
        CheckLength(line.Description, LongestDescription, FieldOf(index, "description"), refusals);
        string quotes = FieldOf(index, "quotes");
        return line with
        {
            Quotes = Within(line.Quotes, MostQuotes, quotes, refusals)
                ? Entries(line.Quotes, (quote, number) => Offer(quote, $"{quotes}[{Typed.Count(number)}]", refusals))
                : null,
        };
    }

    private static Quote Offer(Quote? quote, string field, List<Refusal> refusals)
    {
        quote ??= new Quote("", Money.Zero);
        if (string.IsNullOrWhiteSpace(quote.Supplier))
        {
            refusals.Add(new Refusal(RefusalCodes.FieldRequired, $"{field}.supplier"));
        }

        CheckLength(quote.Supplier, LongestSupplier, $"{field}.supplier", refusals);
        CheckAmount(quote.Amount, $"{field}.amount", refusals);
        CheckLength(quote.Number, LongestQuoteNumber, $"{field}.number", refusals);
        Reading<string>? ice = quote.SupplierIce is { } typed ? Ice.Parse(typed) : null;
        refusals.AddRange((ice?.Refusals ?? []).Select(refusal => refusal with { Field = $"{field}.supplierIce" }));
        return quote with { SupplierIce = ice?.Value };
    }

    // A line whose cost cannot be is refused already, and is not summed: so no sum overflows.
    private static Money? Cost(Money? said, IReadOnlyList<PlanLine>? plan, List<Refusal> refusals)
    {
        if (plan is null || !plan.All(line => line.Cost > Money.Zero && line.Cost <= FormRules.HighestCost))
        {
            return said;
        }

        Money sum = plan.Aggregate(Money.Zero, (soFar, line) => soFar + line.Cost);
        if (said is { } cost && cost != sum)
        {
            refusals.Add(new Refusal(RefusalCodes.PlanCostDiffers, "planCost", sum.ToString()));
        }

        return said ?? sum;
    }

    private static void CheckAmount(Money amount, string field, List<Refusal> refusals)
    {
        if (amount <= Money.Zero)
        {
            refusals.Add(new Refusal(RefusalCodes.AmountNotPositive, field));
        }
        else if (amount > FormRules.HighestCost)
        {
            refusals.Add(new Refusal(RefusalCodes.AmountTooHigh, field, FormRules.HighestCost.ToString()));
        }
    }

    private static void CheckLength(string? text, int limit, string field, List<Refusal> refusals)
    {
        if (text?.Length > limit)
        {
            refusals.Add(new Refusal(RefusalCodes.TextTooLong, field, Typed.Count(limit)));
        }
    }

    private static bool Within<T>(IReadOnlyList<T>? list, int limit, string field, List<Refusal> refusals)
    {
        if (list?.Count > limit)
        {
            refusals.Add(new Refusal(RefusalCodes.TooManyEntries, field, Typed.Count(limit)));
        }

        return !(list?.Count > limit);
    }

    // An empty list says nothing, as one that is left out.
    private static T[]? Entries<T>(IReadOnlyList<T>? list, Func<T, int, T> normal) => list is { Count: > 0 } ? [.. list.Select(normal)] : null;
}
