using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tasdir.Local.Host;
using Tasdir.TestKit;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>The whole app in the process that the uploads go to. Asked for its memory, it tells it, in MiB.</summary>
internal static class UploadsApp
{
    public const string Mode = "uploads-app";

    /// <summary>Asks for the memory after a collection.</summary>
    public const string Collected = "collected";

    public static async Task<int> RunAsync(string[] settings)
    {
        using IHost app = HostedApp.Build(settings);
        await app.StartAsync();
        Tell("port", app.Services.GetRequiredService<LocalAddress>().Port);
        while (await Console.In.ReadLineAsync() is { } asked)
        {
            if (asked == Collected)
            {
                GC.Collect();
            }

            Tell("rss", Status("VmRSS"));
            Tell("most", Status("VmHWM"));
            Tell("managed", GC.GetTotalMemory(forceFullCollection: false) / 1048576.0);
            Tell("committed", GC.GetGCMemoryInfo().TotalCommittedBytes / 1048576.0);
        }

        return 0;
    }

    private static double Status(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[(name.Length + 1)..^2], CultureInfo.InvariantCulture) / 1024;
    }

    private static void Tell(string name, double number) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {number}"));
}
