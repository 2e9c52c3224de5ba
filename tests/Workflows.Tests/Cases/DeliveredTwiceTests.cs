using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Demo;
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
        (string[] Facts, CaseFile File, IReadOnlyList<ArrivedMail> Mail)[] lives =
            await Task.WhenAll(LiveAsync(), LiveAsync("--Local:DeliverTwice", "true"));

        Assert.Equal(lives[0].Facts, lives[1].Facts);
        Assert.Equal(CaseState.Closed, lives[1].File.State);
        Assert.All(lives[1].Mail, mail => Assert.Equal(1, mail.Deliveries));
        Assert.Equal(lives[0].Mail.Count, lives[1].Mail.Count);
    }

    private async Task<(string[] Facts, CaseFile File, IReadOnlyList<ArrivedMail> Mail)> LiveAsync(params string[] settings)
    {
        await using TestApp app = await RunningApp.StartAsync(storage, settings);
        await using StringWriter output = new();
        Story story = new(app.Http, output);
        await story.LiveAsync(Cancellation);
        CaseStore store = app.Services.GetRequiredService<CaseStore>();
        IReadOnlyList<string> lines = (await store.ReadLogAsync(story.Reference, Cancellation))!.Value.Lines;
        // That a letter was taken is noted beside what goes on meanwhile; everything else has its order.
        CaseEvent[] events = [.. lines.Select(line => LogEntry.FromJson(line).Event).Where(fact => fact is not LetterSent)];
        return (
            [.. events.Select(fact => fact.GetType().Name)],
            await store.GetAsync(story.Reference, Cancellation),
            await app.World.MailAsync(story.Reference, Cancellation));
    }
}
