using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Tasdir.Local.Engine;

/// <summary>What an application makes of the options of a worker's engine.</summary>
internal sealed record EmbeddedOptions(string Worker, Func<EngineOptions, EngineOptions> Configure);

/// <summary>The engines of a host: one for each of its workers, made when first asked for.</summary>
internal sealed class EmbeddedEngines(IServiceProvider services, IEnumerable<EmbeddedOptions> options) : IAsyncDisposable, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DurableEngine> _engines = [];
    private readonly List<DirectoryInfo> _temporary = [];

    /// <summary>Where a worker without a path keeps its history; null if every worker has one.</summary>
    public string? TemporaryPath => _temporary is [var folder, ..] ? HistoryIn(folder) : null;

    public DurableEngine OfWorker(string name)
    {
        lock (_gate)
        {
            return _engines.TryGetValue(name, out DurableEngine? engine) ? engine : _engines[name] = Create(name);
        }
    }

    public DurableEngine OfClient(string name) =>
        OfWorker((options.FirstOrDefault(option => option.Worker == name) ?? options.FirstOrDefault())?.Worker ?? name);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        foreach (DurableEngine engine in _engines.Values)
        {
            await engine.DisposeAsync();
        }

        foreach (DirectoryInfo folder in _temporary.Where(folder => folder.Exists))
        {
            folder.Delete(recursive: true);
        }

        _engines.Clear();
        _temporary.Clear();
    }

    private static string HistoryIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "history.db");

    private DurableEngine Create(string name)
    {
        EngineOptions made = options.Where(option => option.Worker == name).Aggregate(OptionsOf(name), (made, option) => option.Configure(made));
        if (made.Path.Length == 0)
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("durable-");
            _temporary.Add(folder);
            made = made with { Path = HistoryIn(folder) };
        }

        return new DurableEngine(
            made, Of<DurableTaskRegistry>(name), services, services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
    }

    private EngineOptions OptionsOf(string name)
    {
        DurableTaskWorkerOptions worker = Of<DurableTaskWorkerOptions>(name);
        return new EngineOptions
        {
            Path = "",
            Clock = services.GetService<TimeProvider>() ?? TimeProvider.System,
            MaxConcurrentActivities = worker.Concurrency.MaximumConcurrentActivityWorkItems,
            MaxConcurrentOrchestrations = worker.Concurrency.MaximumConcurrentOrchestrationWorkItems,
            MaxConcurrentEntities = worker.Concurrency.MaximumConcurrentEntityWorkItems,
            MaximumTimerInterval = worker.MaximumTimerInterval,
            Converter = worker.DataConverter,
            Versioning = worker.Versioning,
            DefaultVersion = worker.Versioning?.DefaultVersion,
            ExceptionProperties = services.GetService<IExceptionPropertiesProvider>(),
#pragma warning disable CS0618 // Experimental there, and of use here.
            OrchestrationFilter = worker.OrchestrationFilter ?? services.GetService<IOrchestrationFilter>(),
#pragma warning restore CS0618

            // As the real worker does unless told otherwise: whoever asks IsReplaying is answered the same.
            ExtendedSessions = false,
            WorkItemFilters = Of<DurableTaskWorkerWorkItemFilters>(name),
        };
    }

    private T Of<T>(string name)
        where T : class => services.GetRequiredService<IOptionsMonitor<T>>().Get(name);
}
