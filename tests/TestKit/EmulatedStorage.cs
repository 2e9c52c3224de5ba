using Tasdir.Local.Azurite;

namespace Tasdir.TestKit;

/// <summary>One storage emulator for all tests of an assembly, started by the first that needs it.</summary>
public sealed class EmulatedStorage : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tasdir-storage-").FullName;
    private readonly Lazy<Task<StorageEmulator>> _emulator;

    /// <summary>Prepares it.</summary>
    public EmulatedStorage() => _emulator = new(() => StorageEmulator.StartAsync(_folder, keeps: false));

    /// <summary>The emulator, running.</summary>
    public Task<StorageEmulator> StartAsync() => _emulator.Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_emulator.IsValueCreated)
        {
            await (await _emulator.Value).DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
