using Microsoft.Extensions.Hosting;
using Tasdir.Local.Demo;

namespace Tasdir.Local.Host;

/// <summary>
/// <c>demo</c>: lives the story in the app as soon as it runs, leaves the file set in a folder, and ends the app.
/// </summary>
internal sealed class DemoService(LocalAddress address, HostFolders folders, IHostApplicationLifetime lifetime, DemoService.Outcome outcome)
    : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>A state, a port and names in the storage of its own keep it apart from what the machine otherwise holds.</summary>
    public static string[] SwitchesFor(string[] switches)
    {
        var state = Path.GetFullPath(Path.Combine(".tasdir", "demo"));
        if (Directory.Exists(state))
        {
            Directory.Delete(state, recursive: true);
        }

        return ["--port", "0", "--data", state, "--StoragePrefix", "demo" + Guid.NewGuid().ToString("N")[..12], .. switches];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var starting = lifetime.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            using var http = new HttpClient { BaseAddress = new Uri(address.BaseUrl), Timeout = Patience };
            outcome.IsGood = await DemoRun.LiveAsync(http, Console.Out, folders.State, stoppingToken);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    /// <summary>How it went: good only if the case is closed, each tranche was paid exactly once, and the log's hash chain holds.</summary>
    internal sealed class Outcome
    {
        public bool IsGood { get; set; }
    }
}
