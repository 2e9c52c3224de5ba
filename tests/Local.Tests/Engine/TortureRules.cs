using System.Globalization;

namespace Tasdir.Local.Tests.Engine;

/// <summary>
/// Processes that are killed again and again in the middle of a mixed load. TASDIR_TORTURE_KILLS makes it longer,
/// TASDIR_TORTURE_SEED repeats the moments of an earlier run.
/// </summary>
public sealed class TortureRules(ITestOutputHelper output) : IDisposable
{
    // Two histories at once: most of a short life is waiting for a process to start.
    private const int Histories = 2;
    private readonly string folder = TestEngine.NewFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task After_hundreds_of_kills_nothing_acknowledged_is_lost_and_nothing_but_activities_repeats()
    {
        var kills = Setting("TASDIR_TORTURE_KILLS") ?? 200;
        var seed = Setting("TASDIR_TORTURE_SEED") ?? Random.Shared.Next();
        output.WriteLine($"{kills} kills, seed {seed}");
        await Task.WhenAll(Enumerable.Range(0, Histories).Select(async number =>
        {
            var torture = new Torture(Path.Combine(folder, $"{number}.db"), new Random(seed + number), output);
            await torture.KillAsync(kills / Histories);
            await torture.CheckAsync();
        }));
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
