using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

/// <summary>
/// Everything an orchestration can do, in seven kinds of instances. Each effect is noted once in a ledger under the number
/// of its instance, so that one that is missing and one that came twice cannot hide each other.
/// </summary>
internal static class TortureLoad
{
    public const string Mode = "torture-load";
    public const int PerLife = 21;
    public const int Accounts = 8;
    public const int Generations = 3;
    public const int Width = 5;
    public static readonly string[] Kinds = ["Activities", "FansOut", "Parent", "Sleeps", "Listens", "Renews", "Transfers"];

    public static DurableEngine Open(string path)
    {
        var journal = path + ".journal";
        var registry = new DurableTaskRegistry()
            .AddEntity<Ledger>()
            .AddEntity<Account>()
            .AddActivityFunc<string>("Journal", (_, line) =>
            {
                lock (Kinds)
                {
                    File.AppendAllText(journal, line + "\n");
                }
            })
            .AddOrchestratorFunc<int>("Activities", ActivitiesAsync)
            .AddOrchestratorFunc<int>("FansOut", FanOutAsync)
            .AddOrchestratorFunc<int>("Parent", ParentAsync)
            .AddOrchestratorFunc<int>("Child", (context, number) => NoteAsync(context, "child", number))
            .AddOrchestratorFunc<int>("Sleeps", SleepAsync)
            .AddOrchestratorFunc<int, int[]>("Listens", ListenAsync)
            .AddOrchestratorFunc<int[]>("Renews", RenewAsync)
            .AddOrchestratorFunc<int>("Transfers", TransferAsync);
        return new DurableEngine(new EngineOptions { Path = path }, registry, new NoServices(), NullLoggerFactory.Instance);
    }

    /// <summary>One life: works on what is there, and begins some more; tells of what was acknowledged. It ends by being killed.</summary>
    public static async Task<int> LiveAsync(string path, int life)
    {
        var orphaned = Task.Run(Console.In.ReadToEnd);
        var engine = Open(path);
        await engine.StartAsync(CancellationToken.None);
        Console.Out.WriteLine("running");
        await Task.WhenAll(Enumerable.Range(0, PerLife).Select(i => BeginAsync(engine.Client, Kinds[i % Kinds.Length], (life * PerLife) + i)));
        await orphaned;
        return 0;
    }

    /// <summary>The accounts of a transfer; those of neighbours overlap.</summary>
    public static (EntityInstanceId From, EntityInstanceId To) AccountsOf(int number)
    {
        var from = number * 7 % Accounts;
        return (AccountId(from), AccountId((from + 1 + (number % (Accounts - 1))) % Accounts));
    }

    public static int AmountOf(int number) => 1 + (number % 100);

    public static EntityInstanceId AccountId(int account) => new(nameof(Account), $"{account}");

    public static EntityInstanceId LedgerId(string effect) => new(nameof(Ledger), effect);

    private static async Task BeginAsync(DurableTaskClient client, string kind, int number)
    {
        var id = $"{kind}-{number}";
        await client.ScheduleNewOrchestrationInstanceAsync(kind, kind == "Renews" ? new[] { number, 1 } : number, new StartOrchestrationOptions(id));
        Tell($"begun {id}");
        if (kind == "Listens")
        {
            for (var message = 0; message < Width; message++)
            {
                await client.RaiseEventAsync(id, "Said", message);
                Tell($"raised {id} {message}");
            }
        }
    }

    private static void Tell(string line)
    {
        lock (Kinds)
        {
            Console.Out.WriteLine(line);
        }
    }

    private static async Task ActivitiesAsync(TaskOrchestrationContext context, int number)
    {
        for (var i = 0; i < 3; i++)
        {
            await context.CallActivityAsync("Journal", $"{number} {i}");
        }

        await NoteAsync(context, "activities", number);
    }

    private static async Task FanOutAsync(TaskOrchestrationContext context, int number)
    {
        await Task.WhenAll(Enumerable.Range(0, Width).Select(i => context.CallActivityAsync("Journal", $"{number} {i}")));
        await Task.WhenAll(Enumerable.Range(0, Width).Select(i => NoteAsync(context, $"fan-{i}", number)));
    }

    private static async Task ParentAsync(TaskOrchestrationContext context, int number)
    {
        await context.Entities.SignalEntityAsync(LedgerId("parent"), "Note", number);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => context.CallSubOrchestratorAsync("Child", (number * 2) + i)));
    }

    private static async Task SleepAsync(TaskOrchestrationContext context, int number)
    {
        await context.CreateTimer(TimeSpan.FromMilliseconds(50 + (number % 400)), CancellationToken.None);
        await NoteAsync(context, "timer", number);
    }

    // What was raised once arrives once: nobody raises a message again that was acknowledged.
    private static async Task<int[]> ListenAsync(TaskOrchestrationContext context, int number)
    {
        List<int> heard = [];
        while (heard.Distinct().Count() < Width)
        {
            heard.Add(await context.WaitForExternalEvent<int>("Said"));
        }

        await NoteAsync(context, "events", number);
        return [.. heard];
    }

    // Each generation hears what the one before said to it.
    private static async Task RenewAsync(TaskOrchestrationContext context, int[] input)
    {
        var (number, generation) = (input[0], input[1]);
        if (generation > 1)
        {
            await context.WaitForExternalEvent<int>($"From{generation - 1}");
        }

        await NoteAsync(context, $"generation-{generation}", number);
        if (generation < Generations)
        {
            context.SendEvent(context.InstanceId, $"From{generation}", number);
            context.ContinueAsNew(new[] { number, generation + 1 });
        }
    }

    private static async Task TransferAsync(TaskOrchestrationContext context, int number)
    {
        var (from, to) = AccountsOf(number);
        await using (await context.Entities.LockEntitiesAsync(from, to))
        {
            var before = await context.Entities.CallEntityAsync<int>(from, "Get");
            await context.Entities.CallEntityAsync(from, "Set", before - AmountOf(number));
            await context.Entities.CallEntityAsync(to, "Set", await context.Entities.CallEntityAsync<int>(to, "Get") + AmountOf(number));
        }

        await NoteAsync(context, "transfer", number);
    }

    private static Task NoteAsync(TaskOrchestrationContext context, string effect, int number) =>
        context.Entities.CallEntityAsync(LedgerId(effect), "Note", number);
}

/// <summary>How often an effect was noted, and for whom.</summary>
internal sealed record Noted(long Count, long Sum, long Squares)
{
    public static Noted Of(IEnumerable<int> numbers) =>
        numbers.Aggregate(new Noted(0, 0, 0), (noted, number) => noted.And(number));

    public Noted And(int number) => new(Count + 1, Sum + number, Squares + ((long)number * number));
}

internal sealed class Ledger : TaskEntity<Noted>
{
    public void Note(int number) => State = State.And(number);

    protected override Noted InitializeState(TaskEntityOperation entityOperation) => new(0, 0, 0);
}

/// <summary>Read and written apart: without its lock, a transfer would lose what another does meanwhile.</summary>
internal sealed class Account : TaskEntity<int>
{
    public int Get() => State;

    public void Set(int balance) => State = balance;
}
