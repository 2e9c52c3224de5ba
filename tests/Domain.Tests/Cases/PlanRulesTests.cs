using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Cases;

public sealed class PlanRulesTests
{
    private static readonly ProgrammeRules s_rules = Programmes.Version("2025-1");

    [Fact]
    public void An_itemised_plan_is_well_formed_and_kept_as_it_is()
    {
        (ApplicationForm form, IReadOnlyList<Refusal> refusals) = FormRules.Check(SampleForm.Itemised, s_rules);

        Assert.Empty(refusals);
        Assert.Empty(FormRules.Missing(form));
        Assert.Equal(SampleForm.Itemised, form);
    }

    [Fact]
    public void What_is_typed_with_blanks_or_twice_is_kept_in_its_normal_spelling_and_an_empty_list_is_none()
    {
        ApplicationForm typed = SampleForm.Itemised with
        {
            Products = [" 15", "٣٣", "15"],
            Plan = [.. SampleForm.Itemised.Plan!.Select(line => line with { Quotes = [.. (line.Quotes ?? []).Select(quote => quote with { SupplierIce = quote.SupplierIce?.Insert(9, " ") })] })],
        };

        Assert.Equal(SampleForm.Itemised, FormRules.Check(typed, s_rules).Form);
        Assert.Equal(SampleForm.Complete, FormRules.Check(SampleForm.Complete with { Products = [], Plan = [] }, s_rules).Form);
    }

    [Fact]
    public void A_cost_that_is_left_out_is_the_sum_of_the_lines_and_another_cost_is_refused()
    {
        Assert.Equal(Money.FromMad(200_000), FormRules.Check(SampleForm.Itemised with { PlanCost = null }, s_rules).Form.PlanCost);
        Refused(SampleForm.Itemised with { PlanCost = Money.FromMad(199_999.99m) }, RefusalCodes.PlanCostDiffers, "planCost", "200000.00");
        Refused(Plan(Line("fairs", 60_000_000), Line("samples", 40_000_000.01m)), RefusalCodes.AmountTooHigh, "planCost", "100000000.00");
    }

    [Fact]
    public void Lines_that_no_sum_could_hold_are_refused_and_not_summed()
    {
        PlanLine beyond = new("fairs", new Money(long.MaxValue));

        Assert.Equal(
            [("plan[0].cost", RefusalCodes.AmountTooHigh), ("plan[1].cost", RefusalCodes.AmountTooHigh)],
            FormRules.Check(Plan(beyond, beyond), s_rules).Refusals.Select(refusal => (refusal.Field!, refusal.Code)));
        Refused(Plan([.. Enumerable.Repeat(beyond, 51)]), RefusalCodes.TooManyEntries, "plan", "50");
    }

    [Fact]
    public void Activity_products_and_measures_are_ones_that_the_programme_knows()
    {
        Refused(SampleForm.Itemised with { Activity = "mining" }, RefusalCodes.ValueUnknown, "activity");
        Refused(Plan(Line("space-travel", 10)), RefusalCodes.ValueUnknown, "plan[0].measure");
        Assert.All((string[])["", "1", "00", "98", "015", "1a", "أب"], chapter =>
            Refused(SampleForm.Itemised with { Products = ["15", chapter] }, RefusalCodes.ValueUnknown, "products[1]"));
    }

    [Fact]
    public void A_line_without_a_measure_is_a_draft_s_and_is_not_submitted()
    {
        ApplicationForm form = Plan(Line("fairs", 10), Line(null, 10));

        Assert.Empty(FormRules.Check(form, s_rules).Refusals);
        Assert.Equal(["plan[1].measure"], FormRules.Missing(FormRules.Check(form, s_rules).Form).Select(missing => missing.Field));
    }

    [Theory]
    [InlineData(0, RefusalCodes.AmountNotPositive)]
    [InlineData(-1, RefusalCodes.AmountNotPositive)]
    [InlineData(100_000_000_01, RefusalCodes.AmountTooHigh)]
    public void A_cost_or_a_quote_that_cannot_be_is_refused(long centimes, string code)
    {
        Refused(Plan(Line("fairs", 10), new PlanLine("fairs", new Money(centimes))), code, "plan[1].cost");
        Refused(Quoted(Line("fairs", 10), new Quote("Atlas", new Money(centimes))), code, "plan[0].quotes[0].amount");
    }

    [Fact]
    public void A_quote_says_whose_it_is_and_an_ICE_on_it_is_a_right_one()
    {
        Quote quote = new("Atlas", Money.FromMad(10));

        Refused(Quoted(Line("fairs", 10), quote, quote with { Supplier = " " }), RefusalCodes.FieldRequired, "plan[0].quotes[1].supplier");
        Refused(Quoted(Line("fairs", 10), quote with { SupplierIce = "003210987000109" }), RefusalCodes.IceKey, "plan[0].quotes[0].supplierIce");
    }

    [Fact]
    public void Lists_and_texts_are_as_long_as_their_limits_and_no_longer()
    {
        Quote longest = new(new('s', 140), Money.FromMad(10), Number: new('n', 50));
        PlanLine line = Line("fairs", 10) with { Description = new('d', 300), Quotes = [.. Enumerable.Repeat(longest, 10)] };

        Assert.Empty(FormRules.Check(Plan([.. Enumerable.Repeat(line, 50)]), s_rules).Refusals);
        Refused(Plan([.. Enumerable.Repeat(line, 51)]), RefusalCodes.TooManyEntries, "plan", "50");
        Refused(Plan(line with { Quotes = [.. Enumerable.Repeat(longest, 11)] }), RefusalCodes.TooManyEntries, "plan[0].quotes", "10");
        Refused(Plan(line with { Description = new('d', 301) }), RefusalCodes.TextTooLong, "plan[0].description", "300");
        Refused(Quoted(line, longest with { Supplier = new('s', 141) }), RefusalCodes.TextTooLong, "plan[0].quotes[0].supplier", "140");
        Refused(Quoted(line, longest with { Number = new('n', 51) }), RefusalCodes.TextTooLong, "plan[0].quotes[0].number", "50");
        Refused(SampleForm.Itemised with { Products = [.. Enumerable.Repeat("15", 98)] }, RefusalCodes.TooManyEntries, "products", "97");
    }

    [Fact]
    public void What_is_null_in_a_list_is_refused_by_what_it_lacks()
    {
        Assert.Equal(["plan[0].cost"], Fields(Plan([null!])));
        Assert.Equal(["plan[0].quotes[0].supplier", "plan[0].quotes[0].amount"], Fields(Quoted(Line("fairs", 10), [null!])));
        Assert.Equal(["products[0]"], Fields(SampleForm.Itemised with { Products = [null!] }));

        static IEnumerable<string?> Fields(ApplicationForm form) => FormRules.Check(form, s_rules).Refusals.Select(refusal => refusal.Field);
    }

    [Fact]
    public void An_edit_that_fills_in_the_same_plan_changes_nothing()
    {
        SampleCase draft = SampleCase.Begin(SampleForm.Itemised);
        ApplicationForm same = SampleForm.Itemised with { Plan = [.. SampleForm.Itemised.Plan!.Select(line => line with { Quotes = line.Quotes?.ToArray() })] };
        ApplicationForm other = same with { Plan = [same.Plan![0] with { Quotes = [.. same.Plan[0].Quotes!.Skip(1)] }, .. same.Plan.Skip(1)] };

        Edit(same).ChangesNothing();
        Edit(same with { PlanCost = null }).ChangesNothing();
        Assert.Equal(same.GetHashCode(), SampleForm.Itemised.GetHashCode());
        Assert.Equal(other, Edit(other).Fact<DraftEdited>().Form);

        Outcome Edit(ApplicationForm form) => Applications.Edit(draft.File, form, draft.File.Sequence, s_rules);
    }

    private static PlanLine Line(string? measure, decimal cost) => new(measure, Money.FromMad(cost));

    private static ApplicationForm Plan(params PlanLine[] lines) => SampleForm.Itemised with { PlanCost = null, Plan = lines };

    private static ApplicationForm Quoted(PlanLine line, params Quote[] quotes) => Plan(line with { Quotes = quotes });

    private static void Refused(ApplicationForm form, string code, string field, params string[] values)
    {
        Refusal refusal = Assert.Single(FormRules.Check(form, s_rules).Refusals);
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.Equal(values, refusal.Values.Take(values.Length));
    }
}
