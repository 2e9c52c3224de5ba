using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;
using Tasdir.Domain.Envelopes;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Envelopes;

namespace Tasdir.Functions.Committees;

/// <summary>What a member decides on: the case, the region's envelope, comparable cases.</summary>
/// <param name="Opened">The ballot and the case.</param>
/// <param name="Ballot">The ballot of the present round, as the form carries it.</param>
/// <param name="Envelope">The region's envelope of the year.</param>
/// <param name="Comparable">Cases of the same scheme and region that were decided, the nearest in amount first.</param>
public sealed record Dossier(OpenedBallot Opened, string Ballot, Envelope Envelope, IReadOnlyList<CaseLine> Comparable);

/// <summary>Reads dossiers for members.</summary>
public sealed class Dossiers(Ballots ballots, CaseStore store, Comparables comparables)
{
    private const int MostComparable = 5;

    /// <summary>The dossier behind a ballot.</summary>
    public async Task<Dossier> ReadAsync(OpenedBallot ballot, DurableTaskClient client, CancellationToken cancellation)
    {
        EntityInstanceId id = new(nameof(EnvelopeEntity), Keys.Envelope(ballot.Now.Today.Year, ballot.File.Region));
        Task<EntityMetadata<Envelope>?> envelope = client.Entities.GetEntityAsync<Envelope>(id, cancellation);
        Task<IReadOnlyList<CaseLine>> comparable = comparables.OfAsync(ballot.File, ballot.Session!.Amount, MostComparable, cancellation);
        Envelope funds = ((await envelope)?.State ?? new Envelope()) with { Total = ballot.Now.Rules.Region(ballot.File.Region).Envelope };
        return new(ballot, ballots.Seal(ballot.Renewed), funds, await comparable);
    }

    /// <summary>The dossier behind a ballot as it is now.</summary>
    public async Task<Dossier> RereadAsync(OpenedBallot ballot, DurableTaskClient client, CancellationToken cancellation) =>
        await ReadAsync(ballot with { File = await store.GetAsync(ballot.File.Reference, cancellation) }, client, cancellation);
}
