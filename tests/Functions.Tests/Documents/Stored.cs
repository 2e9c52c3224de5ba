using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Storage;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>What the storage holds of a case.</summary>
internal static class Stored
{
    /// <summary>The blobs of a case in a container, those of which only blocks are there too.</summary>
    public static async Task<List<string>> InAsync(TestApp app, string container, Journey journey)
    {
        List<string> names = [];
        await foreach (BlobItem blob in app.Services.GetRequiredService<StorageClients>().Container(container).GetBlobsAsync(
            new GetBlobsOptions { Prefix = journey.Reference + "/", States = BlobStates.Uncommitted }, TestContext.Current.CancellationToken))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
