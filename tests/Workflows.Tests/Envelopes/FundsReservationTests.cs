using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Envelopes;

/// <summary>Every case here is granted 144,000 MAD.</summary>
public sealed class FundsReservationTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task Cases_that_compete_for_an_envelope_never_overdraw_it_and_those_left_are_served_in_order_of_arrival()
    {
        await running.App.LeaveInEnvelopeAsync("12", left: (3 * 144_000m) + 100_000m);
        Dossier[] dossiers = await GrantedAsync("12", count: 7);

        Envelope envelope = await running.App.EnvelopeAsync("12");
        Dossier[] served = await InAsync(dossiers, CaseState.ConventionToSign);
        Assert.Equal(3, served.Length);
        Assert.Equal(Money.FromMad(100_000m), envelope.Available);
        Assert.Equal(dossiers.Except(served).Select(one => one.Reference).Order(), envelope.Waiting.Order());
        Assert.Equal(4, (await InAsync(dossiers, CaseState.WaitingList)).Length);

        await served[0].WithdrawAsync();
        await served[1].WithdrawAsync();
        // Whoever asks first is served in turn all the same.
        await running.App.Services.GetRequiredService<PendingCases>().AnnounceAsync(
            new Nudge(envelope.Waiting[^1], new RequestKey(Ask.Funds), After: 0), TestContext.Current.CancellationToken);
        await running.App.SettleAsync();
        Assert.Equal(4, (await InAsync(dossiers, CaseState.WaitingList)).Length);
        await running.App.LetPassAsync(TimeSpan.FromDays(2));

        Dossier[] next = await InAsync([.. dossiers.Except(served)], CaseState.ConventionToSign);
        Assert.Equal(envelope.Waiting.Take(2).Order(), next.Select(one => one.Reference).Order());
        Assert.Equal(Money.FromMad(100_000m), (await running.App.EnvelopeAsync("12")).Available);
        Assert.All(await Task.WhenAll(dossiers.Select(one => one.FactsAsync<FundsReserved>())), facts => Assert.InRange(facts.Length, 0, 1));
        await DisposeAsync(dossiers);
    }

    [Fact]
    public async Task A_case_that_withdraws_while_it_waits_makes_room_for_the_next()
    {
        await running.App.LeaveInEnvelopeAsync("11", left: 0m);
        Dossier[] dossiers = await GrantedAsync("11", count: 2);
        Envelope envelope = await running.App.EnvelopeAsync("11");
        Dossier first = dossiers.Single(one => one.Reference == envelope.Waiting[0]);
        Dossier second = dossiers.Single(one => one.Reference == envelope.Waiting[1]);
        Assert.Single(await second.LettersAsync(LetterKind.PlacedOnWaitingList));

        await first.WithdrawAsync();
        await running.App.GiveBackToEnvelopeAsync("11");
        await running.App.LetPassAsync(TimeSpan.FromDays(1));

        Assert.Equal(CaseState.Withdrawn, await first.StateAsync());
        Assert.True((await first.LifecycleAsync())!.IsCompleted);
        Assert.Equal(CaseState.ConventionToSign, await second.StateAsync());
        Assert.Equal(Money.FromMad(144_000m), (await running.App.EnvelopeAsync("11")).Reserved);
        await DisposeAsync(dossiers);
    }

    [Fact]
    public async Task A_convention_that_is_not_signed_in_time_expires_and_its_funds_serve_the_next_in_line()
    {
        await running.App.LeaveInEnvelopeAsync("10", left: 150_000m);
        await using Dossier first = await Dossier.SubmitAsync(running.App, region: "10");
        await first.ReachAsync(CaseState.ConventionToSign);
        Dossier[] others = await GrantedAsync("10", count: 1);
        Assert.Equal(CaseState.WaitingList, await others[0].StateAsync());

        await running.App.LetPassAsync((await first.FileAsync()).Convention!.DueOn.AddDays(1));

        Assert.Equal(CaseState.Expired, await first.StateAsync());
        Assert.Equal(3, (await first.LettersAsync(LetterKind.SignatureReminder)).Length);
        Assert.Single(await first.LettersAsync(LetterKind.CaseExpired));
        Assert.Single(await first.FactsAsync<FundsReleased>());
        Assert.Empty((await first.FileAsync()).LettersToSend);
        Assert.Equal(CaseState.ConventionToSign, await others[0].StateAsync());
        Assert.Equal(Money.FromMad(6_000m), (await running.App.EnvelopeAsync("10")).Available);
        await DisposeAsync(others);
    }

    /// <summary>Cases to which the committee grants support all at the same time.</summary>
    private async Task<Dossier[]> GrantedAsync(string region, int count)
    {
        Dossier[] dossiers = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Dossier.SubmitAsync(running.App, region)));
        await Task.WhenAll(dossiers.Select(dossier => dossier.JudgeAsync()));
        await Task.WhenAll(dossiers.Select(async dossier =>
        {
            foreach (string seat in People.Regional)
            {
                await dossier.ChangeAsync(new Actor(seat, Role.Member), People.Vote(VoteChoice.Approve, seat));
            }
        }));
        await running.App.SettleAsync();
        return dossiers;
    }

    private static async Task<Dossier[]> InAsync(Dossier[] dossiers, CaseState state)
    {
        CaseState[] states = await Task.WhenAll(dossiers.Select(dossier => dossier.StateAsync()));
        return [.. dossiers.Where((_, index) => states[index] == state)];
    }

    private static async Task DisposeAsync(Dossier[] dossiers)
    {
        foreach (Dossier dossier in dossiers)
        {
            await dossier.DisposeAsync();
        }
    }
}
