using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Local.Demo;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

/// <summary>The test mode of the runtime: every result of an activity and every event comes twice, and nothing is kept in memory between steps.</summary>
public sealed class DeliveredTwiceTests(EmulatedStorage storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_story_comes_to_the_same_log_when_everything_is_delivered_twice()
    {
        await AssertAlikeAsync(async app =>
        {
            await using StringWriter output = new();
            Story story = new(app.Http, output);
            await story.LiveAsync(Cancellation);
            return story.Reference;
        });
    }

    [Fact]
    public async Task A_case_that_takes_every_detour_comes_to_the_same_log_when_everything_is_delivered_twice()
    {
        await AssertAlikeAsync(async app =>
        {
            await app.LeaveInEnvelopeAsync("11", left: 0m);
            Dossier dossier = await Dossier.SubmitAsync(app, region: "11");
            await dossier.ReachAsync(CaseState.ComplementRequested);
            await dossier.ReachAsync(CaseState.Deferred);
            await dossier.ReachAsync(CaseState.NationalCommittee);
            await dossier.ReachAsync(CaseState.WaitingList);
            await app.LetPassAsync(TimeSpan.FromDays(2));
            await app.GiveBackToEnvelopeAsync("11");
            await app.LetPassAsync(TimeSpan.FromDays(1));
            await dossier.ReachAsync(CaseState.PaymentPrepared);
            await dossier.RefuseProofAsync("Facture non acquittée.");
            await dossier.ReachAsync(CaseState.PaymentReturned);
            await dossier.ReachAsync(CaseState.Closed);
            return dossier.Reference;
        });
    }

    private async Task AssertAlikeAsync(Func<TestApp, Task<string>> live)
    {
        Life[] lives = await Task.WhenAll(LiveAsync(live, "false"), LiveAsync(live, "true"));

        Assert.Equal(lives[0].Facts, lives[1].Facts);
        Assert.Equal(nameof(CaseClosed), lives[1].Facts.Last(fact => fact != nameof(LetterRecorded)));
        Assert.Equal(lives[1].Facts.Count(fact => fact == nameof(LetterRecorded)), lives[1].Mail.Count);
        Assert.All(lives[1].Mail, mail => Assert.Equal(1, mail.Deliveries));
    }

    private async Task<Life> LiveAsync(Func<TestApp, Task<string>> live, string twice)
    {
        await using TestApp app = await RunningApp.StartAsync(storage, "--Local:DeliverTwice", twice);
        string reference = await live(app);
        CaseStore store = app.Services.GetRequiredService<CaseStore>();
        IReadOnlyList<string> lines = (await store.ReadLogAsync(reference, Cancellation))!.Value.Lines;
        Assert.All(
            CaseLog.Read(reference, lines).File.Documents,
            document => Assert.Equal(Enum.GetValues<AutomaticCheck>(), document.Reports.Select(report => report.Check).Order()));
        // That a letter was taken or a document checked is noted beside what goes on meanwhile; everything else has its order.
        IEnumerable<CaseEvent> facts = lines.Select(line => LogEntry.FromJson(line).Event).Where(fact => fact is not (LetterSent or DocumentChecked));
        return new Life([.. facts.Select(fact => fact.GetType().Name)], await app.World.MailAsync(reference, Cancellation));
    }

    private sealed record Life(string[] Facts, IReadOnlyList<ArrivedMail> Mail);
}
