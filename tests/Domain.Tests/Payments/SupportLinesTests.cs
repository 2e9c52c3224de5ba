using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using K = Tasdir.Domain.Payments.SupportStepKind;

namespace Tasdir.Domain.Tests.Payments;

public sealed class SupportLinesTests
{
    [Fact]
    public void What_the_scheme_does_not_pay_for_or_not_for_this_applicant_does_not_count()
    {
        Scheme scheme = Plans.Rules.Scheme("first-export") with
        {
            Measures =
            [
                new SchemeMeasure("fairs", Applicants: [ApplicantKind.Artisan]),
                new SchemeMeasure("logistics", Products: ["textiles"]),
                new SchemeMeasure("insurance", Activities: ["crafts"]),
                new SchemeMeasure("coaching"),
            ],
        };
        PlanLine[] plan = [Plans.Line("fairs", 10), Plans.Line("logistics", 20), Plans.Line("insurance", 30), Plans.Line("coaching", 40), Plans.Line("trademark", 50)];

        SupportResult support = Plans.Compute(scheme, Plans.Cooperative, plan);
        SupportResult unknown = Plans.Compute(scheme, new ApplicantProfile(), plan);

        Assert.Equal(
            [K.MeasureNotForKind, K.MeasureNotForProduct, K.MeasureNotForActivity, K.Rate, K.MeasureNotOffered], support.Steps.Select(step => step.Kind));
        Assert.Equal((150m, 40m, 32m), (support.PlanCost.Mad, support.EligibleCost.Mad, support.Amount.Mad));
        Assert.Equal([1, 2, 3, 4, 5], support.Steps.Select(step => step.Line!.Value));
        // What is not known is no no: it counts, and is to be confirmed.
        Assert.Equal(3, unknown.Steps.Count(step => step.Kind == K.MeasureToConfirm));
        Assert.Equal(Money.FromMad(100), unknown.EligibleCost);
    }

    [Theory]
    [InlineData(60_000, new int[0], 50_000)] // up to what needs none
    [InlineData(60_000, new[] { 60_000, 61_000 }, 50_000)]
    [InlineData(60_000, new[] { 58_000, 61_000, 62_000 }, 58_000)]
    [InlineData(60_000, new[] { 58_000, 57_999 }, 50_000)]
    [InlineData(60_000, new[] { 48_000 }, 48_000)] // what is left needs no more quotes
    [InlineData(50_000, new int[0], 50_000)]
    [InlineData(40_000, new[] { 30_000 }, 30_000)]
    [InlineData(40_000, new[] { 45_000 }, 40_000)]
    public void The_lowest_quote_counts_and_a_high_cost_needs_three(int cost, int[] quotes, int eligible) => Assert.Equal(
        Money.FromMad(eligible), Plans.Compute("first-export", Plans.Cooperative, Plans.Quoted("fairs", cost, quotes)).EligibleCost);

    [Fact]
    public void A_quote_that_no_longer_holds_is_none()
    {
        PlanLine Line(DateOnly until) => new("fairs", Money.FromMad(40_000), null, [new Quote("Atlas", Money.FromMad(30_000), until)]);

        Assert.Equal(30_000, Plans.Compute("first-export", Plans.Cooperative, Line(Plans.Day)).EligibleCost.Mad);
        Assert.Equal(40_000, Plans.Compute("first-export", Plans.Cooperative, Line(Plans.Day.AddDays(-1))).EligibleCost.Mad);
    }

    [Fact]
    public void Half_a_centime_goes_up_in_each_line_and_no_share_takes_it_back()
    {
        SupportResult support = Plans.Compute("first-export", Plans.Cooperative, [.. Enumerable.Repeat(Plans.Line("coaching", 10.01m), 5)]);

        Assert.Equal(40.05m, support.Amount.Mad); // 8.008 is 8.01, five times
        Assert.All(support.Steps, step => Assert.Equal(K.Rate, step.Kind));
    }
}
