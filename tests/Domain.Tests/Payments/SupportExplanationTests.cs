using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Payments;

public sealed class SupportExplanationTests
{
    private static readonly ProgrammeRules s_rules = Programmes.All[^1];
    private static readonly Scheme s_scheme = s_rules.Scheme("first-export");
    private static readonly DateOnly s_day = new(2026, 3, 2);

    [Fact]
    public void An_applicant_reads_in_both_languages_how_the_support_came_about()
    {
        PlanLine[] plan =
        [
            new("fairs", Money.FromMad(300_000), null, [Quote(290_000), Quote(310_000), Quote(320_000)]),
            new("coaching", Money.FromMad(20_000)),
        ];

        IReadOnlyList<ExplainedStep> steps = Explain(new ApplicantProfile { Kind = ApplicantKind.Cooperative }, plan);

        string fairs = s_rules.TryMeasure("fairs")!.Name.Fr;
        Assert.Equal(
            [
                "Votre plan coûte 320 000,00 DH.",
                $"Ligne 1, {fairs} : c'est le devis valable le moins cher qui compte, 290 000,00 DH au lieu de 300 000,00 DH.",
                $"Ligne 1, {fairs} : 80 % de 290 000,00 DH, soit 232 000,00 DH.",
                $"Ligne 2, {s_rules.TryMeasure("coaching")!.Name.Fr} : 80 % de 20 000,00 DH, soit 16 000,00 DH.",
                $"{fairs} : l'aide à cette action est de 200 000,00 DH au plus par demande, donc 200 000,00 DH au lieu de 232 000,00 DH.",
                "L'aide prévue est de 216 000,00 DH, pour 310 000,00 DH de dépenses retenues.",
                "Il reste 104 000,00 DH à votre charge.",
                "Versement 1 : 40 % de l'aide, soit 86 400,00 DH, en avance, sur lettre d'engagement.",
                "Versement 2 : 60 % de l'aide, soit 129 600,00 DH, sur justificatifs des dépenses.",
            ],
            steps.Select(step => step.Sentence.Fr.Replace('\u00A0', ' ')));
        Assert.Equal("تبلغ كلفة مخططكم 320.000,00 درهم.", steps[0].Sentence.Ar.Replace('\u00A0', ' '));
        Assert.Equal("الشطر 2: 60 % من الدعم، أي 129.600,00 درهم، بعد الإدلاء بمبررات النفقات.", steps[^1].Sentence.Ar.Replace('\u00A0', ' '));
        Assert.All(steps.Skip(1).Take(5), step => Assert.Equal(s_scheme.Basis, step.Basis));
    }

    [Fact]
    public void What_was_received_before_is_said()
    {
        ApplicantProfile applicant = new() { Aids = [new Aid(2026, Money.FromMad(30_000), Programme: "Tatwir", SameCost: true)] };

        IReadOnlyList<ExplainedStep> steps = Explain(applicant, [new PlanLine(null, Money.FromMad(100_000))]);

        Assert.Contains(steps, step => step.Sentence.Fr.Replace('\u00A0', ' ')
            == "Toutes les aides publiques réunies ne dépassent pas 80 % des dépenses retenues, soit 80 000,00 DH, et d'autres aides en paient déjà 30 000,00 DH ; il reste 50 000,00 DH au lieu de 80 000,00 DH.");
        Assert.Contains(steps, step => step.Sentence.Fr.Replace('\u00A0', ' ') == "D'autres aides publiques paient 30 000,00 DH des mêmes dépenses.");
    }

    public static TheoryData<SupportStepKind> Kinds => [.. Enum.GetValues<SupportStepKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_step_has_its_sentence_in_both_languages_with_and_without_aid_before(SupportStepKind kind)
    {
        bool hasReceived = kind is SupportStepKind.MeasureYearCeiling or SupportStepKind.YearCeiling
            or SupportStepKind.BeneficiaryCeiling or SupportStepKind.PublicAid or SupportStepKind.OwnShare;
        foreach (Money received in hasReceived ? [Money.Zero, new Money(1)] : new[] { Money.Zero })
        {
            SupportStep step = new(kind, Money.FromMad(2), Money.FromMad(1), s_scheme.Basis) { Received = received };
            SupportResult support = new([], Money.Zero, Money.Zero, Money.Zero, Money.Zero, [], [step]);

            Text sentence = SupportExplanation.Of(support, s_scheme, s_rules)[1].Sentence;

            Assert.Matches("^[A-ZÀ-Ý]", sentence.Fr);
            Assert.Matches("^[\u0600-\u06FF]", sentence.Ar);
            Assert.DoesNotContain('{', sentence.Fr + sentence.Ar);
        }
    }

    [Theory]
    [InlineData("first-export", "en avance, sur lettre d'engagement.")]
    [InlineData("consortium", "de l'aide de l'année")]
    [InlineData("craft-export", "une fois le plan réalisé et justifié.")]
    public void Each_template_says_when_it_is_paid(string scheme, string words)
    {
        Scheme template = s_rules.Scheme(scheme);
        SupportResult support = Support.Compute(template, new ApplicantProfile(), [new PlanLine(null, Money.FromMad(1_000))], s_rules, s_day);

        Assert.Contains(SupportExplanation.Of(support, template, s_rules), step => step.Sentence.Fr.Contains(words, StringComparison.Ordinal));
    }

    private static Quote Quote(int amount) => new("Atlas", Money.FromMad(amount));

    private static IReadOnlyList<ExplainedStep> Explain(ApplicantProfile applicant, IReadOnlyList<PlanLine> plan) =>
        SupportExplanation.Of(Support.Compute(s_scheme, applicant, plan, s_rules, s_day), s_scheme, s_rules);
}
