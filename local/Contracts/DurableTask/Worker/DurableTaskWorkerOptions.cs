using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Worker;

public class DurableTaskWorkerOptions
{
    private DataConverter? _converter;

    public enum VersionMatchStrategy
    {
        None = 0,
        Strict = 1,
        CurrentOrOlder = 2,
    }

    public enum VersionFailureStrategy
    {
        Reject = 0,
        Fail = 1,
    }

    public DataConverter DataConverter
    {
        get => _converter ?? JsonDataConverter.Default;
        set => _converter = value;
    }

    public bool EnableEntitySupport { get; set; }

    public TimeSpan MaximumTimerInterval { get; set; } = TimeSpan.FromDays(3);

    public ConcurrencyOptions Concurrency { get; } = new();

    public VersioningOptions? Versioning { get; set; }

    public bool IsVersioningSet { get; internal set; }

    [Obsolete("Experimental")]
    public IOrchestrationFilter? OrchestrationFilter { get; set; }

    public LoggingOptions Logging { get; } = new();

    internal bool HasConverter => _converter is not null;

    internal void ApplyTo(DurableTaskWorkerOptions other)
    {
        other.DataConverter = DataConverter;
        other.MaximumTimerInterval = MaximumTimerInterval;
        other.EnableEntitySupport = EnableEntitySupport;
        other.Versioning = Versioning;
#pragma warning disable CS0618 // Carried over for whoever uses it.
        other.OrchestrationFilter = OrchestrationFilter;
#pragma warning restore CS0618
        other.Logging.UseLegacyCategories = Logging.UseLegacyCategories;
    }

#pragma warning disable CA1034 // Nested, as in the real package.
    public class ConcurrencyOptions
    {
        public int MaximumConcurrentActivityWorkItems { get; set; } = 100 * Environment.ProcessorCount;

        public int MaximumConcurrentOrchestrationWorkItems { get; set; } = 100 * Environment.ProcessorCount;

        public int MaximumConcurrentEntityWorkItems { get; set; } = 100 * Environment.ProcessorCount;
    }

    public class VersioningOptions
    {
        public string Version { get; set; } = "";

        public string DefaultVersion { get; set; } = "";

        public VersionMatchStrategy MatchStrategy { get; set; } = VersionMatchStrategy.None;

        public VersionFailureStrategy FailureStrategy { get; set; } = VersionFailureStrategy.Reject;
    }

    public class LoggingOptions
    {
        public bool UseLegacyCategories { get; set; } = true;
    }
#pragma warning restore CA1034
}
