using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Local.Demo;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Tests.Driver;
using Tasdir.Workflows.Tests.Mail.Paper;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class FiledLettersTests(RunningApp running) : IClassFixture<RunningApp>
{
    private LetterStore Store => running.App.Services.GetRequiredService<LetterStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_is_notified_in_Arabic_with_a_French_copy_and_filed_before_it_is_sent()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App);
        await dossier.ReachAsync(CaseState.ConventionToSign);

        FiledLetter filed = Assert.Single((await dossier.FileAsync()).FiledLetters);
        Assert.Equal(LetterKind.SupportGranted, filed.Kind);
        IEnumerable<string> facts = (await dossier.LogAsync()).Select(entry => entry.Event)
            .Where(fact => fact is LetterFiled e && e.MailId == filed.MailId || fact is LetterSent s && s.MailId == filed.MailId)
            .Select(fact => fact.GetType().Name);
        Assert.Equal([nameof(LetterFiled), nameof(LetterSent)], facts);
        BinaryData kept = await Store.ReadAsync(dossier.Reference, filed.MailId, Cancellation);
        Assert.Equal((filed.Sha256, filed.Length), (Convert.ToHexStringLower(SHA256.HashData(kept)), kept.Length));
        string paper = PaperText.Of(kept.ToArray());
        Assert.True(paper.IndexOf("قررت اللجنة", StringComparison.Ordinal) < paper.IndexOf("Le comité a décidé", StringComparison.Ordinal));
        ArrivedMail mail = Assert.Single(await dossier.MailAsync(), mail => mail.MailId == filed.MailId);
        Assert.StartsWith("الملف", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Le comité a décidé", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_before_a_crash_is_what_is_filed()
    {
        const string Id = "TSD-2026-10-7F3KQ9-000012";
        BinaryData first = BinaryData.FromString("first");

        Assert.Equal("first", (await Store.WriteOnceAsync("TSD-2026-10-7F3KQ9", Id, first, Cancellation)).ToString());
        Assert.Equal("first", (await Store.WriteOnceAsync("TSD-2026-10-7F3KQ9", Id, BinaryData.FromString("second"), Cancellation)).ToString());
    }
}
