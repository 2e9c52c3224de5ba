using System.Diagnostics;
using System.Globalization;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks;

/// <summary>What this process has used so far; the difference of two is what lay between them.</summary>
internal sealed record Cost(TimeSpan Elapsed, TimeSpan Cpu, long Allocated, int Gen0, int Gen1, int Gen2, TimeSpan Paused, long Written, Counts Engine)
{
    public static Cost Now(EngineStatistics engine) => new(
        Stopwatch.GetElapsedTime(0),
        Environment.CpuUsage.TotalTime,
        GC.GetTotalAllocatedBytes(),
        GC.CollectionCount(0),
        GC.CollectionCount(1),
        GC.CollectionCount(2),
        GC.GetTotalPauseDuration(),
        Machine.BytesWritten(),
        Counts.Of(engine));

    public static Cost operator -(Cost after, Cost before) => new(
        after.Elapsed - before.Elapsed,
        after.Cpu - before.Cpu,
        after.Allocated - before.Allocated,
        after.Gen0 - before.Gen0,
        after.Gen1 - before.Gen1,
        after.Gen2 - before.Gen2,
        after.Paused - before.Paused,
        after.Written - before.Written,
        after.Engine - before.Engine);

    /// <summary>In words, some of it for each of so many.</summary>
    public string Per(int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cpu / Elapsed:N2} cores, {Allocated / 1024.0 / count:N1} KiB allocated and {Written / 1024.0 / count:N1} KiB written each, "
        + $"GC {Gen0}/{Gen1}/{Gen2} ({Paused.TotalMilliseconds:N0} ms); {Engine}");
}

/// <summary>What an engine has done.</summary>
internal sealed record Counts(long Commits, long Writes, long Steps, long Replays, long Activities, long Operations)
{
    public static Counts Of(EngineStatistics engine) =>
        new(engine.Commits, engine.Writes, engine.Steps, engine.Replays, engine.Activities, engine.Operations);

    public static Counts operator -(Counts after, Counts before) => new(
        after.Commits - before.Commits,
        after.Writes - before.Writes,
        after.Steps - before.Steps,
        after.Replays - before.Replays,
        after.Activities - before.Activities,
        after.Operations - before.Operations);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Commits:N0} commits of {Writes:N0} writes, {Steps:N0} steps ({Replays:N0} replayed), {Activities:N0} activities, {Operations:N0} entity operations");
}
