using System.Text.Json;
using Azure.Data.Tables;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;

namespace Tasdir.Storage.Cases;

/// <summary>Cases that were decided before, for those who decide on one like them.</summary>
public sealed class Comparables(StorageClients storage)
{
    // Enough to compare with; a dossier is opened by many, often on a phone.
    private const int MostLookedAt = 1000;

    private readonly TableClient _desk = storage.Table(Keys.Desk);

    /// <summary>Decided cases of the same scheme and region, the nearest in amount first.</summary>
    /// <param name="file">The case.</param>
    /// <param name="amount">What is computed for it, MAD.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IReadOnlyList<CaseLine>> OfAsync(CaseFile file, Money amount, int most, CancellationToken cancellation)
    {
        List<CaseLine> found = [];
        int seen = 0;
        await foreach (TableEntity row in _desk.QueryAsync<TableEntity>(row => row.PartitionKey == file.Region, MostLookedAt, cancellationToken: cancellation))
        {
            CaseLine line = JsonSerializer.Deserialize<CaseLine>(row.GetString("Line"), CaseJson.Options)!;
            if (line.Scheme == file.Form.Scheme && line.Reference != file.Reference && IsDecided(line.State))
            {
                found.Add(line);
            }

            if (++seen == MostLookedAt)
            {
                break;
            }
        }

        return [.. found.OrderBy(line => Math.Abs((line.Amount ?? Money.Zero).Centimes - amount.Centimes)).ThenBy(line => line.Reference, StringComparer.Ordinal).Take(most)];
    }

    private static bool IsDecided(CaseState state) => state is >= CaseState.Approved and <= CaseState.Closed;
}
