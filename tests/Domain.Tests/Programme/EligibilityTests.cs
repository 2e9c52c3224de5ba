using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using R = Tasdir.Domain.Programme.ConditionResult;

namespace Tasdir.Domain.Tests.Programme;

public sealed class EligibilityTests
{
    private static readonly ProgrammeRules s_rules = Programmes.All[^1];
    private static readonly DateOnly s_day = new(2026, 3, 2);

    private static readonly ApplicantProfile s_cooperative = new()
    {
        Kind = ApplicantKind.Cooperative,
        Activity = "agri-food",
        Products = ["15"],
        EstablishedInMorocco = true,
        TaxesInOrder = true,
        ContributionsInOrder = true,
        InLiquidation = false,
        ExportTurnovers = [],
    };

    [Fact]
    public void Who_meets_every_condition_is_eligible_and_sees_each_of_them()
    {
        EligibilityOutcome outcome = Evaluate("first-export", s_cooperative);

        Assert.Equal(R.Met, outcome.Result);
        Assert.Equal(["kind", "established", "taxes", "contributions", "solvent", "small-exporter"], outcome.Conditions.Select(condition => condition.Code));
        Assert.All(outcome.Conditions, condition =>
        {
            Assert.Equal(R.Met, condition.Result);
            Assert.NotNull(condition.Seen);
            Assert.Null(condition.Bring);
            Assert.NotEmpty(condition.Basis.Ar);
        });
        Assert.Equal(("oui", "نعم"), Seen(outcome, "taxes"));
        Assert.Equal(("0,00 DH", "0,00 درهم"), Seen(outcome, "small-exporter"));
    }

    [Theory]
    [InlineData(new double[0], R.Met)]
    [InlineData(new double[] { 5_000_000 }, R.Met)]
    [InlineData(new double[] { 9_000_000, 3_000_000, 3_000_000 }, R.Met)] // five on average of three years
    [InlineData(new double[] { 9_000_000, 3_000_000, 3_000_003 }, R.NotMet)]
    [InlineData(new double[] { 9_000_000, 3_000_000 }, R.NotMet)] // of as many years as there are
    [InlineData(new double[] { 5_000_000, 5_000_000, 5_000_000, 90_000_000 }, R.Met)] // the latest three
    public void A_first_time_exporter_exports_up_to_five_million_on_average_of_three_years(double[] turnovers, R result) => Assert.Equal(
        result, Evaluate("first-export", s_cooperative with { ExportTurnovers = [.. turnovers.Select(mad => Money.FromMad((decimal)mad))] }).Result);

    [Fact]
    public void What_is_not_said_is_not_known_and_the_applicant_is_told_what_to_bring()
    {
        EligibilityOutcome outcome = Evaluate("first-export", s_cooperative with { TaxesInOrder = null });

        ConditionOutcome taxes = Assert.Single(outcome.Conditions, condition => condition.Result != R.Met);
        Assert.Equal(("taxes", R.NotKnown, null), (taxes.Code, taxes.Result, taxes.Seen));
        Assert.Contains("attestation de régularité fiscale", taxes.Bring!.Fr, StringComparison.Ordinal);
        Assert.Equal(R.NotKnown, outcome.Result);
    }

    [Fact]
    public void One_condition_that_fails_is_a_no_and_the_others_are_looked_at_all_the_same()
    {
        EligibilityOutcome outcome = Evaluate("first-export", s_cooperative with { InLiquidation = true, TaxesInOrder = null, ContributionsInOrder = false });

        Assert.Equal(R.NotMet, outcome.Result);
        Assert.Equal([R.Met, R.Met, R.NotKnown, R.NotMet, R.NotMet, R.Met], outcome.Conditions.Select(condition => condition.Result));
    }

    [Fact]
    public void Of_whom_nothing_is_known_nothing_is_denied() => Assert.All(s_rules.Schemes, scheme =>
    {
        EligibilityOutcome outcome = Evaluate(scheme.Code, new ApplicantProfile());

        Assert.Equal(R.NotKnown, outcome.Result);
        Assert.All(outcome.Conditions, condition => Assert.True(condition is { Result: R.NotKnown, Seen: null, Bring: not null }));
    });

    [Fact]
    public void A_condition_about_some_kinds_is_not_looked_at_for_others()
    {
        EligibilityOutcome artisan = Evaluate("craft-export", new ApplicantProfile { Kind = ApplicantKind.MasterArtisan, YearsOfPractice = 9 });

        Assert.Equal((R.NotMet, "nombre d'années : 9"), (Of(artisan, "mastery").Result, Of(artisan, "mastery").Seen!.Fr));
        Assert.DoesNotContain(artisan.Conditions, condition => condition.Code == "practice");
        Assert.Equal(R.Met, Of(Evaluate("craft-export", new ApplicantProfile { Kind = ApplicantKind.Artisan, YearsOfPractice = 9 }), "practice").Result);
    }

    [Theory]
    [InlineData(0, null, R.Met)]
    [InlineData(3, null, R.NotKnown)]
    [InlineData(3, false, R.NotMet)]
    [InlineData(null, true, R.Met)]
    [InlineData(null, null, R.NotKnown)]
    public void Who_employs_nobody_owes_no_contributions(int? staff, bool? inOrder, R result) => Assert.Equal(
        result, Of(Evaluate("first-export", new ApplicantProfile { Staff = staff, ContributionsInOrder = inOrder }), "contributions").Result);

    [Theory]
    [InlineData("services", 200_000, R.Met)]
    [InlineData("services", 200_001, R.NotMet)]
    [InlineData("crafts", 500_000, R.Met)]
    [InlineData("crafts", 500_001, R.NotMet)]
    [InlineData(null, 500_000, R.Met)]
    public void An_auto_entrepreneur_has_another_limit_in_services(string? activity, int turnover, R result) => Assert.Equal(
        result,
        Of(Evaluate("first-export", new ApplicantProfile { Kind = ApplicantKind.AutoEntrepreneur, Activity = activity, Turnover = Money.FromMad(turnover) }), "kindTurnover").Result);

    [Theory]
    [InlineData(ApplicantKind.Artisan, "crafts", "61", R.Met, R.Met, R.Met)]
    [InlineData(ApplicantKind.Company, "industry", "15", R.NotMet, R.NotMet, R.NotMet)]
    public void A_scheme_is_open_to_kinds_activities_and_products(ApplicantKind kind, string activity, string chapter, R ofKind, R ofActivity, R ofProducts)
    {
        EligibilityOutcome outcome = Evaluate("craft-export", new ApplicantProfile { Kind = kind, Activity = activity, Products = [chapter] });

        Assert.Equal((ofKind, ofActivity, ofProducts), (Of(outcome, "kind").Result, Of(outcome, "activity").Result, Of(outcome, "products").Result));
    }

    [Fact]
    public void One_product_that_the_scheme_is_open_to_is_enough_and_a_chapter_that_there_is_not_is_none()
    {
        Assert.Equal(R.Met, Of(Evaluate("craft-export", new ApplicantProfile { Products = ["15", "61"] }), "products").Result);
        Assert.Equal(R.NotMet, Of(Evaluate("craft-export", new ApplicantProfile { Products = ["00"] }), "products").Result);
    }

    [Fact]
    public void An_auto_entrepreneur_above_its_turnover_is_none()
    {
        Money most = s_rules.Applicant(ApplicantKind.AutoEntrepreneur).MostTurnover!.Value;
        ApplicantProfile applicant = new() { Kind = ApplicantKind.AutoEntrepreneur, Turnover = most };

        Assert.Equal(R.Met, Of(Evaluate("craft-export", applicant), "kindTurnover").Result);
        Assert.Equal(R.NotMet, Of(Evaluate("craft-export", applicant with { Turnover = most + new Money(1) }), "kindTurnover").Result);
    }

    [Theory]
    [InlineData("2025-03-02", 12)]
    [InlineData("2025-03-03", 11)]
    [InlineData("2026-03-02", 0)]
    [InlineData("2027-01-01", 0)]
    [InlineData("2024-02-29", 24)]
    public void Months_of_activity_are_whole_ones(string since, int months)
    {
        Condition condition = new("age", new Text("", ""), ApplicantFact.MonthsActive, new Text("", ""), AtLeast: 0);
        Scheme scheme = s_rules.Scheme("first-export") with { Conditions = [condition] };

        EligibilityOutcome outcome = Eligibility.Evaluate(
            scheme, new ApplicantProfile { ActiveSince = DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture) }, s_rules, s_day);

        Assert.Equal($"{months} mois", Of(outcome, "age").Seen!.Fr);
    }

    public static TheoryData<ApplicantFact> Facts => [.. Enum.GetValues<ApplicantFact>()];

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_fact_can_be_seen_missed_and_judged(ApplicantFact fact)
    {
        Condition condition = new("c", new Text("", ""), fact, new Text("", ""), AtMost: 0);
        Scheme scheme = s_rules.Scheme("first-export") with { Conditions = [condition] };
        ApplicantProfile full = new()
        {
            ActiveSince = s_day,
            Turnover = Money.Zero,
            ExportTurnovers = [],
            PlannedExportGrowth = 0,
            Staff = fact == ApplicantFact.ContributionsInOrder ? 1 : 0,
            Members = 0,
            YearsOfPractice = 0,
            GroupShare = 0,
            EstablishedInMorocco = false,
            TaxesInOrder = false,
            ContributionsInOrder = false,
            InLiquidation = false,
        };

        ConditionOutcome missed = Of(Eligibility.Evaluate(scheme, new ApplicantProfile(), s_rules, s_day), "c");
        ConditionOutcome seen = Of(Eligibility.Evaluate(scheme, full, s_rules, s_day), "c");

        Assert.Equal((R.NotKnown, R.Met), (missed.Result, seen.Result));
        Assert.Matches(@"\p{IsArabic}", missed.Bring!.Ar);
        Assert.NotEmpty(seen.Seen!.Ar);
    }

    private static EligibilityOutcome Evaluate(string scheme, ApplicantProfile applicant) =>
        Eligibility.Evaluate(s_rules.Scheme(scheme), applicant, s_rules, s_day);

    private static ConditionOutcome Of(EligibilityOutcome outcome, string code) => Assert.Single(outcome.Conditions, condition => condition.Code == code);

    private static (string Fr, string Ar) Seen(EligibilityOutcome outcome, string code) =>
        (Of(outcome, code).Seen!.Fr.Replace('\u00A0', ' '), Of(outcome, code).Seen!.Ar.Replace('\u00A0', ' '));
}
