using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

/// <summary>An engine over a history of its own, by a clock that stands still until the test moves it.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public static readonly DateTimeOffset Began = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    // How long a test waits before it calls a thing that does not happen a failure.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string folder;
    private readonly ServiceProvider services;
    private EngineOptions options;
    private Action<DurableTaskRegistry> functions;

    private TestEngine(string folder, FakeTimeProvider clock, Setup setup)
    {
        this.folder = folder;
        functions = setup.Functions;
        Clock = clock;
        Logs = new CollectedLogs();
        services = setup.Services.BuildServiceProvider();
        var usual = new EngineOptions { Path = Path.Combine(folder, "history.db"), Clock = clock };
        options = setup.Options?.Invoke(usual) ?? usual;
        Runtime = Open();
    }

    public DurableEngine Runtime { get; private set; }

    public FakeTimeProvider Clock { get; }

    public CollectedLogs Logs { get; }

    public DurableTaskClient Client => Runtime.Client;

    public string HistoryPath => options.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestEngine> StartAsync(Setup setup)
    {
        var engine = new TestEngine(NewFolder(), new FakeTimeProvider(Began), setup);
        await engine.Runtime.StartAsync(Cancellation);
        return engine;
    }

    public static Task<TestEngine> StartAsync(
        Action<DurableTaskRegistry> functions, Memory memory = Memory.Kept, Func<EngineOptions, EngineOptions>? options = null) =>
        StartAsync(new Setup(functions, usual =>
        {
            var remembering = memory == Memory.Kept ? usual : usual with { WarmInstances = 0 };
            return options?.Invoke(remembering) ?? remembering;
        }));

    public static string NewFolder() => Directory.CreateTempSubdirectory("tasdir-engine-").FullName;

    /// <summary>Starts an orchestration; gives its id.</summary>
    public Task<string> BeginAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), Cancellation);

    /// <summary>Waits until an instance has ended.</summary>
    public Task<OrchestrationMetadata> EndOfAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(Patience, Cancellation);

    /// <summary>Starts an orchestration and waits until it has ended.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null) => await EndOfAsync(await BeginAsync(name, input));

    /// <summary>Runs an orchestration that is to complete; gives its output.</summary>
    public async Task<T> ResultAsync<T>(string name, object? input = null) => Result<T>(await RunAsync(name, input));

    /// <summary>Waits for the end of an instance that is to complete; gives its output.</summary>
    public async Task<T> ResultOfAsync<T>(string id) => Result<T>(await EndOfAsync(id));

    public async Task<OrchestrationMetadata> ReadAsync(string id)
    {
        var found = await Client.GetInstanceAsync(id, getInputsAndOutputs: true, Cancellation);
        Assert.NotNull(found);
        return found;
    }

    public Task RaiseAsync(string id, string name, object? payload = null) => Client.RaiseEventAsync(id, name, payload, Cancellation);

    /// <summary>Waits until there is nothing left to do at this time.</summary>
    public Task SettleAsync() => Runtime.WhenIdleAsync(Cancellation).WaitAsync(Patience, Cancellation);

    /// <summary>Waits until an instance has set this custom status.</summary>
    public async Task<OrchestrationMetadata> WhenStatusAsync(string id, string status)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var found = await ReadAsync(id);
            if (found.ReadCustomStatusAs<string>() == status)
            {
                return found;
            }

            Assert.True(waited.Elapsed < Patience, $"Still {found.SerializedCustomStatus}, {found.RuntimeStatus}");
            await Task.Delay(5, Cancellation);
        }
    }

    /// <summary>Moves the clock, stopping wherever something is due.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        var target = Clock.GetUtcNow() + time;
        await SettleAsync();
        while (Runtime.NextTimerDue is { } due && due <= target)
        {
            Clock.SetUtcNow(due);
            await SettleAsync();
        }

        Clock.SetUtcNow(target);
        await SettleAsync();
    }

    /// <summary>Stops the engine and starts another over the same history, perhaps with other functions or options.</summary>
    public async Task RestartAsync(Action<DurableTaskRegistry>? changed = null, Func<EngineOptions, EngineOptions>? options = null)
    {
        functions = changed ?? functions;
        this.options = options?.Invoke(this.options) ?? this.options;
        await Runtime.DisposeAsync();
        Runtime = Open();
        await Runtime.StartAsync(Cancellation);
    }

    /// <summary>An engine over what a kill at this moment would leave: a copy of the history as it is on the disk.</summary>
    public async Task<TestEngine> KilledNowAsync()
    {
        var copy = NewFolder();
        using (var from = Connect())
        using (var to = new SqliteConnection($"Data Source={Path.Combine(copy, "history.db")};Pooling=False"))
        {
            to.Open();
            from.BackupDatabase(to);
        }

        var engine = new TestEngine(copy, Clock, new Setup(functions, _ => options with { Path = Path.Combine(copy, "history.db") }));
        await engine.Runtime.StartAsync(Cancellation);
        return engine;
    }

    /// <summary>A connection of the test's own to the history.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={HistoryPath};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>How many rows each table of the history has.</summary>
    public Dictionary<string, long> CountRows()
    {
        return Read("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .ToDictionary(table => table, table => long.Parse(Read($"SELECT count(*) FROM {table}")[0], provider: null));
    }

    /// <summary>The first column of what a query finds.</summary>
    public List<string> Read(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync();
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static T Result<T>(OrchestrationMetadata ended)
    {
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{ended.RuntimeStatus}: {ended.FailureDetails}");
        return ended.ReadOutputAs<T>()!;
    }

    private DurableEngine Open()
    {
        var registry = new DurableTaskRegistry();
        functions(registry);
        return new DurableEngine(options, registry, services, Logs);
    }
}

/// <summary>What an engine is started with.</summary>
internal sealed record Setup(Action<DurableTaskRegistry> Functions, Func<EngineOptions, EngineOptions>? Options = null)
{
    public ServiceCollection Services { get; init; } = [];
}

/// <summary>Whether orchestrations stay in memory between their steps or are replayed at each. Every rule holds either way.</summary>
public enum Memory
{
    Kept,
    Replayed,
}
