using System.Runtime.InteropServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Processes that meet a fault of the system which no test can have in its own process.</summary>
internal static class FaultLoad
{
    public const string OpenMode = "fault-open";
    public const string FullMode = "fault-full";
    private const int MostInstances = 100_000;
    private static readonly EntityInstanceId Ended = new(nameof(Counter), "ended");

    /// <summary>Opens a history, and tells how that went in one line.</summary>
    public static async Task<int> OpenAsync(string path)
    {
        try
        {
            await using var engine = Open(path);
            await engine.StartAsync(CancellationToken.None);
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Counts", 1);
            Console.WriteLine("opened");
        }
        catch (EngineException refused)
        {
            Console.WriteLine(refused.Message);
        }

        return 0;
    }

    /// <summary>Begins instances until the disk takes no more, makes room again, and tells what became of those that were acknowledged.</summary>
    public static async Task<int> FillAsync(string path, string ballast)
    {
        await using var engine = Open(path);
        await engine.StartAsync(CancellationToken.None);
        using var disk = Disk.Fill(path, ballast);
        List<string> acknowledged = [];
        var refused = "";
        while (refused.Length == 0 && acknowledged.Count < MostInstances)
        {
            try
            {
                acknowledged.Add(await engine.Client.ScheduleNewOrchestrationInstanceAsync("Counts", acknowledged.Count));
            }
            catch (Exception full)
            {
                refused = full.Message;
            }
        }

        disk.Dispose();
        foreach (var id in acknowledged)
        {
            var ended = await engine.Client.WaitForInstanceCompletionAsync(id);
            if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
            {
                Console.WriteLine($"{id}: {ended.RuntimeStatus} {ended.FailureDetails}");
            }
        }

        await engine.WhenIdleAsync(CancellationToken.None);
        var counted = (await engine.Client.Entities.GetEntityAsync<int>(Ended))?.State ?? 0;
        var there = await engine.Client.GetAllInstancesAsync().CountAsync();
        Console.WriteLine($"{refused}|{acknowledged.Count}|{there}|{counted}");
        return 0;
    }

    private static DurableEngine Open(string path)
    {
        var registry = new DurableTaskRegistry()
            .AddEntity<Counter>()
            .AddActivityFunc<int, int>("Same", (_, number) => number)
            .AddOrchestratorFunc<int>("Counts", async (context, number) =>
            {
                await context.CallActivityAsync<int>("Same", number);
                await context.Entities.CallEntityAsync(Ended, "Add", 1);
            });
        return new DurableEngine(new EngineOptions { Path = path }, registry, new NoServices(), NullLoggerFactory.Instance);
    }

    /// <summary>A disk with little room left: a small file system of its own with a ballast in it, or else a limit to how long a file may be.</summary>
    private sealed class Disk(Action makeRoom) : IDisposable
    {
        private const int FileSizeLimit = 1;
        private const int SignalOfFileSize = 25;
        private const long Room = 400_000;

        public static Disk Fill(string path, string ballast)
        {
            if (ballast != "limit")
            {
                return new Disk(() => File.Delete(ballast));
            }

            _ = signal(SignalOfFileSize, 1);
            _ = getrlimit(FileSizeLimit, out var before);
            var limited = before with { Soft = (ulong)(new FileInfo(path).Length + Room) };
            _ = setrlimit(FileSizeLimit, limited);
            return new Disk(() => _ = setrlimit(FileSizeLimit, before));
        }

        public void Dispose() => makeRoom();

#pragma warning disable SYSLIB1054, CA2101, CA5392 // Three calls of libc, in a process of the tests.
        [DllImport("libc")]
        private static extern int getrlimit(int resource, out Limit limit);

        [DllImport("libc")]
        private static extern int setrlimit(int resource, in Limit limit);

        [DllImport("libc")]
        private static extern nint signal(int number, nint handler);
#pragma warning restore SYSLIB1054, CA2101, CA5392

        private record struct Limit(ulong Soft, ulong Hard);
    }
}
