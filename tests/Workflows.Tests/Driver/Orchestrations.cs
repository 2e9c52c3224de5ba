using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Local.Engine;
using Tasdir.Storage;
using Tasdir.TestKit;
using Tasdir.Workflows.Envelopes;

namespace Tasdir.Workflows.Tests.Driver;

/// <summary>The durable side of an app: orchestrations that are ended or lost, envelopes that others draw on.</summary>
internal static class Orchestrations
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The app's durable client.</summary>
    public static DurableTaskClient DurableClient(this TestApp app) => app.Services.GetRequiredService<DurableEngine>().Client;

    /// <summary>Every orchestration of a case.</summary>
    public static async Task<List<OrchestrationMetadata>> OrchestrationsAsync(this Dossier dossier)
    {
        List<OrchestrationMetadata> found = [];
        await foreach (OrchestrationMetadata one in dossier.App.DurableClient().GetAllInstancesAsync(
            new OrchestrationQuery(InstanceIdPrefix: dossier.Reference)))
        {
            found.Add(one);
        }

        return found;
    }

    /// <summary>Ends every orchestration of a case.</summary>
    public static async Task TerminateAsync(this Dossier dossier)
    {
        DurableTaskClient client = dossier.App.DurableClient();
        foreach (OrchestrationMetadata running in (await dossier.OrchestrationsAsync()).Where(one => !one.IsCompleted))
        {
            await client.TerminateInstanceAsync(running.InstanceId, Cancellation);
            await client.WaitForInstanceCompletionAsync(running.InstanceId, Cancellation);
        }
    }

    /// <summary>Loses every orchestration of a case: as if it had never been.</summary>
    public static async Task LoseAsync(this Dossier dossier)
    {
        await dossier.TerminateAsync();
        foreach (OrchestrationMetadata ended in await dossier.OrchestrationsAsync())
        {
            await dossier.App.DurableClient().PurgeInstanceAsync(ended.InstanceId, Cancellation);
        }
    }

    /// <summary>The envelope of a region for this year.</summary>
    public static async Task<Envelope> EnvelopeAsync(this TestApp app, string region) =>
        (await app.DurableClient().Entities.GetEntityAsync<Envelope>(IdOf(app, region), cancellation: Cancellation))?.State ?? new Envelope();

    /// <summary>Somebody else's case draws on the envelope of a region, and leaves only so much in it.</summary>
    public static Task LeaveInEnvelopeAsync(this TestApp app, string region, decimal left)
    {
        Money total = Programmes.Current(app.Today()).Region(region).Envelope;
        return app.MoveFundsAsync(region, nameof(EnvelopeEntity.TryReserve), total - Money.FromMad(left));
    }

    /// <summary>The somebody else gives everything back.</summary>
    public static Task GiveBackToEnvelopeAsync(this TestApp app, string region) =>
        app.MoveFundsAsync(region, nameof(EnvelopeEntity.Release), Money.Zero);

    private static async Task MoveFundsAsync(this TestApp app, string region, string operation, Money amount)
    {
        Money total = Programmes.Current(app.Today()).Region(region).Envelope;
        await app.DurableClient().Entities.SignalEntityAsync(
            IdOf(app, region), operation, new EnvelopeMove("somebody else", amount, total, Tranche: 0, app.Now()), cancellation: Cancellation);
        await app.SettleAsync();
    }

    private static EntityInstanceId IdOf(TestApp app, string region) =>
        new(nameof(EnvelopeEntity), Keys.Envelope(app.Today().Year, region));
}
