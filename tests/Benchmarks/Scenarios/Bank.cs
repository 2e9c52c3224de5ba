using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>
/// B5: transfers between two accounts in a critical section: a balance is asked for, one account is debited, the other credited.
/// Every transfer has two accounts of its own, as in the published scenario; beside it, the same over a hundred accounts that
/// all of them want.
/// </summary>
internal static class Bank
{
    private const int Transfers = 3_000;
    private const int Accounts = 100;
    private const int Amount = 10;

    public static readonly Scenario B5 = new(
        "B5",
        "3,000 transfers at once, two entities in a critical section: pairs of their own, and among 100 accounts",
        [new("own pairs", "transfers/s", Floor: 250, Goal: 1_000), new("100 accounts", "transfers/s")],
        async run =>
        {
            await MeasureAsync(run, "own pairs", Transfers, [.. Enumerable.Range(0, Transfers).Select(n => new Transfer($"from-{n}", $"to-{n}"))]);
            await MeasureAsync(run, "100 accounts", Transfers, [.. AmongFew(new Random(20260302))]);
        },
        run => MeasureAsync(run, "", 300, [.. Enumerable.Range(0, 300).Select(n => new Transfer($"from-{n}", $"to-{n}"))]));

    private static IEnumerable<Transfer> AmongFew(Random random)
    {
        for (int i = 0; i < Transfers; i++)
        {
            int from = random.Next(Accounts);
            yield return new Transfer($"account-{from}", $"account-{(from + 1 + random.Next(Accounts - 1)) % Accounts}");
        }
    }

    private static async Task MeasureAsync(Run run, string measure, int count, Transfer[] transfers)
    {
        await using DurableEngine engine = Run.Open(
            Path.Combine(run.Folder, $"{measure}.db"), registry => registry.AddEntity<Account>().AddOrchestratorFunc<Transfer, bool>("Transfer", TransferAsync));
        await engine.StartAsync(CancellationToken.None);
        bool[] done = [];
        // Three calls of an entity are six, two locks and their releases four.
        await run.RateAsync(engine, measure, count, async () => done = await engine.Client.RunAllAsync<bool>("Transfer", count, number => transfers[number]), events: count * 10);
        await engine.WhenIdleAsync(CancellationToken.None);
        Run.Check("transfers done", count, done.Count(well => well));
        Dictionary<string, int> expected = [];
        foreach (Transfer transfer in transfers)
        {
            expected[transfer.From] = expected.GetValueOrDefault(transfer.From) - Amount;
            expected[transfer.To] = expected.GetValueOrDefault(transfer.To) + Amount;
        }

        foreach ((string account, int balance) in expected)
        {
            Run.Check(account, balance, (await engine.Client.Entities.GetEntityAsync<int>(Id(account)))?.State ?? 0);
        }
    }

    private static async Task<bool> TransferAsync(TaskOrchestrationContext context, Transfer transfer)
    {
        EntityInstanceId from = Id(transfer.From);
        EntityInstanceId to = Id(transfer.To);
        await using (await context.Entities.LockEntitiesAsync(from, to))
        {
            await context.Entities.CallEntityAsync<int>(from, "Get");
            await context.Entities.CallEntityAsync(from, "Add", -Amount);
            await context.Entities.CallEntityAsync(to, "Add", Amount);
        }

        return true;
    }

    private static EntityInstanceId Id(string account) => new(nameof(Account), account);
}

internal sealed record Transfer(string From, string To);

internal sealed class Account : TaskEntity<int>
{
    public int Get() => State;

    public void Add(int amount) => State += amount;
}
