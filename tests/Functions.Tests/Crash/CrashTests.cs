using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Local.Azurite;
using Tasdir.Local.Demo;
using Tasdir.Local.Engine;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;
using Tasdir.Workflows.Envelopes;

namespace Tasdir.Functions.Tests.Crash;

/// <summary>
/// The demonstration's path, with the app killed (SIGKILL) at sixty different writes to its storage, half of them before the
/// write and half after it, and started again each time. The storage stays up: it stands in for a durable cloud service.
/// </summary>
public sealed class CrashTests(SharedApp shared)
{
    private const int Deaths = 60;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(12);

    [Fact]
    public async Task A_case_whose_app_is_killed_at_sixty_writes_ends_as_one_that_was_left_alone()
    {
        StorageEmulator emulator = await shared.StorageAsync();
        Life calm = await LiveAsync(emulator, deaths: 0);
        Life hard = await LiveAsync(emulator, Deaths);

        Assert.Empty(calm.Deaths);
        Assert.True(hard.Deaths.Distinct().Count() >= 50, $"The app was killed at {hard.Deaths.Count} writes only.");
        Assert.Equal(Facts(calm.Lines), Facts(hard.Lines));
        AssertWhole(calm);
        AssertWhole(hard);
    }

    private static void AssertWhole(Life life)
    {
        CaseFile file = CaseLog.Read(life.Reference, life.Lines).File;
        Assert.Null(CaseLog.FirstBreak(life.Lines, life.Head));
        Assert.Equal(CaseState.Closed, file.State);
        Assert.Equal(Money.FromMad(144_000), file.Granted);

        // Every document was checked, and by each check once.
        Assert.All(file.Documents, document => Assert.Equal(Enum.GetValues<AutomaticCheck>(), document.Reports.Select(report => report.Check).Order()));

        // No payment twice, none lost.
        Assert.True(DemoRun.PaidOnce(life.Lines, file.Granted!.Value.Mad));
        Assert.All(file.Tranches, tranche => Assert.EndsWith("-G1", tranche.EndToEndId, StringComparison.Ordinal));
        foreach (Tranche tranche in file.Tranches)
        {
            Assert.Single(life.PaymentFiles, content => content.Contains($"<EndToEndId>{tranche.EndToEndId}</EndToEndId>", StringComparison.Ordinal));
        }

        Assert.Equal(file.Granted, life.Envelope.Consumed);
        Assert.Equal(Money.Zero, life.Envelope.Reserved);
        Assert.Equal(3, life.Envelope.Lines.Count);

        // No vote lost, none counted twice, and one decision from them.
        Session session = Assert.Single(file.Sessions);
        Assert.Equal(session.Opened.Seats.Order(), session.Votes.Select(vote => vote.Seat).Order());
        Assert.Single(life.Lines.Select(LogEntry.FromJson), entry => entry.Event is SupportDecided);

        // Every letter arrived, and under the one id that the log gives it.
        IEnumerable<LetterRecorded> letters = life.Lines.Select(line => LogEntry.FromJson(line).Event).OfType<LetterRecorded>();
        Assert.Empty(file.LettersToSend);
        Assert.Equal(letters.Select(letter => letter.MailId).Order(StringComparer.Ordinal), life.Mails.Select(mail => mail.MailId).Order(StringComparer.Ordinal));
    }

    // Letters are marked as sent, and documents checked, beside the procedure: their place among the other facts is left to chance.
    private static IEnumerable<string> Facts(IEnumerable<string> lines) => lines
        .Select(line => JsonNode.Parse(line)!["event"]!)
        .Select(fact => (string)fact["type"]!)
        .Where(type => !type.StartsWith("letter", StringComparison.Ordinal) && type != "documentChecked");

    private static async Task<Life> LiveAsync(StorageEmulator emulator, int deaths)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_longest);
        string prefix = "c" + Guid.NewGuid().ToString("N")[..15];
        MortalApp app = null!;
        await using StorageGate gate = StorageGate.Open(emulator, () => app.Kill());
        await using MortalApp mortal = app = new MortalApp(gate.ConnectionString, prefix);
        Fate fate = new(app, gate, deaths);
        app.Start();
        fate.Decide();
        using HttpClient http = new(new PatientClient(fate.ReviveAsync))
        {
            BaseAddress = new Uri($"http://localhost:{app.Port}"),
            Timeout = TimeSpan.FromMinutes(5),
        };
        Story story = new(http, TextWriter.Null);
        try
        {
            await story.LiveAsync(patience.Token);
            IReadOnlyList<ArrivedMail> mails = await new World(http).MailAsync(story.Reference, patience.Token);
            fate.Spare();
            app.Kill();
            return await ReadAsync(emulator, prefix, app.State, story.Reference, mails, gate.Deaths, patience.Token);
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException(
                $"Deaths:\n{string.Join('\n', gate.Deaths)}\nThe app's last words:\n{string.Join('\n', File.ReadAllLines(app.Log).TakeLast(40))}", fault);
        }
    }

    private static async Task<Life> ReadAsync(
        StorageEmulator emulator,
        string prefix,
        string state,
        string reference,
        IReadOnlyList<ArrivedMail> mails,
        IReadOnlyList<string> deaths,
        CancellationToken cancellation)
    {
        using IHost app = HostedApp.Build(
            ["--port", "0", "--data", state, "--StoragePrefix", prefix, "--Storage", emulator.ConnectionString]);
        (IReadOnlyList<string> lines, string head) = (await app.Services.GetRequiredService<CaseStore>().ReadLogAsync(reference, cancellation))!.Value;
        CaseFile file = CaseLog.Read(reference, lines).File;
        List<string> files = [];
        await foreach (Azure.Storage.Blobs.Models.BlobItem blob in app.Services.GetRequiredService<StorageClients>()
            .Container(Keys.PaymentFiles).GetBlobsAsync(cancellationToken: cancellation))
        {
            files.Add((await app.Services.GetRequiredService<StorageClients>()
                .Container(Keys.PaymentFiles).GetBlobClient(blob.Name).DownloadContentAsync(cancellation)).Value.Content.ToString());
        }

        DurableTaskClient client = app.Services.GetRequiredService<DurableEngine>().Client;
        EntityInstanceId id = new(nameof(EnvelopeEntity), file.Envelope!);
        Envelope envelope = (await client.Entities.GetEntityAsync<Envelope>(id, includeState: true, cancellation))!.State;
        return new Life(reference, lines, head, files, envelope, mails, [.. deaths]);
    }

    private sealed record Life(
        string Reference,
        IReadOnlyList<string> Lines,
        string Head,
        IReadOnlyList<string> PaymentFiles,
        Envelope Envelope,
        IReadOnlyList<ArrivedMail> Mails,
        IReadOnlyList<string> Deaths);

    /// <summary>Decides when the app dies next, and starts it again. The seed makes a failure repeatable, as far as threads let it.</summary>
    private sealed class Fate(MortalApp app, StorageGate gate, int deaths)
    {
        private readonly Random _random = new(20261124);
        private int _left = deaths;

        public void Decide()
        {
            if (_left-- > 0)
            {
                gate.KillAt(_random.Next(2, 9), afterwards: _left % 2 == 0);
            }
        }

        public void Spare() => gate.KillAt(int.MaxValue, afterwards: false);

        public async Task ReviveAsync(CancellationToken cancellation)
        {
            if (!app.IsAlive)
            {
                app.Start();
                Decide();
            }

            // Real time: the app is another process and needs a moment to answer.
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }
}
