using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

/// <summary>A mixed load whose every effect is counted by entities, in real time, in this process or in one that is killed.</summary>
internal static class CountedLoad
{
    public const string Mode = "engine-load";
    public const int Instances = 100;
    public const int Rounds = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Begins what is not there yet and works until all of it has ended.</summary>
    public static async Task<DurableEngine> RunAsync(string path, Action? running = null, CancellationToken cancellation = default)
    {
        var registry = new DurableTaskRegistry()
            .AddEntity<Tally>()
            .AddActivityFunc<int, int>("Work", (_, number) => number)
            .AddOrchestratorFunc<int, int>("Part", PartAsync)
            .AddOrchestratorFunc<int>("Load", LoadAsync);
        var engine = new DurableEngine(new EngineOptions { Path = path }, registry, new NoServices(), NullLoggerFactory.Instance);
        await engine.StartAsync(cancellation);
        running?.Invoke();
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(number => RunAsync(engine.Client, $"load-{number}", cancellation)));
        return engine;
    }

    /// <summary>The process that is killed; it ends by itself when whoever started it is gone.</summary>
    public static async Task<int> RunUntilKilledAsync(string path)
    {
        var orphaned = Task.Run(Console.In.ReadToEnd);
        var load = RunAsync(path, () => Console.Out.WriteLine("running"));
        await Task.WhenAny(orphaned, load);
        if (load.IsFaulted)
        {
            await load;
        }

        await orphaned;
        return 0;
    }

    public static async Task<int> CountAsync(DurableEngine engine, string what) =>
        (await engine.Client.Entities.GetEntityAsync<int>(new EntityInstanceId(nameof(Tally), what)))?.State ?? 0;

    private static async Task RunAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(id, cancellation) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync("Load", 1, new StartOrchestrationOptions(id), cancellation);
        }

        var ended = await client.WaitForInstanceCompletionAsync(id, cancellation);
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{id}: {ended.RuntimeStatus} {ended.FailureDetails}");
    }

    private static async Task LoadAsync(TaskOrchestrationContext context, int round)
    {
        await context.Entities.SignalEntityAsync(Counter("signals"), "Add", 1);
        var worked = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => context.CallActivityAsync<int>("Work", number)));
        context.SendEvent(context.InstanceId, "Worked", worked.Sum());
        var pause = context.CreateTimer(Pause, CancellationToken.None);
        var part = context.CallSubOrchestratorAsync<int>("Part", round);
        var sum = await context.WaitForExternalEvent<int>("Worked");
        await context.Entities.CallEntityAsync(Counter("events"), "Add", sum / 6);
        await context.Entities.CallEntityAsync(Counter("rounds"), "Add", await part / round);
        await pause;
        if (round < Rounds)
        {
            context.ContinueAsNew(round + 1);
        }
        else
        {
            await context.Entities.CallEntityAsync(Counter("ends"), "Add", 1);
        }
    }

    private static async Task<int> PartAsync(TaskOrchestrationContext context, int round)
    {
        var number = await context.CallActivityAsync<int>("Work", round);
        await context.Entities.SignalEntityAsync(Counter("parts"), "Add", 1);
        return number;
    }

    private static EntityInstanceId Counter(string what) => new(nameof(Tally), what);

    private sealed class Tally : TaskEntity<int>
    {
        public void Add(int number) => State += number;
    }
}
