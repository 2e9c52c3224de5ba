using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>B0: what the disk allows, without any engine. Every other figure is to be read beside it.</summary>
internal static class StorageProbe
{
    private const int Flushes = 2_000;
    private const int Commits = 3_000;

    public static readonly Scenario B0 = new(
        "B0",
        "storage probe: 4 KiB written and flushed; one small row per transaction in SQLite (WAL, synchronous FULL)",
        [
            new("flush p50", "ms", LessIsBetter: true),
            new("flush p99", "ms", LessIsBetter: true),
            new("single commits", "/s"),
        ],
        run =>
        {
            Flush(run);
            Commit(run);
            return Task.CompletedTask;
        });

    // Over a file that has its length already, as the log of a database has after a while: no metadata to be written.
    private static void Flush(Run run)
    {
        byte[] block = new byte[4096];
        Random.Shared.NextBytes(block);
        using FileStream file = new(Path.Combine(run.Folder, "probe"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (int i = 0; i < 256; i++)
        {
            file.Write(block);
        }

        file.Flush(flushToDisk: true);
        Samples samples = new();
        for (int i = 0; i < Flushes; i++)
        {
            long began = Stopwatch.GetTimestamp();
            file.Position = i % 256 * block.Length;
            file.Write(block);
            file.Flush(flushToDisk: true);
            samples.Add(Stopwatch.GetElapsedTime(began));
        }

        run.Tell("flush p50", samples.Percentile(0.50));
        run.Tell("flush p99", samples.Percentile(0.99));
    }

    private static void Commit(Run run)
    {
        using SqliteConnection db = new($"Data Source={Path.Combine(run.Folder, "probe.db")};Pooling=False");
        db.Open();
        using SqliteCommand command = db.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO rows (body) VALUES ($1)";
        command.Parameters.AddWithValue("$1", new string('x', 200));
        command.Prepare();
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < Commits; i++)
        {
            command.ExecuteNonQuery();
        }

        double rate = Commits / Stopwatch.GetElapsedTime(began).TotalSeconds;
        run.Tell("single commits", rate);
        run.Say(string.Create(CultureInfo.InvariantCulture, $"    flush p50 {run.Figures["flush p50"]:N2} ms, p99 {run.Figures["flush p99"]:N2} ms; {rate:N0} single commits/s"));
    }
}
