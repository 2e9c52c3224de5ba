using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using K = Tasdir.Domain.Payments.SupportStepKind;

namespace Tasdir.Domain.Tests.Payments;

public sealed class SupportCeilingsTests
{
    [Fact]
    public void A_consortium_is_set_up_at_half_the_cost_up_to_a_hundred_thousand()
    {
        SupportResult support = Plans.Compute("consortium", Plans.Grouping(), Plans.Quoted("consortium-setup", 250_000, 250_000, 260_000, 270_000));

        Assert.Equal(Money.FromMad(100_000), support.Amount);
        Assert.Equal((K.MeasureCeiling, 125_000m, 100_000m, 100_000m), Plans.Told(support.Steps[^1]));
        Assert.Equal("consortium-setup", support.Steps[^1].Measure);
    }

    [Theory]
    [InlineData("consortium", "consortium-setup", 70_000, 30_000)]
    [InlineData("social-economy", "consortium-setup", 70_000, 30_000)] // under another scheme
    [InlineData("consortium", "fairs", 70_000, 100_000)]
    [InlineData("consortium", "consortium-setup", 100_000, 0)]
    public void A_consortium_is_set_up_once(string scheme, string measure, int received, int amount)
    {
        Aid before = Plans.Received(scheme, received, 2024) with { Measure = measure };

        SupportResult support = Plans.Compute("consortium", Plans.Grouping(before), Plans.Quoted("consortium-setup", 250_000, 250_000, 260_000, 270_000));

        Assert.Equal(amount, support.Amount.Mad);
        Assert.Equal(amount < 100_000, support.Steps.Any(step => step.Kind == K.MeasureBeneficiaryCeiling));
    }

    [Fact]
    public void Promotion_of_a_consortium_is_supported_up_to_two_hundred_thousand() => Assert.Equal(
        [(K.Rate, 400_000m, 300_000m, 0m), (K.ApplicationCeiling, 300_000m, 200_000m, 200_000m)],
        Plans.Compute("consortium", Plans.Grouping(), Plans.Line(null, 400_000)).Steps.Select(Plans.Told));

    [Theory]
    [InlineData(50_000, 0, 100_000)]
    [InlineData(150_000, 0, 50_000)] // 200 000 a year for fairs, less 150 000
    [InlineData(0, 150_000, 50_000)] // 300 000 a year under the scheme, less 100 000 and 150 000
    [InlineData(250_000, 0, 0)]
    public void What_was_received_this_year_counts_towards_the_ceilings_of_the_year(int fairs, int other, int amount)
    {
        Scheme scheme = Plans.Rules.Scheme("first-export") with
        {
            Measures = [new SchemeMeasure("fairs", YearCeiling: Money.FromMad(200_000))],
            Ceilings = new Ceilings(Money.FromMad(1_000_000), Money.FromMad(300_000)),
        };
        Aid[] aids =
        [
            Plans.Received("first-export", fairs, 2026) with { Measure = "fairs" },
            Plans.Received("first-export", other, 2026),
            Plans.Received("first-export", other == 0 ? 0 : 100_000, 2026),
            Plans.Received("first-export", 900_000, 2025) with { Measure = "fairs" },
            Plans.Received("growth-contract", 900_000, 2026) with { Measure = "fairs" },
        ];

        Assert.Equal(amount, Plans.Compute(scheme, Plans.Cooperative with { Aids = aids }, Plans.Quoted("fairs", 125_000, 125_000, 130_000, 140_000)).Amount.Mad);
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
        Scheme scheme = Plans.Rules.Scheme("first-export") with
        {
            Ceilings = new Ceilings(Money.FromMad(1_000_000), Beneficiary: Money.FromMad(500_000)),
            Cumulation = new Cumulation(80, linked),
        };
        ApplicantProfile applicant = Plans.Cooperative with
        {
            LinkedIces = ["001561191000066"],
            Aids = [Plans.Received("growth-contract", 450_000, 2024) with { Ice = ice }, new Aid(2024, Money.FromMad(900_000), Programme: "Tatwir")],
        };

        Assert.Equal(counts ? 50_000 : 80_000, Plans.Compute(scheme, applicant, Plans.Line(null, 100_000)).Amount.Mad);
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

        SupportResult support = Plans.Compute("first-export", Plans.Cooperative with { Aids = aids }, Plans.Line(null, 100_000));

        Assert.Equal((amount, own), (support.Amount.Mad, support.OwnShare.Mad));
        Assert.Equal(Math.Min(other, 100_000), support.OtherAid.Mad);
    }

    [Fact]
    public void The_applicant_bears_at_least_its_share()
    {
        Scheme scheme = Plans.Rules.Scheme("first-export") with { OwnSharePercent = 35 };

        SupportResult support = Plans.Compute(scheme, Plans.Cooperative, Plans.Line(null, 100_000));

        Assert.Equal((65_000m, 35_000m), (support.Amount.Mad, support.OwnShare.Mad));
        Assert.Equal((K.OwnShare, 80_000m, 65_000m, 65_000m), Plans.Told(Assert.Single(support.Steps, step => step.Kind != K.Rate)));
    }
}
