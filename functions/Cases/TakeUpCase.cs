using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Cases;

public sealed class TakeUpCase(TakeUp takeUp)
{
    [Function(nameof(TakeUpCase))]
    public Task Run(
        [QueueTrigger("%StoragePrefix%-nudges", Connection = "Storage")] string nudge,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) => takeUp.RunAsync(Nudge.FromJson(nudge), client, cancellation);
}
