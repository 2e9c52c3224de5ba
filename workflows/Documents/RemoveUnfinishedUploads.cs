using Microsoft.Azure.Functions.Worker;
using Tasdir.Storage.Documents;

namespace Tasdir.Workflows.Documents;

/// <summary>Removes what came of files that nobody finished in time.</summary>
public sealed class RemoveUnfinishedUploads(UploadStore uploads, TimeProvider clock)
{
    /// <summary>Removes it.</summary>
    [Function(nameof(RemoveUnfinishedUploads))]
    public Task Run([ActivityTrigger] ErasuresOfDay day, CancellationToken cancellation) =>
        uploads.DeleteExpiredAsync(clock.GetUtcNow(), cancellation);
}
