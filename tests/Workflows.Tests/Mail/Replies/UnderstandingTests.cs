using CsCheck;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Mail.Replies;

namespace Tasdir.Workflows.Tests.Mail.Replies;

/// <summary>A reply is understood by the words it begins with, or not at all.</summary>
public sealed class UnderstandingTests
{
    [Theory]
    [InlineData("APPROUVE")]
    [InlineData("approuvé.")]
    [InlineData("APPROUVÉE")]
    [InlineData("J'approuve")]
    [InlineData("J’approuve la demande")]
    [InlineData("Bonjour,|J'approuve.|Cordialement,|Ahmed")]
    [InlineData("Bonjour, APPROUVE")]
    [InlineData("Madame, Monsieur,|Avis favorable")]
    [InlineData("Mon vote : APPROUVE")]
    [InlineData("ACCORD")]
    [InlineData("D'accord")]
    [InlineData("d’accord !")]
    [InlineData("Favorable")]
    [InlineData("Je suis favorable au projet.")]
    [InlineData("OUI")]
    [InlineData("Suite à votre message :|APPROUVE")]
    [InlineData("موافق")]
    [InlineData("موافقة")]
    [InlineData("مُوافِقٌ")]
    [InlineData("مـــوافق")]
    [InlineData("أوافق على الطلب")]
    [InlineData("اوافق")]
    [InlineData("مقبول.")]
    [InlineData("السلام عليكم ورحمة الله|موافق|مع تحياتي|أحمد")]
    [InlineData("نعم")]
    [InlineData("قراري: موافق")]
    public void A_word_of_consent_approves(string mail) => Assert.Equal(new Answer(VoteChoice.Approve), Answered(mail));

    [Theory]
    [InlineData("APPROUVE 40000", 40_000)]
    [InlineData("APPROUVE: 40 000 DH", 40_000)]
    [InlineData("APPROUVE - 40 000 MAD", 40_000)]
    [InlineData("J'approuve 40.000,50 DH", 40_000.50)]
    [InlineData("APPROUVE 40 000,5 dhs.", 40_000.50)]
    [InlineData("J'approuve la demande à hauteur de 40 000 dirhams", 40_000)]
    [InlineData("D'accord pour 40 000", 40_000)]
    [InlineData("APPROUVE jusqu'à 1 250 000,00 DH", 1_250_000)]
    [InlineData("APPROUVE MAD 40'000", 40_000)]
    [InlineData("APPROUVE|40 000 DH", 40_000)]
    [InlineData("APPROUVE|Montant : 40 000 DH", 40_000)]
    [InlineData("APPROUVE 40,000.50", 40_000.50)]
    [InlineData("موافق 40000 درهم", 40_000)]
    [InlineData("موافق على مبلغ ٤٠٠٠٠ درهم", 40_000)]
    [InlineData("موافق بمبلغ ۴۰۰۰۰", 40_000)]
    [InlineData("موافق ٤٠٬٠٠٠٫٥٠ درهما", 40_000.50)]
    [InlineData("أوافق في حدود 40 000", 40_000)]
    public void An_amount_is_read_as_it_is_typed(string mail, double amount) =>
        Assert.Equal(Money.FromMad((decimal)amount), Read(mail).Answer?.Amount);

    [Theory]
    [InlineData("REJETTE: devis non conforme", "devis non conforme")]
    [InlineData("Rejeté - hors délai", "hors délai")]
    [InlineData("Je rejette la demande : le devis a expiré", "le devis a expiré")]
    [InlineData("REFUSE|Le devis a expiré.|Le marché aussi.", "Le devis a expiré.\nLe marché aussi.")]
    [InlineData("REJETTE, devis non conforme", "devis non conforme")]
    [InlineData("Défavorable : hors région", "hors région")]
    [InlineData("NON : déjà financé", "déjà financé")]
    [InlineData("NON", null)]
    [InlineData("REJETTE", null)]
    [InlineData("مرفوض: الملف ناقص", "الملف ناقص")]
    [InlineData("أرفض الطلب بسبب نقص الوثائق", "بسبب نقص الوثائق")]
    [InlineData("رفض|الملف ناقص", "الملف ناقص")]
    public void A_refusal_is_read_with_its_reason(string mail, string? reason) =>
        Assert.Equal(new Answer(VoteChoice.Reject, null, reason), Answered(mail));

    [Theory]
    [InlineData("REPORTE: quel est le marché visé ?", "quel est le marché visé ?")]
    [InlineData("Ajourné : où est le devis ?", "où est le devis ?")]
    [InlineData("مؤجل: ما هي السوق؟", "ما هي السوق؟")]
    [InlineData("تأجيل: أين الفاتورة؟", "أين الفاتورة؟")]
    [InlineData("أؤجل|أين الفاتورة؟", "أين الفاتورة؟")]
    public void A_question_adjourns(string mail, string reason) =>
        Assert.Equal(new Answer(VoteChoice.Defer, null, reason), Answered(mail));

    [Theory]
    [InlineData("CONFLIT", null)]
    [InlineData("Conflit d'intérêts", null)]
    [InlineData("Je me récuse : le gérant est mon frère", "le gérant est mon frère")]
    [InlineData("تضارب المصالح", null)]
    [InlineData("تنازع", null)]
    [InlineData("تجريح", null)]
    [InlineData("لدي تضارب في المصالح", null)]
    public void A_member_with_an_interest_takes_no_part(string mail, string? reason) =>
        Assert.Equal(new Answer(VoteChoice.Conflict, null, reason), Answered(mail));

    [Theory]
    [InlineData("APPROUVE 40000 : le devis 3 est trop cher", "le devis 3 est trop cher")]
    [InlineData("APPROUVE 40 000 DH, le salon est trop cher", "le salon est trop cher")]
    [InlineData("APPROUVE 40000 car le salon est trop cher", "car le salon est trop cher")]
    [InlineData("APPROUVE 40000|Le salon est trop cher.", "Le salon est trop cher.")]
    public void Consent_to_less_says_why(string mail, string reason) =>
        Assert.Equal(new Answer(VoteChoice.Approve, Money.FromMad(40_000), reason), Answered(mail));

    [Theory]
    [InlineData("", Unclear.Empty)]
    [InlineData("Bonjour,", Unclear.Empty)]
    [InlineData("Merci pour votre message", Unclear.NoWord)]
    [InlineData("Je n'approuve pas", Unclear.NoWord)]
    [InlineData("Je ne rejette pas", Unclear.NoWord)]
    [InlineData("Bien reçu, je regarde|Un|Deux|APPROUVE", Unclear.NoWord)]
    [InlineData("OUI mais NON", Unclear.Contradictory)]
    [InlineData("Oui, bien reçu", Unclear.NotPlain)]
    [InlineData("D'accord.|Je regarde demain", Unclear.NotPlain)]
    [InlineData("Oui, 40000", Unclear.NotPlain)]
    [InlineData("D'accord ?", Unclear.NotPlain)]
    [InlineData("APPROUVE ?", Unclear.NotPlain)]
    [InlineData("APPROUVE|REJETTE: motif", Unclear.Contradictory)]
    [InlineData("APPROUVE 40000|APPROUVE 50000", Unclear.Contradictory)]
    [InlineData("APPROUVE / REJETTE", Unclear.Contradictory)]
    [InlineData("APPROUVE PAS", Unclear.Contradictory)]
    [InlineData("REJETTE pas", Unclear.Contradictory)]
    [InlineData("Non favorable", Unclear.Contradictory)]
    [InlineData("NON, j'approuve", Unclear.Contradictory)]
    [InlineData("Non objection", Unclear.Contradictory)]
    [InlineData("Pas d'accord", Unclear.NoWord)]
    [InlineData("Je ne pense pas que ce soit bon.|APPROUVE", Unclear.Contradictory)]
    [InlineData("Conflit d'intérêts : aucun", Unclear.Contradictory)]
    [InlineData("Aucun conflit", Unclear.NoWord)]
    [InlineData("APPROUVE sous réserve du devis", Unclear.NotPlain)]
    [InlineData("APPROUVE 40000, sous réserve du devis", Unclear.NotPlain)]
    [InlineData("APPROUVE|mais seulement le salon", Unclear.NotPlain)]
    [InlineData("APPROUVE sauf le salon", Unclear.NotPlain)]
    [InlineData("APPROUVE quarante mille", Unclear.NotPlain)]
    [InlineData("APPROUVE 40,000", Unclear.AmountUnread)]
    [InlineData("APPROUVE 40k", Unclear.AmountUnread)]
    [InlineData("APPROUVE 40 mille", Unclear.AmountUnread)]
    [InlineData("APPROUVE -40000", Unclear.AmountUnread)]
    [InlineData("APPROUVE 50%", Unclear.AmountUnread)]
    [InlineData("APPROUVE 400 00", Unclear.AmountUnread)]
    [InlineData("APPROUVE 40000 ou 50000", Unclear.AmountUnread)]
    [InlineData("APPROUVE 40 000 - 50 000", Unclear.AmountUnread)]
    [InlineData("APPROUVE 40.000.50", Unclear.AmountUnread)]
    [InlineData("APPROUVE|Je propose 40 000 DH", Unclear.AmountUnread)]
    [InlineData("لا أوافق", Unclear.NoWord)]
    [InlineData("غير موافق", Unclear.NoWord)]
    [InlineData("لا مانع", Unclear.NoWord)]
    [InlineData("موافق أو مرفوض", Unclear.Contradictory)]
    [InlineData("موافق بشرط تقديم الفاتورة", Unclear.NotPlain)]
    [InlineData("موافق لكن بمبلغ أقل", Unclear.NotPlain)]
    public void What_could_mean_something_else_is_not_understood(string mail, Unclear why)
    {
        Understood read = Read(mail);

        Assert.Null(read.Answer);
        Assert.Equal(why, read.Why);
    }

    [Fact]
    public void The_senders_name_is_no_reason() => Assert.Equal(
        new Answer(VoteChoice.Reject), Understanding.Of(["REJETTE", "Ahmed BENALI"], "Ahmed Benali").Answer);

    [Fact]
    public void Every_amount_is_read_in_every_way_that_it_is_written() => Gen.Int[1, 999_999_999].Select(Gen.Int[0, 99]).Sample((dirhams, centimes) =>
    {
        string grouped = dirhams.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);
        Money amount = new((dirhams * 100L) + centimes);
        foreach (string typed in new[]
        {
            $"{dirhams},{centimes:00}", $"{dirhams}.{centimes:00} DH", $"{grouped.Replace(',', ' ')},{centimes:00}",
            $"{grouped.Replace(',', '\u00a0')},{centimes:00} MAD", $"{grouped.Replace(',', '.')},{centimes:00}", $"{grouped}.{centimes:00}",
            string.Concat($"{dirhams}٫{centimes:00}".Select(c => char.IsAsciiDigit(c) ? (char)('٠' + c - '0') : c)),
        })
        {
            Assert.Equal(amount, Read($"APPROUVE {typed}").Answer?.Amount);
        }
    });

    [Fact]
    public void Garbage_never_becomes_a_vote() => Gen.String.Array[0, 6]
        .Where(lines => lines.All(line => !HasWord(line)))
        .Sample(lines => Assert.Null(Understanding.Of(lines).Answer));

    [Fact]
    public void Words_of_the_answers_in_any_order_never_throw_and_two_choices_never_vote() =>
        Gen.Int[0, Words.Length - 1].Select(i => Words[i])
            .Array[1, 12]
            .Sample(words =>
            {
                Understood read = Understanding.Of(string.Join(' ', words).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                Assert.True(read.Answer is null != read.Why is null);
                string first = string.Join(' ', words).Split('\n')[0].Split(':')[0];
                if (first.Contains("APPROUVE", StringComparison.Ordinal) && first.Contains("REJETTE", StringComparison.Ordinal))
                {
                    Assert.Null(read.Answer);
                }
            });

    private static bool HasWord(string line) => AnswerStems.Any(stem => line.Contains(stem, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Words =
        ["APPROUVE", "REJETTE", "non", "pas", "ne", "40000", ":", "موافق", "مرفوض", "DH", "\n", "oui", ",", "CONFLIT", "reporte", "?", "لا", "car"];

    private static readonly string[] AnswerStems = ["ou", "ac", "no", "re", "aj", "co", "fa", "ap", "va", "ا", "ر", "م", "ت", "ن"];

    private static Understood Read(string mail) => Understanding.Of(mail.Split('|', StringSplitOptions.RemoveEmptyEntries));

    private static Answer? Answered(string mail) => Read(mail).Answer;
}
