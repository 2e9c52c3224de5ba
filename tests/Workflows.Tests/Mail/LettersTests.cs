using System.Text.RegularExpressions;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Mail;

namespace Tasdir.Workflows.Tests.Mail;

public sealed partial class LettersTests
{
    public static MatrixTheoryData<LetterKind, string> EveryLetter => new(Enum.GetValues<LetterKind>(), ["fr", "ar"]);

    [Theory, MemberData(nameof(EveryLetter))]
    public async Task Every_letter_is_written_in_both_languages_the_recipients_first(LetterKind kind, string language)
    {
        Letter letter = await Letters.ComposeAsync(kind, Samples.Everything, language);

        string[] order = [.. SectionStart().Matches(letter.Html).Select(match => match.Groups[1].Value)];
        Assert.Equal(language == "ar" ? ["ar rtl", "fr ltr"] : ["fr ltr", "ar rtl"], order.Select(tag => tag.Replace("\" dir=\"", " ")));
        Assert.StartsWith(language == "ar" ? "تصدير" : "Tasdir", letter.Text, StringComparison.Ordinal);
        Assert.Equal(language == "ar", letter.Subject.Any(IsArabic));
        Assert.Contains(Samples.Everything.Reference, letter.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(Samples.Everything.ApplicantName, letter.Subject, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(EveryLetter))]
    public async Task No_letter_has_an_unfilled_place_or_remote_content(LetterKind kind, string language)
    {
        Letter letter = await Letters.ComposeAsync(kind, Samples.Everything, language);

        Assert.DoesNotMatch(@"\{\w+\}", letter.Subject + letter.Html + letter.Text);
        Assert.DoesNotMatch("<(img|link|script|iframe)|src=|url\\(", letter.Html);
    }

    [Theory, MemberData(nameof(EveryLetter))]
    public async Task Arabic_stands_only_in_blocks_that_run_from_right_to_left(LetterKind kind, string language)
    {
        Letter letter = await Letters.ComposeAsync(kind, Samples.Everything, language);

        (string Words, string Direction)[] words = [.. HtmlText.Read(letter.Html)];
        Assert.Contains(words, run => run.Words.Any(IsArabic));
        Assert.All(words.Where(run => run.Words.Any(IsArabic)), run => Assert.True(run.Direction is "rtl" or "auto", run.Words));
        Assert.All(words.Where(run => run.Words.Any(char.IsAsciiLetterLower)), run => Assert.True(run.Direction is "ltr" or "auto", run.Words));
    }

    [Theory, MemberData(nameof(EveryLetter))]
    public async Task The_plain_text_says_what_the_html_says(LetterKind kind, string language)
    {
        Letter letter = await Letters.ComposeAsync(kind, Samples.Everything, language);

        string[] inHtml = [.. HtmlText.Read(letter.Html).Select(run => run.Words.Trim()).Where(words => words.Length > 0)];
        Assert.True(inHtml.Length > 20);
        Assert.All(inHtml.SelectMany(words => words.Split('\n')), words => Assert.Contains(words, letter.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LetterKind.ApplicationReceived, "R-2026-000123", "180 000,50 DH", "22 janvier 2027", "Suivre mon dossier")]
    [InlineData(LetterKind.ComplementRequested, "illisible", "Devis du stand", "7 décembre 2026", "Déposer les documents")]
    [InlineData(LetterKind.ComplementReminder, "illisible", "Devis du stand", "7 décembre 2026")]
    [InlineData(LetterKind.ComplementReceived, "22 janvier 2027")]
    [InlineData(LetterKind.DeclaredAdmissible, "180 000,50 DH", "22 janvier 2027")]
    [InlineData(LetterKind.DeclaredInadmissible, "troisième personne", "1er février 2027", "loi n° 03-01", "recours")]
    [InlineData(LetterKind.VoteInvitation, "Chambre de commerce", "180 000,50 DH", "7 décembre 2026", "voter")]
    [InlineData(LetterKind.VoteReminder, "Chambre de commerce", "180 000,50 DH", "7 décembre 2026")]
    [InlineData(LetterKind.QuestionAsked, "Avez-vous déjà un acheteur ?", "7 décembre 2026")]
    [InlineData(LetterKind.QuestionReminder, "Avez-vous déjà un acheteur ?", "7 décembre 2026")]
    [InlineData(LetterKind.SupportGranted, "144 000,00 DH", "180 000,50 DH", "troisième personne", "Avant de signer la convention")]
    [InlineData(LetterKind.SupportRefused, "180 000,50 DH", "troisième personne", "1er février 2027", "loi n° 03-01")]
    [InlineData(LetterKind.PlacedOnWaitingList, "144 000,00 DH", "Guelmim-Oued Noun", "100 000,00 DH", "sans attendre")]
    [InlineData(LetterKind.ConventionToSign, "144 000,00 DH", "7 décembre 2026", "Nombre de tranches", "1er février 2027", "sans risquer ce qui vous est accordé")]
    [InlineData(LetterKind.SignatureReminder, "144 000,00 DH", "7 décembre 2026")]
    [InlineData(LetterKind.ProofRequested, "Devis du stand", "2 sur 3", "144 000,00 DH", "7 décembre 2026")]
    [InlineData(LetterKind.ProofReminder, "Devis du stand", "2 sur 3", "144 000,00 DH", "7 décembre 2026")]
    [InlineData(LetterKind.TranchePaid, "144 000,00 DH", "2 sur 3", "TSD2026107F3KQ9T2G1")]
    [InlineData(LetterKind.PaymentReturned, "144 000,00 DH", "2 sur 3", "TSD2026107F3KQ9T2G1", "troisième personne")]
    [InlineData(LetterKind.CaseClosed, "144 000,00 DH")]
    [InlineData(LetterKind.ApplicationWithdrawn, "retirée")]
    [InlineData(LetterKind.CaseExpired, "7 décembre 2026", "1er février 2027", "loi n° 03-01")]
    [InlineData(LetterKind.DocumentCheckReminder, "22 janvier 2027")]
    [InlineData(LetterKind.PaymentReminder, "2 sur 3", "144 000,00 DH", "7 décembre 2026")]
    [InlineData(LetterKind.DataRequested, "7 décembre 2026", "loi n° 09-08", "Ouvrir les dossiers")]
    [InlineData(LetterKind.DataRequestAnswered, "troisième personne", "Télécharger mes données")]
    public async Task A_letter_shows_the_facts_of_its_kind(LetterKind kind, params string[] facts)
    {
        Letter letter = await Letters.ComposeAsync(kind, Samples.Everything, "fr");

        string text = letter.Text.Replace('\u00A0', ' ');
        string[] always = ["TSD-2026-10-7F3KQ9", "Coopérative Tifaouine", "Prospection des marchés", "استكشاف الأسواق", "Bonjour Fatima Aït Lahcen", "كلميم", "https://tasdir.example/cases/"];
        Assert.All([.. always, .. facts], fact => Assert.Contains(fact, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_is_not_written_without_what_it_is_about()
    {
        LetterFacts facts = Samples.Everything;
        (LetterKind Kind, LetterFacts Facts)[] incomplete =
        [
            (LetterKind.ApplicationReceived, facts with { LegalDueOn = null }),
            (LetterKind.ComplementRequested, facts with { Items = [] }),
            (LetterKind.ComplementRequested, facts with { DueOn = null }),
            (LetterKind.DeclaredInadmissible, facts with { Reasons = [] }),
            (LetterKind.VoteInvitation, facts with { Link = null }),
            (LetterKind.QuestionAsked, facts with { Question = null }),
            (LetterKind.SupportGranted, facts with { Amount = null }),
            (LetterKind.SupportRefused, facts with { Reasons = [] }),
            (LetterKind.TranchePaid, facts with { Tranche = null }),
        ];

        foreach ((LetterKind kind, LetterFacts lacking) in incomplete)
        {
            ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => Letters.ComposeAsync(kind, lacking, "fr"));
            Assert.Contains($"{kind}", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_whole_grant_speaks_neither_of_a_reduction_nor_of_an_appeal()
    {
        Letter letter = await Letters.ComposeAsync(
            LetterKind.SupportGranted, Samples.Everything with { Reasons = [], AppealUntil = null }, "fr");

        Assert.DoesNotContain("réduction", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("recours", letter.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_convention_for_what_was_computed_speaks_of_no_appeal()
    {
        Letter letter = await Letters.ComposeAsync(LetterKind.ConventionToSign, Samples.Everything with { AppealUntil = null }, "fr");

        Assert.DoesNotContain("recours", letter.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Text_from_people_is_encoded_and_cannot_turn_the_text_around_it()
    {
        const string Hostile = "<script>alert('x')</script>\u202Eevil\u2069";
        LetterFacts facts = Samples.Everything with
        {
            ApplicantName = Hostile,
            RecipientName = Hostile,
            Question = Hostile + "\n<img src=x onerror=y>",
            Items = [new(Hostile, Hostile)],
            Reasons = [new(Hostile, Hostile)],
            Scheme = new(Hostile, Hostile),
        };

        foreach (LetterKind kind in Enum.GetValues<LetterKind>())
        {
            Letter letter = await Letters.ComposeAsync(kind, facts, "ar");
            Assert.DoesNotContain("<script", letter.Html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", letter.Html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;script&gt;", letter.Html, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', letter.Html + letter.Text);
            Assert.Equal(letter.Text.Count(c => c == '\u2068'), letter.Text.Count(c => c == '\u2069'));
        }
    }

    [Fact]
    public async Task Within_Arabic_references_and_amounts_are_set_apart()
    {
        Letter letter = await Letters.ComposeAsync(LetterKind.ConventionToSign, Samples.Everything, "ar");

        Assert.Contains("<bdi>TSD-2026-10-7F3KQ9</bdi>", letter.Html, StringComparison.Ordinal);
        Assert.Contains("<bdi>144.000,00&#xA0;درهم</bdi>", letter.Html, StringComparison.Ordinal);
        Assert.Contains("\u2068TSD-2026-10-7F3KQ9\u2069", letter.Text, StringComparison.Ordinal);
        Assert.Contains("\u2068144.000,00\u00A0درهم\u2069", letter.Text, StringComparison.Ordinal);
        Assert.Contains("7 دجنبر 2026", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digest_counts_the_open_and_the_late_files_and_leaves_empty_groups_out()
    {
        Letter letter = await Letters.ComposeDigestAsync(Samples.Digest, "fr");

        Assert.Equal("Dossiers au 23 novembre 2026 : 3 en cours, 1 en retard", letter.Subject.Replace('\u00A0', ' '));
        Assert.Contains("Au bureau régional (2)", letter.Text, StringComparison.Ordinal);
        Assert.Contains("TSD-2026-10-7F3KQ9 · Coopérative Tifaouine · en retard depuis le 20 novembre 2026", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("À la banque", letter.Text, StringComparison.Ordinal);
        Assert.Contains("https://tasdir.example/desk", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_digest_is_cut_and_says_so()
    {
        DigestFile[] files = [.. Enumerable.Range(0, 25).Select(i => new DigestFile($"TSD-2026-10-{i:00000}A", "Société", null))];
        DigestFacts facts = Samples.Digest with { Groups = [new DigestGroup(new Text("Au bureau", "لدى المكتب"), files)] };

        Letter letter = await Letters.ComposeDigestAsync(facts, "fr");

        Assert.Contains("Au bureau (25)", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Autres dossiers : 5", letter.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain(files[20].Reference, letter.Text, StringComparison.Ordinal);
    }

    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF';

    [GeneratedRegex("<td lang=\"(..\" dir=\"...)\"")]
    private static partial Regex SectionStart();
}
