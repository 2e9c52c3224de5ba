using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tasdir.Local.Tests.Host;

/// <summary>What the sample functions say happened, in order.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> entries = new();

    public IReadOnlyList<string> Entries => [.. entries];

    public void Write(string entry) => entries.Enqueue(entry);

    /// <summary>Waits until the entries are as wanted, and gives them.</summary>
    public async Task<IReadOnlyList<string>> WhenAsync(Func<IReadOnlyList<string>, bool> wanted, TimeSpan? patience = null)
    {
        var waited = Stopwatch.StartNew();
        while (!wanted(Entries))
        {
            Assert.True(waited.Elapsed < (patience ?? TimeSpan.FromSeconds(20)), "Still only: " + string.Join(" | ", Entries));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return Entries;
    }
}
