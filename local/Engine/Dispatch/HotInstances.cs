using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>An instance as it stands in the file.</summary>
internal sealed class HotInstance(Instance instance)
{
    /// <summary>The instance as it stands after the last step that was stored.</summary>
    public Instance Instance { get; set; } = instance;

    /// <summary>Its history; null if whoever runs the code keeps the instance as far as it has come.</summary>
    public List<P.HistoryEvent>? History { get; set; }

    /// <summary>How many steps its history has.</summary>
    public int Steps { get; set; }

    public static HotInstance? Read(Sql sql, string instanceId)
    {
        if (Instances.Find(sql, instanceId) is not { } found)
        {
            return null;
        }

        (List<P.HistoryEvent> events, int steps) = found.HasEnded ? ([], 0) : Engine.History.Read(sql, found);
        return new HotInstance(found) { History = events, Steps = steps };
    }
}

/// <summary>
/// The instances between two steps, so that busy ones are not read again. Those that have not stepped for a while, or are the
/// longest without a step when there are too many, are let go: a waiting instance costs rows, not memory.
/// </summary>
internal sealed class HotInstances(int most) : IDisposable
{
    // Real time: what is hot for the machine does not depend on the clock of the orchestrations.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private ITimer? _timer;

    // An instance moves to the younger half at each step; the older half goes as a whole.
    private Dictionary<string, HotInstance> _younger = [];
    private Dictionary<string, HotInstance> _older = [];

    public HotInstance? Take(string instanceId)
    {
        lock (_lock)
        {
            return _younger.Remove(instanceId, out HotInstance? hot) || _older.Remove(instanceId, out hot) ? hot : null;
        }
    }

    public void Keep(HotInstance hot)
    {
        lock (_lock)
        {
            if (_younger.Count >= (most + 1) / 2)
            {
                (_older, _younger) = (_younger, []);
            }

            _younger[hot.Instance.InstanceId] = hot;

            // Nothing ticks when nothing is kept.
            _timer ??= TimeProvider.System.CreateTimer(_ => Age(), null, s_longest, s_longest);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Age()
    {
        lock (_lock)
        {
            (_older, _younger) = (_younger, []);
            if (_older.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }
}
