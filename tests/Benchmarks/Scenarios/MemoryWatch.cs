using System.Diagnostics;
using System.Globalization;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>Memory of the app at an instant, MiB.</summary>
/// <param name="Resident">What it has in memory.</param>
/// <param name="Most">The most it ever had.</param>
/// <param name="Managed">Objects, dead ones too.</param>
/// <param name="Committed">What the collector holds for them.</param>
internal sealed record MemoryUse(double Resident, double Most, double Managed, double Committed);

/// <summary>Looks at the app's memory five times a second while something goes on, and shows how far it is.</summary>
internal sealed class MemoryWatch(ChildProcess app, Run run)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_shown = TimeSpan.FromSeconds(5);

    /// <summary>The most that was seen of objects.</summary>
    public double MostManaged { get; private set; }

    public async Task<MemoryUse> LookAsync(string how = "")
    {
        await app.AskAsync(how);
        return new MemoryUse(await app.HearAsync("rss"), await app.HearAsync("most"), await app.HearAsync("managed"), await app.HearAsync("committed"));
    }

    /// <summary>Watches until the work is done.</summary>
    public async Task WatchAsync(Task work, Func<string> progress)
    {
        long began = Stopwatch.GetTimestamp();
        TimeSpan shown = TimeSpan.Zero;
        while (!work.IsCompleted)
        {
            MemoryUse use = await LookAsync();
            MostManaged = Math.Max(MostManaged, use.Managed);
            if (Stopwatch.GetElapsedTime(began) is var elapsed && elapsed - shown > s_shown)
            {
                shown = elapsed;
                run.Say(string.Create(
                    CultureInfo.InvariantCulture, $"      {elapsed.TotalSeconds:N0} s: {progress()}; {use.Resident:N0} MiB resident, {use.Managed:N0} managed"));
            }

            await Task.WhenAny(work, Task.Delay(s_pause));
        }

        await work;
    }
}
