namespace Tasdir.Local.Engine;

/// <summary>What an engine has done since it was opened, to tell what bounds it.</summary>
public sealed class EngineStatistics
{
    private long _commits;
    private long _writes;
    private long _steps;
    private long _replays;
    private long _activities;
    private long _operations;

    /// <summary>Transactions, each with one flush to the disk.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Writes that shared those transactions.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Steps of orchestrations.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>Steps that had to replay their history first, because the orchestration was not in memory.</summary>
    public long Replays => Interlocked.Read(ref _replays);

    /// <summary>Runs of activities.</summary>
    public long Activities => Interlocked.Read(ref _activities);

    /// <summary>Operations of entities.</summary>
    public long Operations => Interlocked.Read(ref _operations);

    internal void Committed(int writes)
    {
        Interlocked.Increment(ref _commits);
        Interlocked.Add(ref _writes, writes);
    }

    internal void Stepped() => Interlocked.Increment(ref _steps);

    internal void Replayed() => Interlocked.Increment(ref _replays);

    internal void RanActivity() => Interlocked.Increment(ref _activities);

    internal void RanOperation() => Interlocked.Increment(ref _operations);
}
