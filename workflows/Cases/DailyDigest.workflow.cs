using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Cases;

/// <summary>The day's digest: every regional office where something waits gets a mail.</summary>
public static class DailyDigest
{
    /// <summary>Sends the digests of a day.</summary>
    [Function(nameof(DailyDigest))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, DateOnly day)
    {
        IReadOnlyList<string> regions = await context.ListRegionsToTell(day);
        await Task.WhenAll(regions.Select(region => context.SendDigest(region, day)));
    }
}
