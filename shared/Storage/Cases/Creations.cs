using Azure;
using Azure.Data.Tables;

namespace Tasdir.Storage.Cases;

/// <summary>What creating requests created, so that a repeated request finds what the first one made.</summary>
public sealed class Creations(StorageClients storage)
{
    private readonly TableClient _table = storage.Table(Keys.Creations);

    /// <summary>The id that belongs to an idempotency key of a caller: the proposed one, or the one that the key got first.</summary>
    /// <param name="caller">Subject of the sign-in.</param>
    /// <param name="idempotencyKey">The key.</param>
    /// <param name="bodyHash">Digest of the request.</param>
    /// <param name="proposed">The id to use if the key is new.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The id, or null if the key came with another request before.</returns>
    public async Task<string?> ClaimAsync(
        string caller, string idempotencyKey, string bodyHash, string proposed, CancellationToken cancellation)
    {
        string partition = Keys.Person(caller);
        string row = Keys.CreationRow(idempotencyKey);
        try
        {
            await _table.AddEntityAsync(new TableEntity(partition, row) { ["Id"] = proposed, ["BodyHash"] = bodyHash }, cancellation);
            return proposed;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            TableEntity first = await _table.GetEntityAsync<TableEntity>(partition, row, cancellationToken: cancellation);
            return first.GetString("BodyHash") == bodyHash ? first.GetString("Id") : null;
        }
    }
}
