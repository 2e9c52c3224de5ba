using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Storage.Committees;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;
using ReviewSeating = Tasdir.Functions.Committees.ReviewSeating;

namespace Tasdir.Workflows.Tests.Committees;

/// <summary>Members are away while their committee sits.</summary>
public sealed class SeatingReviewTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Seat = "chamber";

    private TestApp App => running.App;

    [Fact]
    public async Task Who_is_named_is_called_when_the_absence_begins_and_the_member_sits_again_after_it()
    {
        await using Dossier dossier = await InSessionAsync("06");
        await AwayAsync("06", from: 2, until: 4);

        await ReviewOfTheDayAsync();
        Assert.Equal("comite-06-ccis@tasdir.example", await HolderAsync(dossier));
        await ReviewOfTheDayAsync();
        Assert.Equal("comite-06-adjoint@tasdir.example", await HolderAsync(dossier));
        Assert.Contains(await dossier.MailAsync(), mail => mail.To == "comite-06-adjoint@tasdir.example");
        await App.LetPassAsync(TimeSpan.FromDays(2));
        await ReviewOfTheDayAsync();
        await ReviewOfTheDayAsync();

        Assert.Equal("comite-06-ccis@tasdir.example", await HolderAsync(dossier));
        Assert.Equal([CallReason.Delegation, CallReason.Composition], (await dossier.FactsAsync<MemberCalled>()).Select(called => called.Why));
    }

    [Fact]
    public async Task A_session_that_opens_while_a_member_is_away_is_opened_with_who_was_named()
    {
        await AwayAsync("07", from: 0, until: 30);

        await using Dossier dossier = await InSessionAsync("07");

        Assert.Equal("comite-07-adjoint@tasdir.example", await HolderAsync(dossier));
        Assert.Empty(await dossier.FactsAsync<MemberCalled>());
    }

    [Fact]
    public async Task A_vote_that_was_cast_stays_and_other_cases_are_left_alone()
    {
        await using Dossier voted = await InSessionAsync("09");
        await voted.VoteAsync(VoteChoice.Approve, Seat);
        await using Dossier before = await Dossier.SubmitAsync(App, region: "09");
        await AwayAsync("09", from: 0, until: 30);

        await ReviewOfTheDayAsync();

        Assert.Empty(await voted.FactsAsync<MemberCalled>());
        Assert.Single((await voted.FileAsync()).Sessions[^1].Votes);
        Assert.Equal(CaseState.DocumentCheck, await before.StateAsync());
    }

    private async Task<Dossier> InSessionAsync(string region)
    {
        Dossier dossier = await Dossier.SubmitAsync(App, region);
        await dossier.ReachAsync(CaseState.Committee);
        return dossier;
    }

    private Task AwayAsync(string region, int from, int until) => App.Services.GetRequiredService<AbsenceStore>().RecordAsync(
        region,
        new Absence(
            Guid.NewGuid().ToString("N"),
            new Delegation(
                Seat, $"comite-{region}-ccis@tasdir.example", $"comite-{region}-adjoint@tasdir.example", App.Today().AddDays(from), App.Today().AddDays(until), App.Now())),
        TestContext.Current.CancellationToken);

    private static async Task<string?> HolderAsync(Dossier dossier) => (await dossier.FileAsync()).Sessions[^1].MemberOf(Seat)!.Mailbox;

    // As the timer does, on the next day: a review is made once a day.
    private async Task ReviewOfTheDayAsync()
    {
        await App.LetPassAsync(TimeSpan.FromDays(1));
        await new ReviewSeating(App.Services.GetRequiredService<TimeProvider>())
            .Run(new TimerInfo(), App.DurableClient(), TestContext.Current.CancellationToken);
        await App.SettleAsync();
    }
}
