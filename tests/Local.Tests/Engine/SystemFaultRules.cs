using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Faults of the system, met for real: no room on the disk, no right to write, another program's lock.</summary>
public sealed class SystemFaultRules(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly string folder = TestEngine.NewFolder();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string HistoryPath => Path.Combine(folder, "history.db");

    public void Dispose()
    {
        Allow(folder, HistoryPath);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_what_was_acknowledged_is_done_when_there_is_room_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Limits are set the way of Unix.");

        // A small disk of its own, where the system lets us mount one; else a limit to the length of a file.
        const string Mount = "mount -t tmpfs -o size=3m none \"$0\"";
        var mounts = await RunAsync("unshare", "-rm", "sh", "-c", Mount, folder) is (0, _);
        var told = mounts
            ? await RunAsync("unshare", ["-rm", "sh", "-c", Mount + " && head -c 2500000 /dev/zero > \"$0/ballast\" && exec \"$@\"", folder,
                .. ChildProcess.Command(FaultLoad.FullMode, HistoryPath, Path.Combine(folder, "ballast"))])
            : await RunAsync(ChildProcess.Command(FaultLoad.FullMode, HistoryPath, "limit"));

        output.WriteLine($"{(mounts ? "a full file system" : "a limited file size")}: {told.Output}");
        Assert.True(told.Output.Trim().Split('|') is [_, _, _, _], told.Output);
        var parts = told.Output.Trim().Split('|');
        Assert.Contains(mounts ? "full" : "I/O error", parts[0], StringComparison.Ordinal);
        var numbers = parts[1..].Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(numbers[0], 1, 99_999);
        // Whoever was refused left nothing.
        Assert.Equal(numbers[0], numbers[1]);
        Assert.Equal(numbers[1], numbers[2]);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    public async Task What_may_not_be_written_is_refused_and_left_as_it_is(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are set the way of Unix.");
        Assert.Equal("opened", (await OpenAsync()).Trim());
        var before = await File.ReadAllBytesAsync(HistoryPath, Cancellation);
#pragma warning disable CA1416 // Not on Windows.
        if (what == "file")
        {
            File.SetUnixFileMode(HistoryPath, UnixFileMode.UserRead);
        }
        else
        {
            File.Delete(HistoryPath + ".owner");
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
#pragma warning restore CA1416

        var refused = await OpenAsync();

        Assert.Contains(HistoryPath, refused, StringComparison.Ordinal);
        Assert.Contains("cannot be", refused, StringComparison.Ordinal);
        Assert.Single(refused.Trim().Split('\n'));
        Assert.Equal(before, await File.ReadAllBytesAsync(HistoryPath, Cancellation));
        Allow(folder, HistoryPath);
        Assert.Equal("opened", (await OpenAsync()).Trim());
    }

    [Fact]
    public async Task What_is_asked_for_while_another_program_holds_the_file_is_done_when_it_lets_go()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddEntity<Counter>()
            .AddActivityFunc<int, int>("Double", (_, number) => number * 2)
            .AddOrchestratorFunc<int, int>("Doubles", (context, number) => context.CallActivityAsync<int>("Double", number)));
        var first = await engine.BeginAsync("Doubles", 1);
        Task<string>[] asked;
        using (var other = engine.Connect())
        {
            Execute(other, "BEGIN EXCLUSIVE");
            asked = [.. Enumerable.Range(2, 20).Select(number => engine.BeginAsync("Doubles", number))];
            Assert.NotNull(await engine.ReadAsync(first));
            Assert.DoesNotContain(asked, task => task.IsCompleted);
            Execute(other, "COMMIT");
        }

        Assert.Equal(2, await engine.ResultOfAsync<int>(first));
        foreach (var (task, number) in asked.Zip(Enumerable.Range(2, 20)))
        {
            Assert.Equal(number * 2, await engine.ResultOfAsync<int>(await task));
        }
    }

    // Root passes over permissions; this root does not.
    private async Task<string> OpenAsync()
    {
        var command = ChildProcess.Command(FaultLoad.OpenMode, HistoryPath);
        return Environment.UserName == "root"
            ? (await RunAsync("setpriv", ["--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search", .. command])).Output
            : (await RunAsync(command)).Output;
    }

    private static Task<(int Code, string Output)> RunAsync(string[] command) => RunAsync(command[0], command[1..]);

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var told = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, told + await errors);
        }
        finally
        {
            process.Kill();
        }
    }

    private static void Allow(string folder, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            File.SetUnixFileMode(folder, Owner);
            if (File.Exists(path))
            {
                File.SetUnixFileMode(path, Owner & ~UnixFileMode.UserExecute);
            }
        }
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
