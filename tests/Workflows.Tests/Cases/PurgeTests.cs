using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Storage;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class PurgeTests(RunningApp running) : IClassFixture<RunningApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Histories_that_are_finished_and_older_than_a_month_are_removed_and_nothing_else_is()
    {
        DurableTaskClient client = running.App.DurableClient();
        await using Dossier ended = await Dossier.SubmitAsync(running.App, region: "01");
        await using Dossier going = await Dossier.SubmitAsync(running.App, region: "02");
        await going.ReachAsync(CaseState.ProofAwaited);
        await client.ScheduleNewOrchestrationInstanceAsync("NoSuchOrchestration", input: null, new("failed"), Cancellation);
        await ended.WithdrawAsync();
        await running.App.LetPassAsync(TimeSpan.FromDays(28));
        await using Dossier recent = await Dossier.SubmitAsync(running.App, region: "03");
        await recent.WithdrawAsync();

        // On a Sunday night.
        await running.App.LetPassAsync(TimeSpan.FromDays(10));

        Assert.Empty(await ended.OrchestrationsAsync());
        Assert.False((await going.LifecycleAsync())!.IsCompleted);
        Assert.False((await client.GetInstanceAsync(Keys.Instance(going.Reference, new RequestKey(Ask.Proof)), Cancellation))!.IsCompleted);
        Assert.NotNull(await recent.LifecycleAsync());
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await client.GetInstanceAsync("failed", Cancellation))!.RuntimeStatus);
        Assert.Equal(Money.FromMad(144_000m), (await running.App.EnvelopeAsync("02")).Reserved);

        await going.ReachAsync(CaseState.Closed);
        Assert.Equal(CaseState.Withdrawn, await ended.StateAsync());
    }
}
