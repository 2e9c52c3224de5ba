using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

/// <summary>One history, worked on by processes that are killed; what they acknowledged is remembered, and in the end everything is checked.</summary>
internal sealed class Torture(string path, Random random, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HashSet<string> begun = [];
    private readonly HashSet<string> raised = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task KillAsync(int times)
    {
        for (var life = 0; life < times; life++)
        {
            // Not by the time alone: on a busy machine nothing would have happened yet. One in eight dies while it starts.
            var lines = random.Next(8) == 0 ? 0 : random.Next(1, TortureLoad.PerLife + 5);
            await LiveAndDieAsync(life, lines, TimeSpan.FromMilliseconds(random.Next(0, 60)));
        }
    }

    public async Task CheckAsync()
    {
        await using (var engine = TortureLoad.Open(path))
        {
            await engine.StartAsync(Cancellation);
            await SayWhatWasNotSaidAsync(engine);
            await CheckAsync(engine);
        }

        Assert.Equal("ok", Read("PRAGMA integrity_check"));
        Assert.Equal("0", Read("SELECT count(*) FROM messages"));
        Assert.Equal("0", Read("SELECT count(*) FROM activities"));
        Assert.Equal("0", Read("SELECT count(*) FROM entities WHERE locked_by IS NOT NULL"));
    }

    private async Task LiveAndDieAsync(int life, int lines, TimeSpan after)
    {
        using var process = ChildProcess.Start(TortureLoad.Mode, path, $"{life}");
        var told = "";
        try
        {
            for (; lines > 0; lines--)
            {
                var line = await process.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);
                told += line is not null ? line + "\n" : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(Cancellation));
            }

            await Task.Delay(after, Cancellation);
            Assert.False(process.HasExited, "It was to live until it is killed.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        Remember(told + await process.StandardOutput.ReadToEndAsync(Cancellation));
    }

    // A last line that was cut off acknowledges nothing.
    private void Remember(string told)
    {
        foreach (var line in told[..(told.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (line.Split(' '))
            {
                case ["begun", var id]:
                    begun.Add(id);
                    break;
                case ["raised", var id, var message]:
                    raised.Add($"{id} {message}");
                    break;
            }
        }
    }

    private async Task SayWhatWasNotSaidAsync(DurableEngine engine)
    {
        var query = new OrchestrationQuery(InstanceIdPrefix: "Listens-", Statuses: [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running]);
        var listening = await engine.Client.GetAllInstancesAsync(query).ToListAsync(Cancellation);
        foreach (var instance in listening)
        {
            foreach (var message in Enumerable.Range(0, TortureLoad.Width).Where(message => !raised.Contains($"{instance.InstanceId} {message}")))
            {
                await engine.Client.RaiseEventAsync(instance.InstanceId, "Said", message, Cancellation);
            }
        }
    }

    private async Task CheckAsync(DurableEngine engine)
    {
        var instances = await EndedAsync(engine);
        Assert.Empty(begun.Except(instances.Select(instance => instance.InstanceId)));
        var numbers = TortureLoad.Kinds.ToDictionary(kind => kind, kind => NumbersOf(kind, instances));
        output.WriteLine($"{instances.Count} instances, {begun.Count} acknowledged, {raised.Count} messages raised");

        await NotedAsync(engine, "activities", numbers["Activities"]);
        await NotedAsync(engine, "parent", numbers["Parent"]);
        await NotedAsync(engine, "child", numbers["Parent"].SelectMany(number => new[] { number * 2, (number * 2) + 1 }));
        await NotedAsync(engine, "timer", numbers["Sleeps"]);
        await NotedAsync(engine, "events", numbers["Listens"]);
        await NotedAsync(engine, "transfer", numbers["Transfers"]);
        for (var i = 0; i < TortureLoad.Width; i++)
        {
            await NotedAsync(engine, $"fan-{i}", numbers["FansOut"]);
        }

        for (var generation = 1; generation <= TortureLoad.Generations; generation++)
        {
            await NotedAsync(engine, $"generation-{generation}", numbers["Renews"]);
        }

        Heard(instances);
        await BalancedAsync(engine, numbers["Transfers"]);
        WorkedAtLeastOnce(numbers);
    }

    private static async Task<List<OrchestrationMetadata>> EndedAsync(DurableEngine engine)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        List<OrchestrationMetadata> ended = [];
        foreach (var instance in await engine.Client.GetAllInstancesAsync().ToListAsync(patience.Token))
        {
            ended.Add(await engine.Client.WaitForInstanceCompletionAsync(instance.InstanceId, getInputsAndOutputs: true, patience.Token));
        }

        // Those that began meanwhile are parts of the others, which have ended.
        await engine.WhenIdleAsync(patience.Token);
        Assert.All(ended, instance => Assert.True(
            instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{instance.InstanceId}: {instance.RuntimeStatus} {instance.FailureDetails}"));
        return ended;
    }

    private static int[] NumbersOf(string kind, IEnumerable<OrchestrationMetadata> instances) =>
    [
        .. instances.Where(instance => instance.Name == kind)
            .Select(instance => int.Parse(instance.InstanceId[(kind.Length + 1)..], CultureInfo.InvariantCulture)),
    ];

    private static async Task NotedAsync(DurableEngine engine, string effect, IEnumerable<int> numbers)
    {
        var noted = await engine.Client.Entities.GetEntityAsync<Noted>(TortureLoad.LedgerId(effect), cancellation: Cancellation);
        Assert.Equal((effect, Noted.Of(numbers)), (effect, noted?.State ?? new Noted(0, 0, 0)));
    }

    // What was acknowledged was raised once; what was not may have been stored all the same, and was raised again.
    private void Heard(IEnumerable<OrchestrationMetadata> instances)
    {
        foreach (var instance in instances.Where(instance => instance.Name == "Listens"))
        {
            var times = instance.ReadOutputAs<int[]>()!.CountBy(message => message).ToDictionary();
            Assert.All(
                Enumerable.Range(0, TortureLoad.Width),
                message => Assert.InRange(times[message], 1, raised.Contains($"{instance.InstanceId} {message}") ? 1 : 2));
        }
    }

    private static async Task BalancedAsync(DurableEngine engine, int[] transfers)
    {
        for (var account = 0; account < TortureLoad.Accounts; account++)
        {
            var id = TortureLoad.AccountId(account);
            var expected = transfers.Sum(number => TortureLoad.AccountsOf(number) switch
            {
                var (from, _) when from == id => -TortureLoad.AmountOf(number),
                var (_, to) when to == id => TortureLoad.AmountOf(number),
                _ => 0,
            });
            var found = await engine.Client.Entities.GetEntityAsync<int>(id, cancellation: Cancellation);
            Assert.Equal((account, expected), (account, found?.State ?? 0));
        }
    }

    private void WorkedAtLeastOnce(Dictionary<string, int[]> numbers)
    {
        var journal = File.ReadLines(path + ".journal").CountBy(line => line).ToDictionary();
        var expected = numbers["Activities"].SelectMany(number => Enumerable.Range(0, 3).Select(i => $"{number} {i}"))
            .Concat(numbers["FansOut"].SelectMany(number => Enumerable.Range(0, TortureLoad.Width).Select(i => $"{number} {i}")));
        Assert.Empty(expected.Except(journal.Keys));
        output.WriteLine($"{journal.Count} activities, {journal.Values.Sum() - journal.Count} repeated");
    }

    private string Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
