using Tasdir.Local.Azurite;
using Tasdir.Local.Tests.Host;

[assembly: AssemblyFixture(typeof(StorageFixture))]

namespace Tasdir.Local.Tests.Host;

/// <summary>One storage emulator for all tests of the assembly, started by the first that needs it.</summary>
public sealed class StorageFixture : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tasdir-storage-").FullName;
    private readonly Lazy<Task<StorageEmulator>> emulator;

    public StorageFixture() => emulator = new(() => StorageEmulator.StartAsync(folder, keeps: false));

    public Task<StorageEmulator> StartAsync() => emulator.Value;

    public async ValueTask DisposeAsync()
    {
        if (emulator.IsValueCreated)
        {
            await (await emulator.Value).DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
