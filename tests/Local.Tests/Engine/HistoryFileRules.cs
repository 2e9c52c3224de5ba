using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

public sealed class HistoryFileRules : IDisposable
{
    private readonly string folder = TestEngine.NewFolder();

    private string HistoryPath => Path.Combine(folder, "history.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_history_has_one_owner_and_is_free_again_when_that_one_is_gone()
    {
        var first = Open(HistoryPath);

        var refused = Assert.Throws<EngineException>(() => Open(HistoryPath));
        SaysInOneSentence(refused, HistoryPath, "in use");
        await first.StartAsync(TestContext.Current.CancellationToken);
        await first.DisposeAsync();

        await using var second = Open(HistoryPath);
    }

    [Fact]
    public async Task A_history_of_before_the_first_schema_is_refused_and_left_as_it_is()
    {
        await Open(HistoryPath).DisposeAsync();
        Execute("PRAGMA user_version = 3");
        var before = await File.ReadAllBytesAsync(HistoryPath, TestContext.Current.CancellationToken);

        var refused = Assert.Throws<EngineException>(() => Open(HistoryPath));

        SaysInOneSentence(refused, HistoryPath, "older format (schema 3");
        Assert.Equal(before, await File.ReadAllBytesAsync(HistoryPath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_history_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await Open(HistoryPath).DisposeAsync();
        var version = Version();
        Execute("PRAGMA user_version = 999");
        var before = await File.ReadAllBytesAsync(HistoryPath, TestContext.Current.CancellationToken);

        var refused = Assert.Throws<EngineException>(() => Open(HistoryPath));

        SaysInOneSentence(refused, HistoryPath, "newer version (schema 999");
        Assert.Equal(before, await File.ReadAllBytesAsync(HistoryPath, TestContext.Current.CancellationToken));
        Execute($"PRAGMA user_version = {version}");
        await using var usable = Open(HistoryPath);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("cut")]
    [InlineData("overwritten")]
    public async Task A_damaged_history_is_refused_and_left_as_it_is(string damage)
    {
        await Open(HistoryPath).DisposeAsync();
        var whole = await File.ReadAllBytesAsync(HistoryPath, TestContext.Current.CancellationToken);
        var damaged = damage switch
        {
            "text" => "This is no database, though it is long enough to be taken for one at first sight: "u8.ToArray().Concat(whole).ToArray(),
            "cut" => whole[..(whole.Length / 2)],
            _ => [.. whole[..100], .. Enumerable.Repeat((byte)0xA5, whole.Length - 100)],
        };
        await File.WriteAllBytesAsync(HistoryPath, damaged, TestContext.Current.CancellationToken);

        var refused = Assert.Throws<EngineException>(() => Open(HistoryPath));

        SaysInOneSentence(refused, HistoryPath, "cannot be used");
        Assert.Equal(damaged, await File.ReadAllBytesAsync(HistoryPath, TestContext.Current.CancellationToken));

        // Nobody holds it: it can be put right.
        await File.WriteAllBytesAsync(HistoryPath, whole, TestContext.Current.CancellationToken);
        await using var usable = Open(HistoryPath);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        // Nobody may make a file in /sys, not even root, whom no permission of a folder stops.
        var path = OperatingSystem.IsLinux() ? "/sys/kernel/history.db" : Path.Combine(ReadOnlyFolder(), "history.db");

        SaysInOneSentence(Assert.Throws<EngineException>(() => Open(path)), path, "cannot be written");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_and_not_taken_for_one_in_use()
    {
        var path = Path.Combine(folder, "nowhere", "history.db");

        SaysInOneSentence(Assert.Throws<EngineException>(() => Open(path)), path, "cannot be written");
        Assert.False(Directory.Exists(Path.Combine(folder, "nowhere")));
    }

    private static DurableEngine Open(string path) =>
        new(new EngineOptions { Path = path }, new DurableTaskRegistry(), new NoServices(), NullLoggerFactory.Instance);

    private static void SaysInOneSentence(EngineException refused, string path, string what)
    {
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private string ReadOnlyFolder()
    {
        var readOnly = Directory.CreateDirectory(Path.Combine(folder, "read-only"));
        readOnly.Attributes |= FileAttributes.ReadOnly;
        return readOnly.FullName;
    }

    private long Version()
    {
        using var connection = new SqliteConnection($"Data Source={HistoryPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={HistoryPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
