using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using K = Tasdir.Domain.Payments.SupportStepKind;

namespace Tasdir.Domain.Tests.Payments;

public sealed class SupportTests
{
    [Theory]
    [InlineData("first-export", 100_000, 80_000, 32_000, 48_000)] // 80 per cent of the State, 20 of its own; 40 per cent in advance
    [InlineData("first-export", 500_000, 400_000, 160_000, 240_000)]
    [InlineData("growth-contract", 1_000_000, 800_000, 320_000, 480_000)]
    [InlineData("first-export", 0.01, 0.01, 0, 0.01)]
    [InlineData("first-export", 3.33, 2.66, 1.06, 1.60)] // 2.664; of 2.66 the parts are 1.064 and 1.596
    public void A_plan_is_supported_at_the_rate_and_paid_by_the_template(string scheme, decimal cost, decimal amount, decimal advance, decimal balance)
    {
        SupportResult support = Plans.Compute(scheme, Plans.Cooperative, Plans.Line(null, cost));

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
        Aid[] aids = [.. Enumerable.Range(1, yearsBefore).Select(back => Plans.Received("consortium", 1_000, Plans.Day.Year - back))];

        Assert.Equal(Money.FromMad(amount), Plans.Compute("consortium", Plans.Grouping(aids), Plans.Line(null, 100_000)).Amount);
    }

    [Fact]
    public void Two_grants_of_one_year_are_one_year_of_support_and_those_of_this_year_or_of_another_scheme_are_none()
    {
        Aid[] aids =
        [
            Plans.Received("consortium", 1_000, 2025), Plans.Received("consortium", 1_000, 2025), Plans.Received("consortium", 1_000, 2026), Plans.Received("first-export", 1_000, 2024),
        ];

        Assert.Equal(60, Assert.Single(Plans.Compute("consortium", Plans.Grouping(aids), Plans.Line(null, 100_000)).Lines).RatePercent);
    }

    [Fact]
    public void An_exception_goes_before_the_rate_of_the_measure_and_that_before_the_year_s()
    {
        Scheme scheme = Plans.Rules.Scheme("consortium") with
        {
            SpecialRates =
            [
                new SpecialRate(90, new Text("Montagne", "الجبل"), Regions: ["08"]),
                new SpecialRate(85, new Text("Sud", "الجنوب"), [ApplicantKind.EconomicInterestGroup], ["agri-food"], ["10"]),
            ],
        };
        PlanLine[] plan = [Plans.Quoted("consortium-setup", 40_000), Plans.Quoted("fairs", 40_000)];

        Assert.Equal([85, 85], Rates(Plans.Grouping()));
        Assert.Equal([50, 75], Rates(Plans.Grouping() with { Activity = null })); // an exception is for who is known to be one
        Assert.Equal([50, 75], Rates(Plans.Grouping() with { Region = "09" }));
        Assert.Equal("Sud", Plans.Compute(scheme, Plans.Grouping(), plan).Steps[0].Basis.Fr);

        IEnumerable<int> Rates(ApplicantProfile applicant) => Plans.Compute(scheme, applicant, plan).Lines.Select(line => line.RatePercent);
    }

    [Fact]
    public void A_plan_of_nothing_is_supported_with_nothing()
    {
        SupportResult support = Plans.Compute("first-export", Plans.Cooperative);

        Assert.Equal((Money.Zero, Money.Zero), (support.Amount, support.OwnShare));
        Assert.Empty(support.Steps);
    }
}
