using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>What the scenarios have in common.</summary>
internal static class Work
{
    public static DurableTaskRegistry AddHello(this DurableTaskRegistry registry) =>
        registry.AddActivityFunc<string, string>("SayHello", (_, name) => $"Hello {name}!");

    /// <summary>Starts so many instances at once and waits until all have completed.</summary>
    /// <returns>Their outputs.</returns>
    public static async Task<T[]> RunAllAsync<T>(this DurableTaskClient client, string orchestrator, int count, Func<int, object?> input)
    {
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            string id = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input(number));
            return await client.OutputAsync<T>(id);
        }));
    }

    /// <summary>Waits for an instance that must complete.</summary>
    public static async Task<T> OutputAsync<T>(this DurableTaskClient client, string id)
    {
        OrchestrationMetadata ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        return ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? ended.ReadOutputAs<T>()!
            : throw new WrongResultException($"{ended.Name} {id} is {ended.RuntimeStatus}: {ended.FailureDetails}");
    }
}
