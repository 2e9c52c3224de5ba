using System.Globalization;
using Microsoft.DurableTask;
using Tasdir.Local.Engine;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>What an engine does while everything waits.</summary>
internal static class Idle
{
    private const int Waiting = 1_000;
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_watched = TimeSpan.FromSeconds(20);

    public static readonly Scenario Scenario = new(
        "idle",
        "1,000 instances that wait for an event or a day to pass, watched for 20 seconds",
        [
            // The system may count a page of shared memory here that it writes back in its own time.
            new("written to the disk", "bytes", Goal: 0, LessIsBetter: true),
            new("file and log grown", "bytes", Floor: 0, Goal: 0, LessIsBetter: true),
            new("processor", "% of one core", Goal: 0.2, LessIsBetter: true),
        ],
        MeasureAsync)
    { Runs = 3 };

    private static async Task MeasureAsync(Run run)
    {
        DurableEngine engine = await run.StartAsync(registry => registry.AddOrchestratorFunc("Waits", WaitAsync));
        await Task.WhenAll(Enumerable.Range(0, Waiting).Select(_ => engine.Client.ScheduleNewOrchestrationInstanceAsync("Waits")));
        await engine.WhenIdleAsync(CancellationToken.None);
        GC.Collect();
        await Task.Delay(s_settled);

        (long written, long size, TimeSpan cpu) = (Machine.BytesWritten(), Size(run), Environment.CpuUsage.TotalTime);
        await Task.Delay(s_watched);
        (long writtenAfter, long sizeAfter, TimeSpan cpuAfter) = (Machine.BytesWritten(), Size(run), Environment.CpuUsage.TotalTime);
        run.Tell("written to the disk", writtenAfter - written);
        run.Tell("file and log grown", sizeAfter - size);
        run.Tell("processor", 100 * (cpuAfter - cpu) / s_watched);
        run.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"    {writtenAfter - written} bytes written, grown by {sizeAfter - size}, {100 * (cpuAfter - cpu) / s_watched:N2} % of one core"));
    }

    private static async Task WaitAsync(TaskOrchestrationContext context)
    {
        using CancellationTokenSource cancellation = new();
        Task decided = context.WaitForExternalEvent<bool>("Decided");
        Task late = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
        await Task.WhenAny(decided, late);
#pragma warning disable CA1849 // An orchestrator goes on in its own thread alone, and CancelAsync leaves it.
        cancellation.Cancel();
#pragma warning restore CA1849
    }

    private static long Size(Run run) => new DirectoryInfo(run.Folder).EnumerateFiles().Sum(file => file.Length);
}
