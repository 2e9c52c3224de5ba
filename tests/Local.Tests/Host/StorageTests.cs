using Azure.Storage.Queues;
using Tasdir.Local.Azurite;

namespace Tasdir.Local.Tests.Host;

public sealed class StorageTests(StorageFixture storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Emulators_started_together_have_ports_of_their_own_and_keep_their_data_over_a_restart()
    {
        var folders = Enumerable.Range(0, 2).Select(_ => Directory.CreateTempSubdirectory("tasdir-storage-").FullName).ToList();
        var emulators = await Task.WhenAll(folders.Select(folder => StorageEmulator.StartAsync(folder, cancellation: Cancellation)));
        Assert.Equal(6, emulators.SelectMany(e => new[] { e.Ports.Blob, e.Ports.Queue, e.Ports.Table }).Distinct().Count());
        await new QueueClient(emulators[0].ConnectionString, "kept").CreateAsync(cancellationToken: Cancellation);
        Assert.False(await new QueueClient(emulators[1].ConnectionString, "kept").ExistsAsync(Cancellation));
        await Task.WhenAll(emulators.Select(e => e.DisposeAsync().AsTask()));

        await using (var again = await StorageEmulator.StartAsync(folders[0], cancellation: Cancellation))
        {
            Assert.True(await new QueueClient(again.ConnectionString, "kept").ExistsAsync(Cancellation));
        }

        folders.ForEach(folder => Directory.Delete(folder, recursive: true));
    }

    [Fact]
    public async Task A_running_emulator_is_used_and_not_started_again()
    {
        var running = await storage.StartAsync();

        Assert.Null(await StorageEmulator.StartUnlessRunningAsync("not-a-folder-that-is-made", running.Ports, Cancellation));
        Assert.False(Directory.Exists("not-a-folder-that-is-made"));
    }

    [Fact]
    public async Task An_emulator_whose_port_is_taken_says_so_in_a_sentence()
    {
        var running = await storage.StartAsync();
        var folder = Directory.CreateTempSubdirectory("tasdir-storage-").FullName;

        var error = await Assert.ThrowsAsync<Local.Host.StartupException>(() => StorageEmulator.StartAsync(folder, running.Ports, cancellation: Cancellation));

        Assert.Contains("azurite.log", error.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_package_list_names_no_registry()
    {
        var list = File.ReadAllText(Path.Combine(EmulatorPackage.Find().Folder, "package-lock.json"));

        Assert.DoesNotContain("resolved", list, StringComparison.Ordinal);
        Assert.Contains("integrity", list, StringComparison.Ordinal);
    }
}
