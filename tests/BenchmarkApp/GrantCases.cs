using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.BenchmarkApp;

/// <summary>
/// The case that the product is for, in 39 messages: a start, 12 activities, 6 decisions of people, 4 deadlines that pass,
/// 2 calls of entities (the case's number, the budget).
/// </summary>
public static class GrantCases
{
    /// <summary>What a case takes from its region's budget.</summary>
    public const int Amount = 7;

    /// <summary>The cases that wait for somebody's decision.</summary>
    public static Channel<string> Asked { get; } = Channel.CreateUnbounded<string>();

    /// <summary>A case of a region.</summary>
    /// <returns>Its number.</returns>
    [Function("Case")]
    public static async Task<int> Case([OrchestrationTrigger] TaskOrchestrationContext context, int region)
    {
        int number = await context.Entities.CallEntityAsync<int>(Entity("numbers"), "Add", 1);
        for (int stage = 0; stage < 6; stage++)
        {
            await context.CallActivityAsync<string>("Do", $"stage {stage} of case {number}");
            await context.CallActivityAsync<bool>("Ask", context.InstanceId);
            await context.WaitForExternalEvent<bool>("Decided");
            if (stage < 4)
            {
                await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        }

        await context.Entities.CallEntityAsync<int>(Entity($"budget-{region}"), "Add", Amount);
        return number;
    }

    /// <summary>A step of the office.</summary>
    [Function("Do")]
    public static string Do([ActivityTrigger] string what) => what;

    /// <summary>Asks somebody for a decision.</summary>
    [Function("Ask")]
    public static bool Ask([ActivityTrigger] string instanceId) => Asked.Writer.TryWrite(instanceId);

    /// <summary>Numbers and budgets.</summary>
    [Function(nameof(Counter))]
    public static Task Count([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<Counter>();

    /// <summary>A counter by its key.</summary>
    public static EntityInstanceId Entity(string key) => new(nameof(Counter), key);
}

/// <summary>Counts what is added.</summary>
public sealed class Counter : TaskEntity<int>
{
    /// <summary>Adds, and tells what it comes to.</summary>
    public int Add(int number) => State += number;
}
