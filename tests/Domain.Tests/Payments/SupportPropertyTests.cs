using CsCheck;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Payments;

/// <summary>What holds of the support for any plan, under any scheme, whatever was received before.</summary>
public sealed class SupportPropertyTests
{
    // Plans that stand just at a threshold are few among all.
    private const int Times = 20_000;

    private static readonly ProgrammeRules s_rules = Programmes.All[^1];
    private static readonly DateOnly s_day = new(2026, 3, 2);
    private static readonly Scheme s_model = s_rules.Scheme("first-export");
    private static readonly string?[] s_measures = [null, "fairs", "coaching", "logistics", "of-no-scheme"];

    private static readonly string?[] s_schemesBefore = ["first-export", "consortium", null];

    private static readonly Gen<Money> s_amounts = Gen.OneOf(Gen.Long[0, 500], Gen.Long[0, 40_000_000]).Select(centimes => new Money(centimes));
    private static readonly Gen<Money?> s_ceilings = Gen.Select(Gen.Bool, s_amounts).Select((some, amount) => some ? amount : (Money?)null);

    private static readonly Gen<Quote> s_quotes = Gen.Select(s_amounts, Gen.Int[-2, 2])
        .Select((amount, days) => new Quote("Atlas", amount, days == 2 ? null : s_day.AddDays(days)));

    private static readonly Gen<PlanLine> s_lines = Gen.Select(OneOf(s_measures), s_amounts, s_quotes.Array[0, 3])
        .Select((measure, cost, quotes) => new PlanLine(measure, cost, null, quotes));

    private static readonly Gen<Aid> s_aids = Gen
        .Select(Gen.Int[2024, 2026], s_amounts, OneOf(s_schemesBefore), OneOf(s_measures), Gen.Bool)
        .Select((year, amount, scheme, measure, same) => new Aid(year, amount, scheme, measure, null, scheme is null ? "Tatwir" : null, same));

    private static readonly Gen<SchemeMeasure> s_measureRules = Gen.Select(Gen.Int[0, 100], Gen.Bool, s_ceilings, s_ceilings)
        .Select((rate, own, ceiling, year) => new SchemeMeasure("", own ? rate : null, ceiling, year));

    private static readonly Gen<Scheme> s_schemes =
        Gen.Select(Gen.Int[0, 100].Array[4], s_amounts, s_ceilings, s_ceilings, s_measureRules.Array[3], s_amounts, Gen.Int[0, 3], Gen.Int[0, 50].Array[1, 4])
            .Select((rates, application, year, beneficiary, measures, above, quotes, parts) => s_model with
            {
                RatePercent = rates[0],
                OwnSharePercent = rates[1] / 3,
                Ceilings = new Ceilings(application, year, beneficiary),
                Cumulation = new Cumulation(100 - (rates[2] / 3), true),
                Measures = [.. measures.Select((measure, i) => measure with { Code = s_measures[i + 1]! })],
                Quotes = quotes == 0 ? null : new QuoteRule(above, quotes),
                Tranches = new TrancheTemplate(
                    TrancheKind.Degressive, [.. parts, 1], rates[3] % 2 == 0 ? null : [rates[0], rates[0] / 2, rates[0] / 3]),
            });

    private static readonly Gen<Sample> s_samples = Gen.Select(s_schemes, s_lines.Array[0, 6], s_aids.Array[0, 4])
        .Select((scheme, plan, aids) => new Sample(scheme, plan, aids));

    [Fact]
    public void Tranches_own_share_and_other_aid_add_up_to_the_plan() => s_samples.Sample(sample =>
    {
        SupportResult support = sample.Support();

        Assert.Equal(support.Amount, Sum(support.Tranches));
        Assert.Equal(Sum(sample.Plan.Select(line => line.Cost)), Sum(support.Tranches) + support.OwnShare + support.OtherAid);
        Assert.All([support.Amount, support.OwnShare, support.OtherAid, .. support.Tranches], part => Assert.True(part >= Money.Zero));
    }, iter: Times);

    [Fact]
    public void Support_is_never_above_a_ceiling_and_never_above_the_rate_of_the_cost() => s_samples.Sample(sample =>
    {
        SupportResult support = sample.Support();
        Ceilings ceilings = sample.Scheme.Ceilings;

        Below(ceilings.Application, _ => false);
        Below(ceilings.Year, aid => aid.Scheme == "first-export" && aid.Year == 2026);
        Below(ceilings.Beneficiary, aid => aid.Scheme is not null);
        Below(Sum(support.Lines.Select(line => line.Eligible.Percent(sample.Scheme.Cumulation.PublicAidPercent))), aid => aid.SameCost);
        Below(Sum(support.Lines.Select(line => line.Cost.Percent(100 - sample.Scheme.OwnSharePercent))), aid => aid.SameCost);
        Assert.All(support.Lines, line => Assert.True(line.Eligible <= line.Cost && line.Support == line.Eligible.Percent(line.RatePercent)));
        Assert.True(support.Amount <= Sum(support.Lines.Select(line => line.Support)));
        foreach (SchemeMeasure measure in sample.Scheme.Measures)
        {
            Money others = Sum(support.Lines.Where(line => line.Measure != measure.Code).Select(line => line.Support));
            Assert.True(measure.Ceiling is not { } most || support.Amount <= most + others);
            Assert.True(measure.YearCeiling is not { } year || support.Amount <= year + others);
        }

        void Below(Money? ceiling, Func<Aid, bool> counts)
        {
            Money received = Sum(sample.Aids.Where(counts).Select(aid => aid.Amount));
            Assert.True(ceiling is not { } most || support.Amount == Money.Zero || support.Amount + received <= most);
        }
    }, iter: Times);

    [Fact]
    public void More_cost_is_never_less_support() => Gen.Select(s_samples, Gen.Int[0, 5], s_amounts).Sample((sample, place, more) =>
    {
        PlanLine[] dearer = [.. sample.Plan.Select((line, i) => i == place ? line with { Cost = line.Cost + more } : line)];

        Assert.True((sample with { Plan = dearer }).Support().Amount >= sample.Support().Amount);
    }, iter: Times);

    [Fact]
    public void One_line_more_is_never_less_support() => Gen.Select(s_samples, s_lines).Sample((sample, line) =>
        Assert.True((sample with { Plan = [.. sample.Plan, line] }).Support().Amount >= sample.Support().Amount), iter: Times);

    [Fact]
    public void More_aid_before_is_never_more_support() => Gen.Select(s_samples, s_aids).Sample((sample, aid) =>
        Assert.True((sample with { Aids = [.. sample.Aids, aid] }).Support().Amount <= sample.Support().Amount), iter: Times);

    [Fact]
    public void The_order_of_the_lines_does_not_matter_to_the_total() => Gen.Select(s_samples, Gen.Int[0, 1_000]).Sample((sample, seed) =>
    {
        PlanLine[] shuffled = [.. sample.Plan];
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(sample.Support().Amount, (sample with { Plan = shuffled }).Support().Amount);
    }, iter: Times);

    [Fact]
    public void Every_centime_between_the_cost_and_the_support_is_in_a_step() => s_samples.Sample(sample =>
    {
        SupportResult support = sample.Support();

        Assert.All(support.Steps, step => Assert.True(step.After <= step.Before));
        Assert.Equal(
            Sum(support.Lines.Select(line => line.Cost)) - support.Amount,
            Sum(support.Steps.Select(step => step.Before - step.After)));
    }, iter: Times);

    private static Gen<string?> OneOf(string?[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    private sealed record Sample(Scheme Scheme, PlanLine[] Plan, Aid[] Aids)
    {
        public SupportResult Support() =>
            Tasdir.Domain.Payments.Support.Compute(Scheme, new ApplicantProfile { Aids = Aids }, Plan, s_rules, s_day);
    }
}
