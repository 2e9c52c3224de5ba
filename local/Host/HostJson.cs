using System.Globalization;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Host;

/// <summary>What this host honours of <c>host.json</c>; the defaults are the real host's. Other settings are left alone.</summary>
internal sealed record HostJson
{
    public string RoutePrefix { get; private init; } = "api";

    public TimeSpan FunctionTimeout { get; private init; } = TimeSpan.FromMinutes(30);

    public QueueSettings Queues { get; private init; } = new();

    public DurableSettings Durable { get; private init; } = new();

    public IReadOnlyDictionary<string, LogLevel> LogLevels { get; private init; } = new Dictionary<string, LogLevel>();

    /// <param name="path">The file; without it, the defaults hold.</param>
    /// <param name="overrides">Settings under <c>AzureFunctionsJobHost</c>, which win over the file.</param>
    public static HostJson Read(string path, IConfiguration overrides)
    {
        var builder = new ConfigurationBuilder();
        if (File.Exists(path))
        {
            builder.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(JsonText.ReadObject(path).GetRawText())));
        }

        var json = builder.AddConfiguration(overrides.GetSection("AzureFunctionsJobHost")).Build();
        try
        {
            return new HostJson
            {
                RoutePrefix = json["extensions:http:routePrefix"] ?? "api",
                FunctionTimeout = Timeout(json["functionTimeout"]),
                Queues = json.GetSection("extensions:queues").Get<QueueSettings>() ?? new(),
                Durable = json.GetSection("extensions:durableTask").Get<DurableSettings>() ?? new(),
                LogLevels = json.GetSection("logging:logLevel").Get<Dictionary<string, LogLevel>>() ?? [],
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new StartupException($"{path} has a value that cannot be used: {e.Message}", e);
        }
    }

    // -1 is the real host's way to say "no limit".
    private static TimeSpan Timeout(string? text) => text switch
    {
        null => TimeSpan.FromMinutes(30),
        "-1" => System.Threading.Timeout.InfiniteTimeSpan,
        _ => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
    };
}

/// <summary>Section <c>extensions.queues</c>.</summary>
internal sealed record QueueSettings
{
    public int BatchSize { get; init; } = 16;

    public int? NewBatchThreshold { get; init; }

    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message stays hidden after a failure, before it is tried again.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    public string MessageEncoding { get; init; } = "base64";
}

/// <summary>Section <c>extensions.durableTask</c>.</summary>
internal sealed record DurableSettings
{
    public string HubName { get; init; } = "TestHubName";

    public string? DefaultVersion { get; init; }

    public DurableTaskWorkerOptions.VersionMatchStrategy VersionMatchStrategy { get; init; } =
        DurableTaskWorkerOptions.VersionMatchStrategy.CurrentOrOlder;

    public DurableTaskWorkerOptions.VersionFailureStrategy VersionFailureStrategy { get; init; } =
        DurableTaskWorkerOptions.VersionFailureStrategy.Reject;

    /// <summary>Which versions run; null, as long as nothing has a version, for every one.</summary>
    public DurableTaskWorkerOptions.VersioningOptions? Versioning => DefaultVersion is null ? null : new()
    {
        Version = DefaultVersion,
        DefaultVersion = DefaultVersion,
        MatchStrategy = VersionMatchStrategy,
        FailureStrategy = VersionFailureStrategy,
    };

    /// <summary>Whether a busy orchestration stays in the worker's memory between its steps; as on Azure, off unless asked for.</summary>
    public bool ExtendedSessionsEnabled { get; init; }

    public int ExtendedSessionIdleTimeoutInSeconds { get; init; } = 30;

    /// <summary>Whether an event for an instance that is not there or has ended is refused, as on Azure, or dropped.</summary>
    public bool ThrowStatusExceptionsOnRaiseEvent { get; init; } = true;

    public int? MaxConcurrentActivityFunctions { get; init; }

    public int? MaxConcurrentOrchestratorFunctions { get; init; }

    public int? MaxConcurrentEntityFunctions { get; init; }
}
