using System.Diagnostics;
using System.Globalization;
using Tasdir.Local.Azurite;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>
/// Fifty applicants send large files at once to the whole app, which runs in a process of its own on the storage emulator. Its
/// memory is watched: while the files come in, and, after a new start, while they are checked.
/// </summary>
internal static class Uploads
{
    private const int Clients = 50;
    private const int MiB = 1_048_576;
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    // Nobody takes up the cases, so that what the checks need is not counted among what the uploads need.
    private static readonly string[] s_unchecked =
        ["--AzureWebJobs.TakeUpCase.Disabled", "true", "--AzureWebJobs.SweepPending.Disabled", "true"];

    /// <summary>The scenario, with this total or with two of which one is four times the other, MB of 2^20 bytes.</summary>
    public static Scenario Of(int? megabytes)
    {
        int[] totals = megabytes is { } one ? [one] : [250, 1_000];
        return new Scenario(
            "uploads",
            "50 applicants at once, each with a PDF of up to 20 MB, half of them in blocks; then the automatic checks of all of them",
            [.. totals.SelectMany(Measures)],
            async run =>
            {
                foreach (int total in totals)
                {
                    await MeasureAsync(run, total);
                }
            })
        { Runs = 3 };
    }

    private static IEnumerable<Measure> Measures(int total) =>
    [
        new($"{total} MB: sent", "MB/s"),
        new($"{total} MB: requests", "1/s"),
        new($"{total} MB: a block, p50", "ms", LessIsBetter: true),
        new($"{total} MB: a block, p99", "ms", LessIsBetter: true),
        .. Memory($"{total} MB, sending"),
        new($"{total} MB: all checked", "s", LessIsBetter: true),
        .. Memory($"{total} MB, checking"),
    ];

    private static IEnumerable<Measure> Memory(string when) =>
    [
        new($"{when}: resident before", "MiB", LessIsBetter: true),
        new($"{when}: at its highest", "MiB", LessIsBetter: true),
        new($"{when}: afterwards", "MiB", LessIsBetter: true),
        new($"{when}: managed, at its highest", "MiB", LessIsBetter: true),
        new($"{when}: managed, collected afterwards", "MiB", LessIsBetter: true),
    ];

    private static async Task MeasureAsync(Run run, int total)
    {
        string folder = Directory.CreateDirectory(Path.Combine(run.Folder, $"{total}")).FullName;
        await using StorageEmulator storage = await StorageEmulator.StartAsync(Path.Combine(folder, "storage"));
        string[] settings =
        [
            "--port", "0", "--data", Path.Combine(folder, "state"), "--StoragePrefix", $"uploads{total}",
            "--Storage", storage.ConnectionString, "--AzureWebJobsStorage", storage.ConnectionString,
        ];
        UploadClient[] clients = [.. Enumerable.Range(0, Clients).Select(number => new UploadClient(number, total * MiB / Clients))];
        await SendAsync(run, total, settings, clients);
        await CheckAsync(run, total, settings, clients);
        Array.ForEach(clients, client => client.Dispose());
    }

    private static async Task SendAsync(Run run, int total, string[] settings, UploadClient[] clients)
    {
        using ChildProcess app = new(UploadsApp.Mode, [.. settings, .. s_unchecked]);
        int port = (int)await app.HearAsync("port");
        await SignInAsync(clients, port);
        await WarmUpAsync(port);

        MemoryWatch watch = new(app, run);
        MemoryUse before = await watch.LookAsync(UploadsApp.Collected);
        UploadCount count = new();
        long began = Stopwatch.GetTimestamp();
        await watch.WatchAsync(
            Task.WhenAll(clients.Select(client => client.SendAsync(count))),
            () => string.Create(CultureInfo.InvariantCulture, $"{Volatile.Read(ref count.Bytes) / MiB:N0} MB received, {count.Done} files done"));
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

        run.Tell($"{total} MB: sent", count.Bytes / seconds / MiB);
        run.Tell($"{total} MB: requests", count.Requests / seconds);
        run.Tell($"{total} MB: a block, p50", count.Blocks.Percentile(0.5));
        run.Tell($"{total} MB: a block, p99", count.Blocks.Percentile(0.99));
        await TellMemoryAsync(run, $"{total} MB, sending", watch, before);
        run.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"    {total} MB in {seconds:N1} s, {count.Requests} requests, a block {count.Blocks.Percentile(0.5):N0} ms (p99 {count.Blocks.Percentile(0.99):N0}), "
            + $"a file {count.Files.Percentile(0.5) / 1_000:N1} s (p99 {count.Files.Percentile(0.99) / 1_000:N1})"));
        foreach (UploadClient client in clients)
        {
            Run.Check("checked while nobody checks", false, await client.CheckAsync());
        }
    }

    private static async Task CheckAsync(Run run, int total, string[] settings, UploadClient[] clients)
    {
        using ChildProcess app = new(UploadsApp.Mode, settings);
        int port = (int)await app.HearAsync("port");
        MemoryWatch watch = new(app, run);
        MemoryUse before = await watch.LookAsync();
        long began = Stopwatch.GetTimestamp();
        int done = 0;
        await watch.WatchAsync(WaitAsync(), () => $"{done} of {clients.Length} files checked");
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        run.Tell($"{total} MB: all checked", seconds);
        await TellMemoryAsync(run, $"{total} MB, checking", watch, before);
        run.Say(string.Create(CultureInfo.InvariantCulture, $"    {clients.Length} files checked in {seconds:N1} s"));

        async Task WaitAsync()
        {
            await SignInAsync(clients, port);
            foreach (UploadClient client in clients)
            {
                while (!await client.CheckAsync())
                {
                    await Task.Delay(s_pause);
                }

                done++;
            }
        }
    }

    private static async Task SignInAsync(UploadClient[] clients, int port)
    {
        foreach (UploadClient client in clients)
        {
            await client.SignInAsync(port);
        }
    }

    // The runtime compiles what is measured.
    private static async Task WarmUpAsync(int port)
    {
        for (int number = Clients; number < Clients + 4; number++)
        {
            using UploadClient client = new(number, MiB);
            await client.SignInAsync(port);
            await client.SendAsync(new UploadCount());
        }
    }

    private static async Task TellMemoryAsync(Run run, string when, MemoryWatch watch, MemoryUse before)
    {
        await Task.Delay(s_settled);
        MemoryUse after = await watch.LookAsync();
        MemoryUse collected = await watch.LookAsync(UploadsApp.Collected);
        run.Tell($"{when}: resident before", before.Resident);
        run.Tell($"{when}: at its highest", after.Most);
        run.Tell($"{when}: afterwards", after.Resident);
        run.Tell($"{when}: managed, at its highest", watch.MostManaged);
        run.Tell($"{when}: managed, collected afterwards", collected.Managed);
        run.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"    {when}: {before.Resident:N0} MiB resident before, {after.Most:N0} at its highest, {after.Resident:N0} afterwards; managed "
            + $"{before.Managed:N0}, {watch.MostManaged:N0}, {after.Managed:N0}, collected {collected.Managed:N0} ({collected.Committed:N0} committed)"));
    }
}
