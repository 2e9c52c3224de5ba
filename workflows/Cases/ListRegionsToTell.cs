using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Programme;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>Lists the regions whose office has something to do.</summary>
public sealed class ListRegionsToTell(Projections projections)
{
    /// <summary>Region codes.</summary>
    [Function(nameof(ListRegionsToTell))]
    public async Task<IReadOnlyList<string>> Run([ActivityTrigger] DateOnly day, CancellationToken cancellation)
    {
        List<string> regions = [];
        foreach (Region region in Programmes.Current(day).Regions)
        {
            CasePage page = await projections.DeskAsync(region.Code, turn: null, cursor: null, size: 500, cancellation);
            if (page.Next is not null || page.Items.Any(line => SendDigest.Turns.Contains(line.Turn)))
            {
                regions.Add(region.Code);
            }
        }

        return regions;
    }
}
