using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Tasdir.Benchmarks;

/// <summary>What the engine counts of its own work, by the names of its counters.</summary>
internal sealed record Counts(IReadOnlyDictionary<string, long> Values)
{
    public static Counts operator -(Counts after, Counts before) => new(
        after.Values.ToDictionary(count => count.Key, count => count.Value - before.Values.GetValueOrDefault(count.Key)));

    public override string ToString() => Values.Count == 0
        ? "the engine counts nothing"
        : string.Join(", ", Values.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {count.Key}")));
}

/// <summary>Listens to the counters of the engine's meter.</summary>
internal static class EngineCounts
{
    private const string Meter = "Tasdir.Local.Engine";
    private static readonly ConcurrentDictionary<string, long> s_counts = new();
    private static readonly MeterListener s_listener = new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        },
    };

    public static void Listen()
    {
        s_listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => s_counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        s_listener.Start();
    }

    public static Counts Now() => new(new Dictionary<string, long>(s_counts));
}
