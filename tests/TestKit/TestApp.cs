using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tasdir.Functions;
using Tasdir.Functions.Demo;
using Tasdir.Local.Azurite;
using Tasdir.Local.Host;

namespace Tasdir.TestKit;

/// <summary>The whole app, running in this process on a port, a folder and names in the storage of its own.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _state;

    private TestApp(IHost host, string state)
    {
        _host = host;
        _state = state;
        Http = new HttpClient { BaseAddress = new Uri(Services.GetRequiredService<LocalAddress>().BaseUrl), Timeout = TimeSpan.FromMinutes(3) };
        World = new World(Http);
    }

    /// <summary>Speaks to the app.</summary>
    public HttpClient Http { get; }

    /// <summary>Clock and mailbox.</summary>
    public World World { get; }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts the app.</summary>
    /// <param name="storage">The storage emulator.</param>
    /// <param name="configure">Changes to the app before it is built.</param>
    /// <param name="settings">Settings, as on a command line: <c>--Name value</c>.</param>
    public static async Task<TestApp> StartAsync(
        StorageEmulator storage, Action<FunctionsApplicationBuilder>? configure = null, params string[] settings)
    {
        string state = Directory.CreateTempSubdirectory("tasdir-app-").FullName;
        string connection = storage.ConnectionString;
        IHost host = App.Build(
            [
                "--port", "0", "--data", state, "--StoragePrefix", "t" + Guid.NewGuid().ToString("N")[..15],
                "--Storage", connection, "--AzureWebJobsStorage", connection, .. settings,
            ],
            builder =>
            {
                builder.Logging.ClearProviders();
                configure?.Invoke(builder);
            });
        await host.StartAsync();
        return new TestApp(host, state);
    }

    /// <summary>Somebody of the ready-made people.</summary>
    public Person As(string id) => new(Http, id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_state, recursive: true);
    }
}
