using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Histories that cannot be used as they are found: refused in one sentence, and not a byte of them is changed.</summary>
public sealed class DamageFaultRules : IDisposable
{
    private readonly string folder = TestEngine.NewFolder();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string HistoryPath => Path.Combine(folder, "history.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Damage_in_the_middle_is_found_before_anything_is_done()
    {
        await FillAsync();
        var bytes = await File.ReadAllBytesAsync(HistoryPath, Cancellation);
        Random.Shared.NextBytes(bytes.AsSpan(bytes.Length / 2, 8192));
        await File.WriteAllBytesAsync(HistoryPath, bytes, Cancellation);

        await RefusedAndLeftAsync("damaged");
    }

    [Fact]
    public async Task A_history_that_a_newer_version_left_in_its_log_is_left_there()
    {
        await FillAsync();
        using (var newer = Connect())
        {
            Execute(newer, "PRAGMA user_version = 999");
            Assert.NotEqual(0, new FileInfo(HistoryPath + "-wal").Length);
            // As a kill leaves it.
            await CopyAsync(HistoryPath, HistoryPath + "-wal");
        }

        File.Move(HistoryPath + "-wal.killed", HistoryPath + "-wal", overwrite: true);
        File.Move(HistoryPath + ".killed", HistoryPath, overwrite: true);

        await RefusedAndLeftAsync("newer version (schema 999");
    }

    [Fact]
    public async Task A_history_that_another_program_has_locked_is_refused_and_can_be_used_when_it_lets_go()
    {
        await FillAsync();
        using (var other = Connect())
        {
            Execute(other, "PRAGMA locking_mode = EXCLUSIVE");
            Execute(other, "BEGIN EXCLUSIVE");

            var refused = Assert.Throws<EngineException>(() => Open());

            Assert.Equal($"The history {HistoryPath} cannot be used: another program has locked it.", refused.Message);
        }

        await using var usable = Open();
    }

    private async Task RefusedAndLeftAsync(string why)
    {
        var before = await ReadAsync();

        var refused = Assert.Throws<EngineException>(() => Open());

        Assert.Contains(HistoryPath, refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(before, await ReadAsync());
    }

    // What counts: the file and its log. The rest is made anew.
    private async Task<Dictionary<string, byte[]>> ReadAsync()
    {
        Dictionary<string, byte[]> files = [];
        foreach (var file in Directory.GetFiles(folder).Where(file => file.EndsWith(".db", StringComparison.Ordinal) || file.EndsWith("-wal", StringComparison.Ordinal)))
        {
            if (new FileInfo(file).Length > 0)
            {
                files.Add(file, await File.ReadAllBytesAsync(file, Cancellation));
            }
        }

        return files;
    }

    private async Task FillAsync()
    {
        await using var engine = Open();
        await engine.StartAsync(Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Ends", new string('x', 1000), Cancellation);
            await engine.Client.WaitForInstanceCompletionAsync(id, Cancellation);
        }));
    }

    private static async Task CopyAsync(params string[] files)
    {
        foreach (var file in files)
        {
            await File.WriteAllBytesAsync(file + ".killed", await File.ReadAllBytesAsync(file, Cancellation), Cancellation);
        }
    }

    private DurableEngine Open()
    {
        var registry = new DurableTaskRegistry().AddOrchestratorFunc("Ends", _ => "done");
        return new DurableEngine(new EngineOptions { Path = HistoryPath }, registry, new NoServices(), NullLoggerFactory.Instance);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={HistoryPath};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
