using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using K = Tasdir.Domain.Payments.SupportStepKind;

namespace Tasdir.Domain.Tests.Payments;

public sealed class SupportTests
{
    private static readonly ProgrammeRules s_rules = Programmes.All[^1];
    private static readonly DateOnly s_day = new(2026, 3, 2);

    private static readonly ApplicantProfile s_cooperative = new()
    {
        Kind = ApplicantKind.Cooperative,
        Region = "10",
        Activity = "agri-food",
        Products = ["15"],
        Ice = "003210987000108",
    };

    [Theory]
    [InlineData("first-export", 100_000, 80_000, 32_000, 48_000)] // 80 per cent of the State, 20 of its own; 40 per cent in advance
    [InlineData("first-export", 500_000, 400_000, 160_000, 240_000)]
    [InlineData("growth-contract", 1_000_000, 800_000, 320_000, 480_000)]
    [InlineData("first-export", 0.01, 0.01, 0, 0.01)]
    [InlineData("first-export", 3.33, 2.66, 1.06, 1.60)] // 2.664; of 2.66 the parts are 1.064 and 1.596
    public void A_plan_is_supported_at_the_rate_and_paid_by_the_template(string scheme, decimal cost, decimal amount, decimal advance, decimal balance)
    {
        SupportResult support = Compute(scheme, s_cooperative, Line(null, cost));

        Assert.Equal(Money.FromMad(amount), support.Amount);
        Assert.Equal(Money.FromMad(cost - amount), support.OwnShare);
        Assert.Equal([Money.FromMad(advance), Money.FromMad(balance)], support.Tranches);
        Assert.Equal(K.Rate, Assert.Single(support.Steps).Kind);
    }

    [Theory]
    [InlineData(0, 75_000)]
    [InlineData(1, 60_000)]
    [InlineData(2, 50_000)]
    [InlineData(3, 50_000)]
    public void A_degressive_rate_falls_with_each_year_that_was_supported(int yearsBefore, decimal amount)
    {
        Aid[] aids = [.. Enumerable.Range(1, yearsBefore).Select(back => Received("consortium", 1_000, s_day.Year - back))];

        Assert.Equal(Money.FromMad(amount), Compute("consortium", Grouping(aids), Line(null, 100_000)).Amount);
    }

    [Fact]
    public void Two_grants_of_one_year_are_one_year_of_support_and_those_of_this_year_or_of_another_scheme_are_none()
    {
        Aid[] aids =
        [
            Received("consortium", 1_000, 2025), Received("consortium", 1_000, 2025), Received("consortium", 1_000, 2026), Received("first-export", 1_000, 2024),
        ];

        Assert.Equal(60, Assert.Single(Compute("consortium", Grouping(aids), Line(null, 100_000)).Lines).RatePercent);
    }

    [Fact]
    public void A_consortium_is_set_up_at_half_the_cost_up_to_a_hundred_thousand()
    {
        SupportResult support = Compute("consortium", Grouping(), Quoted("consortium-setup", 250_000, 250_000, 260_000, 270_000));

        Assert.Equal(Money.FromMad(100_000), support.Amount);
        Assert.Equal((K.MeasureCeiling, 125_000m, 100_000m, 100_000m), Told(support.Steps[^1]));
        Assert.Equal("consortium-setup", support.Steps[^1].Measure);
    }

    [Fact]
    public void Promotion_of_a_consortium_is_supported_up_to_two_hundred_thousand() => Assert.Equal(
        [(K.Rate, 400_000m, 300_000m, 0m), (K.ApplicationCeiling, 300_000m, 200_000m, 200_000m)],
        Compute("consortium", Grouping(), Line(null, 400_000)).Steps.Select(Told));

    [Fact]
    public void An_exception_goes_before_the_rate_of_the_measure_and_that_before_the_year_s()
    {
        Scheme scheme = s_rules.Scheme("consortium") with
        {
            SpecialRates =
            [
                new SpecialRate(90, new Text("Montagne", "الجبل"), Regions: ["08"]),
                new SpecialRate(85, new Text("Sud", "الجنوب"), [ApplicantKind.EconomicInterestGroup], ["agri-food"], ["10"]),
            ],
        };
        PlanLine[] plan = [Quoted("consortium-setup", 40_000), Quoted("fairs", 40_000)];

        Assert.Equal([85, 85], Rates(Grouping()));
        Assert.Equal([50, 75], Rates(Grouping() with { Activity = null })); // an exception is for who is known to be one
        Assert.Equal([50, 75], Rates(Grouping() with { Region = "09" }));
        Assert.Equal("Sud", Compute(scheme, Grouping(), plan).Steps[0].Basis.Fr);

        IEnumerable<int> Rates(ApplicantProfile applicant) => Compute(scheme, applicant, plan).Lines.Select(line => line.RatePercent);
    }

    [Fact]
    public void What_the_scheme_does_not_pay_for_or_not_for_this_applicant_does_not_count()
    {
        Scheme scheme = s_rules.Scheme("first-export") with
        {
            Measures =
            [
                new SchemeMeasure("fairs", Applicants: [ApplicantKind.Artisan]),
                new SchemeMeasure("logistics", Products: ["textiles"]),
                new SchemeMeasure("insurance", Activities: ["crafts"]),
                new SchemeMeasure("coaching"),
            ],
        };
        PlanLine[] plan = [Line("fairs", 10), Line("logistics", 20), Line("insurance", 30), Line("coaching", 40), Line("trademark", 50)];

        SupportResult support = Compute(scheme, s_cooperative, plan);
        SupportResult unknown = Compute(scheme, new ApplicantProfile(), plan);

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
        Money.FromMad(eligible), Compute("first-export", s_cooperative, Quoted("fairs", cost, quotes)).EligibleCost);

    [Fact]
    public void A_quote_that_no_longer_holds_is_none()
    {
        PlanLine Line(DateOnly until) => new("fairs", Money.FromMad(40_000), null, [new Quote("Atlas", Money.FromMad(30_000), until)]);

        Assert.Equal(30_000, Compute("first-export", s_cooperative, Line(s_day)).EligibleCost.Mad);
        Assert.Equal(40_000, Compute("first-export", s_cooperative, Line(s_day.AddDays(-1))).EligibleCost.Mad);
    }

    [Theory]
    [InlineData(50_000, 0, 100_000)]
    [InlineData(150_000, 0, 50_000)] // 200 000 a year for fairs, less 150 000
    [InlineData(0, 150_000, 50_000)] // 300 000 a year under the scheme, less 100 000 and 150 000
    [InlineData(250_000, 0, 0)]
    public void What_was_received_this_year_counts_towards_the_ceilings_of_the_year(int fairs, int other, int amount)
    {
        Scheme scheme = s_rules.Scheme("first-export") with
        {
            Measures = [new SchemeMeasure("fairs", YearCeiling: Money.FromMad(200_000))],
            Ceilings = new Ceilings(Money.FromMad(1_000_000), Money.FromMad(300_000)),
        };
        Aid[] aids =
        [
            Received("first-export", fairs, 2026) with { Measure = "fairs" },
            Received("first-export", other, 2026),
            Received("first-export", other == 0 ? 0 : 100_000, 2026),
            Received("first-export", 900_000, 2025) with { Measure = "fairs" },
            Received("growth-contract", 900_000, 2026) with { Measure = "fairs" },
        ];

        Assert.Equal(amount, Compute(scheme, s_cooperative with { Aids = aids }, Quoted("fairs", 125_000, 125_000, 130_000, 140_000)).Amount.Mad);
    }

    [Theory]
    [InlineData(null, true, true)] // its own
    [InlineData("003210987000108", false, true)]
    [InlineData("003210987000205", true, true)] // another establishment of the enterprise
    [InlineData("003210987000205", false, false)]
    [InlineData("001561191000066", true, true)] // declared as linked
    [InlineData("001561191000066", false, false)]
    [InlineData("001234567000062", true, false)] // a stranger
    public void What_linked_enterprises_received_counts_where_the_scheme_says_so(string? ice, bool linked, bool counts)
    {
        Scheme scheme = s_rules.Scheme("first-export") with
        {
            Ceilings = new Ceilings(Money.FromMad(1_000_000), Beneficiary: Money.FromMad(500_000)),
            Cumulation = new Cumulation(80, linked),
        };
        ApplicantProfile applicant = s_cooperative with
        {
            LinkedIces = ["001561191000066"],
            Aids = [Received("growth-contract", 450_000, 2024) with { Ice = ice }, new Aid(2024, Money.FromMad(900_000), Programme: "Tatwir")],
        };

        Assert.Equal(counts ? 50_000 : 80_000, Compute(scheme, applicant, Line(null, 100_000)).Amount.Mad);
    }

    [Theory]
    [InlineData(0, 80_000, 20_000)]
    [InlineData(10_000, 70_000, 20_000)] // all public aid: 80 per cent
    [InlineData(90_000, 0, 10_000)]
    [InlineData(120_000, 0, 0)]
    public void All_public_aid_for_the_same_cost_stays_below_its_share(int other, int amount, int own)
    {
        Aid[] aids =
        [
            new(2026, Money.FromMad(other), Programme: "Tatwir", SameCost: true), new(2026, Money.FromMad(70_000), Programme: "Imtiaz"),
        ];

        SupportResult support = Compute("first-export", s_cooperative with { Aids = aids }, Line(null, 100_000));

        Assert.Equal((amount, own), (support.Amount.Mad, support.OwnShare.Mad));
        Assert.Equal(Math.Min(other, 100_000), support.OtherAid.Mad);
    }

    [Fact]
    public void The_applicant_bears_at_least_its_share()
    {
        Scheme scheme = s_rules.Scheme("first-export") with { OwnSharePercent = 35 };

        SupportResult support = Compute(scheme, s_cooperative, Line(null, 100_000));

        Assert.Equal((65_000m, 35_000m), (support.Amount.Mad, support.OwnShare.Mad));
        Assert.Equal((K.OwnShare, 80_000m, 65_000m, 65_000m), Told(Assert.Single(support.Steps, step => step.Kind != K.Rate)));
    }

    [Fact]
    public void Half_a_centime_goes_up_in_each_line_and_no_share_takes_it_back()
    {
        SupportResult support = Compute("first-export", s_cooperative, [.. Enumerable.Repeat(Line("coaching", 10.01m), 5)]);

        Assert.Equal(40.05m, support.Amount.Mad); // 8.008 is 8.01, five times
        Assert.All(support.Steps, step => Assert.Equal(K.Rate, step.Kind));
    }

    [Fact]
    public void A_plan_of_nothing_is_supported_with_nothing()
    {
        SupportResult support = Compute("first-export", s_cooperative);

        Assert.Equal((Money.Zero, Money.Zero), (support.Amount, support.OwnShare));
        Assert.Empty(support.Steps);
    }

    private static (K, decimal, decimal, decimal) Told(SupportStep step) => (step.Kind, step.Before.Mad, step.After.Mad, step.Ceiling?.Mad ?? 0);

    private static ApplicantProfile Grouping(params Aid[] aids) => s_cooperative with { Kind = ApplicantKind.EconomicInterestGroup, Aids = aids };

    private static Aid Received(string scheme, decimal amount, int year) => new(year, Money.FromMad(amount), scheme);

    private static PlanLine Line(string? measure, decimal cost) => new(measure, Money.FromMad(cost));

    private static PlanLine Quoted(string measure, int cost, params int[] quotes) =>
        new(measure, Money.FromMad(cost), null, [.. quotes.Select(quote => new Quote("Atlas", Money.FromMad(quote)))]);

    private static SupportResult Compute(string scheme, ApplicantProfile applicant, params PlanLine[] plan) =>
        Compute(s_rules.Scheme(scheme), applicant, plan);

    private static SupportResult Compute(Scheme scheme, ApplicantProfile applicant, params PlanLine[] plan) =>
        Support.Compute(scheme, applicant, plan, s_rules, s_day);
}
