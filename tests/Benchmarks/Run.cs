using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks;

/// <summary>One run of a scenario: a fresh history of its own, what it measured, what it cost.</summary>
internal sealed class Run(string folder, bool silent) : IAsyncDisposable
{
    private static readonly ServiceProvider s_services = new ServiceCollection().BuildServiceProvider();
    private readonly List<DurableEngine> _engines = [];

    public Dictionary<string, double> Figures { get; } = [];

    public string Folder => folder;

    public string HistoryPath => Path.Combine(folder, "history.db");

    /// <summary>An engine with its ordinary options over this run's history, working.</summary>
    public async Task<DurableEngine> StartAsync(Action<DurableTaskRegistry> functions)
    {
        DurableEngine engine = Open(HistoryPath, functions);
        _engines.Add(engine);
        await engine.StartAsync(CancellationToken.None);
        return engine;
    }

    public static DurableEngine Open(string path, Action<DurableTaskRegistry> functions, TimeProvider? clock = null)
    {
        DurableTaskRegistry registry = new();
        functions(registry);
        EngineOptions options = new() { Path = path, Clock = clock ?? TimeProvider.System };
        return new DurableEngine(options, registry, s_services, NullLoggerFactory.Instance);
    }

    /// <summary>Measures how many of something a second, and what that cost.</summary>
    /// <param name="engine">What does it.</param>
    /// <param name="measure">The name of the measure.</param>
    /// <param name="count">How many the work does.</param>
    /// <param name="work">What is measured.</param>
    /// <param name="events">Messages of durable work by the rule that makes engines comparable, for all of the work.</param>
    public async Task RateAsync(DurableEngine engine, string measure, int count, Func<Task> work, int events)
    {
        Cost before = Cost.Now(engine.Statistics);
        await work();
        Cost cost = Cost.Now(engine.Statistics) - before;
        double seconds = cost.Elapsed.TotalSeconds;
        Tell(measure, count / seconds);
        Say(string.Create(CultureInfo.InvariantCulture, $"    {measure}: {count / seconds:N0}/s, {events / seconds:N0} events/s in {seconds:N2} s; {cost.Per(count)}"));
    }

    public void Tell(string measure, double value) => Figures[measure] = value;

    public void Say(string line)
    {
        if (!silent)
        {
            Console.WriteLine(line);
        }
    }

    public static void Check<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new WrongResultException($"{what}: {found} instead of {expected}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DurableEngine engine in _engines)
        {
            await engine.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
