using System.Diagnostics;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

public sealed class KillRules(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 3;
    private readonly string folder = TestEngine.NewFolder();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task After_kills_at_any_moment_everything_is_completed_and_has_happened_once()
    {
        var path = Path.Combine(folder, "history.db");
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunAndKillAsync(path, TimeSpan.FromMilliseconds(Random.Shared.Next(20, 400)));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await using var engine = await CountedLoad.RunAsync(path, cancellation: patience.Token);
        await engine.WhenIdleAsync(patience.Token);

        const int Rounds = CountedLoad.Instances * CountedLoad.Rounds;
        Assert.Equal(Rounds, await CountedLoad.CountAsync(engine, "signals"));
        Assert.Equal(Rounds, await CountedLoad.CountAsync(engine, "events"));
        Assert.Equal(Rounds, await CountedLoad.CountAsync(engine, "rounds"));
        Assert.Equal(Rounds, await CountedLoad.CountAsync(engine, "parts"));
        Assert.Equal(CountedLoad.Instances, await CountedLoad.CountAsync(engine, "ends"));
    }

    /// <summary>Runs the load in a process of its own and kills that (SIGKILL: nothing of it gets to tidy up).</summary>
    private async Task RunAndKillAsync(string path, TimeSpan after)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KillRules).Assembly.Location, CountedLoad.Mode, path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(Cancellation);
            var line = await process.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
            Assert.True(line == "running", line ?? await errors);
            var refused = await Assert.ThrowsAsync<EngineException>(() => CountedLoad.RunAsync(path, cancellation: Cancellation));
            Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
            await Task.Delay(after, Cancellation);
            Assert.False(process.HasExited);
            output.WriteLine($"killed after {after.TotalMilliseconds} ms");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
