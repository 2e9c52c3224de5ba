using System.Collections.Concurrent;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Tests;
using Tasdir.Local.Azurite;
using Tasdir.TestKit;

[assembly: AssemblyFixture(typeof(SharedApp))]

namespace Tasdir.Functions.Tests;

/// <summary>
/// One app for all tests that leave its clock and its storage alone, started by the first; and the storage emulator on which
/// the others start an app of their own.
/// </summary>
public sealed class SharedApp : IAsyncDisposable
{
    private readonly EmulatedStorage _storage = new();
    private readonly Lazy<Task<TestApp>> _app;
    private readonly ConcurrentDictionary<CaseState, Lazy<Task<Journey>>> _standing = new();

    public SharedApp() => _app = new(async () => await TestApp.StartAsync(await _storage.StartAsync()));

    public Task<TestApp> StartAsync() => _app.Value;

    /// <summary>A case in a state, for every test that only shows that something does not move it.</summary>
    public Task<Journey> StandingAsync(CaseState state) =>
        _standing.GetOrAdd(state, _ => new(async () => await Journey.ToAsync(await StartAsync(), state))).Value;

    public Task<StorageEmulator> StorageAsync() => _storage.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
        {
            await (await _app.Value).DisposeAsync();
        }

        await _storage.DisposeAsync();
    }
}

/// <summary>Tests that ask the shared app.</summary>
public abstract class SharedAppTests(SharedApp shared) : IAsyncLifetime
{
    protected SharedApp Shared => shared;

    protected TestApp App { get; private set; } = null!;

    protected Task<Journey> StandingAsync(CaseState state) => shared.StandingAsync(state);

    public async ValueTask InitializeAsync() => App = await shared.StartAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
