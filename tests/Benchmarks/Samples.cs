using System.Diagnostics;

namespace Tasdir.Benchmarks;

/// <summary>Durations and their percentiles.</summary>
internal sealed class Samples
{
    private readonly List<double> _milliseconds = [];
    private readonly Lock _lock = new();

    public async Task TimeAsync(Func<Task> work)
    {
        long began = Stopwatch.GetTimestamp();
        await work();
        Add(Stopwatch.GetElapsedTime(began));
    }

    public void Add(TimeSpan duration)
    {
        lock (_lock)
        {
            _milliseconds.Add(duration.TotalMilliseconds);
        }
    }

    /// <summary>In milliseconds.</summary>
    public double Percentile(double share)
    {
        lock (_lock)
        {
            _milliseconds.Sort();
            return _milliseconds[Math.Min(_milliseconds.Count - 1, (int)Math.Ceiling(share * _milliseconds.Count) - 1)];
        }
    }
}
