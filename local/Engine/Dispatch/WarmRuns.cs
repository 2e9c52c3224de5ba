namespace Tasdir.Local.Engine;

/// <summary>
/// The runs of executions between two steps, so that busy ones are not replayed. Those that have not stepped for a while,
/// or are the longest without a step when there are too many, are let go: a waiting instance costs rows, not memory.
/// </summary>
internal sealed class WarmRuns : IAsyncDisposable
{
    // Real time: what is hot for the machine does not depend on the clock of the orchestrations.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private readonly int _most;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;

    // A run moves to the younger half at each step; the older half goes as a whole.
    private Dictionary<string, LiveRun> _younger = [];
    private Dictionary<string, LiveRun> _older = [];
    private bool _isTimed;

    public WarmRuns(int most)
    {
        _most = most;
        _timer = TimeProvider.System.CreateTimer(_ => _ = AgeAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public LiveRun? Take(string instanceId)
    {
        lock (_lock)
        {
            return _younger.Remove(instanceId, out LiveRun? run) || _older.Remove(instanceId, out run) ? run : null;
        }
    }

    public async ValueTask KeepAsync(LiveRun run)
    {
        Dictionary<string, LiveRun> gone = [];
        lock (_lock)
        {
            if (_younger.Count >= (_most + 1) / 2)
            {
                gone = Turn();
            }

            _younger[run.Instance.Execution.InstanceId] = run;
            SetTimer();
        }

        await LetGoAsync(gone);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await LetGoAsync(Turn());
        await LetGoAsync(Turn());
    }

    private static async ValueTask LetGoAsync(Dictionary<string, LiveRun> runs)
    {
        foreach (LiveRun run in runs.Values)
        {
            await run.DisposeAsync();
        }
    }

    private async Task AgeAsync()
    {
        Dictionary<string, LiveRun> gone;
        lock (_lock)
        {
            gone = Turn();
            _isTimed = false;
            SetTimer();
        }

        await LetGoAsync(gone);
    }

    private Dictionary<string, LiveRun> Turn()
    {
        lock (_lock)
        {
            Dictionary<string, LiveRun> gone = _older;
            _older = _younger;
            _younger = [];
            return gone;
        }
    }

    // Nothing ticks when nothing is kept.
    private void SetTimer()
    {
        if (!_isTimed && _younger.Count + _older.Count > 0)
        {
            _isTimed = true;
            _timer.Change(s_longest, Timeout.InfiniteTimeSpan);
        }
    }
}
