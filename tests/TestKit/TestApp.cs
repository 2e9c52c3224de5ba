using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tasdir.Domain.Cases;
using Tasdir.Local.Azurite;
using Tasdir.Local.Demo;
using Tasdir.Local.Host;
using Tasdir.Local.SignIn;
using Tasdir.Storage.Cases;
using Tasdir.TestKit.Contract;

namespace Tasdir.TestKit;

/// <summary>
/// The whole app, running in this process on a port, a folder and names in the storage of its own. Whatever is asked of it
/// over HTTP is held against its contract.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly ContractHandler _handler = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private TestApp(IHost host, string folder, string[] settings)
    {
        _host = host;
        Folder = folder;
        Settings = settings;
        Http = NewClient();
        World = new World(Http);
    }

    /// <summary>Speaks to the app as nobody in particular.</summary>
    public HttpClient Http { get; }

    /// <summary>Clock and mailbox.</summary>
    public World World { get; }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Where the app keeps its state.</summary>
    public string Folder { get; }

    /// <summary>The command line that the app was started with; another start with it finds the same cases.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>Starts the app.</summary>
    /// <param name="storage">The storage emulator.</param>
    /// <param name="configure">Changes to the app before it is built.</param>
    /// <param name="settings">Settings, as on a command line: <c>--Name value</c>.</param>
    public static async Task<TestApp> StartAsync(
        StorageEmulator storage, Action<FunctionsApplicationBuilder>? configure = null, params string[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("tasdir-app-").FullName;
        string connection = storage.ConnectionString;
        string[] all =
        [
            "--data", folder, "--StoragePrefix", "t" + Guid.NewGuid().ToString("N")[..15],
            "--Storage", connection, "--AzureWebJobsStorage", connection,
            // Nobody waits two seconds for a nudge here.
            "--AzureFunctionsJobHost:extensions:queues:maxPollingInterval", "00:00:00.2", .. settings,
        ];
        IHost host = HostedApp.Build(["--port", "0", .. all], configure);
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            Directory.Delete(folder, recursive: true);
            throw;
        }

        return new TestApp(host, folder, all);
    }

    /// <summary>Somebody of the ready-made people.</summary>
    public Local.Demo.Person As(string id) => new(Http, id);

    /// <summary>Speaks to the app as somebody: one of the ready-made people, or an applicant of that name.</summary>
    public HttpClient SignedIn(string id) => SignedIn(People.Find(id) ?? new(id, id, ["applicant"], "10", "fr", "Made up"));

    /// <inheritdoc cref="SignedIn(string)"/>
    public HttpClient SignedIn(Local.SignIn.Person person) => Bearing(Services.GetRequiredService<TokenIssuer>().TokenFor(person));

    /// <summary>Speaks to the app with a token.</summary>
    public HttpClient Bearing(string token)
    {
        HttpClient client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Waits until everything that was begun is done.</summary>
    public async Task SettleAsync() =>
        (await Http.PostAsJsonAsync("/local/clock", new { advance = TimeSpan.Zero })).EnsureSuccessStatusCode();

    /// <summary>The log of a case, line by line, without the letters, which follow in their own time.</summary>
    public async Task<IReadOnlyList<CaseEvent>> FactsAsync(string reference)
    {
        (IReadOnlyList<string> lines, _) = (await Services.GetRequiredService<CaseStore>().ReadLogAsync(reference, CancellationToken.None))!.Value;
        return [.. lines.Select(line => LogEntry.FromJson(line).Event).Where(fact => fact is not (LetterRecorded or LetterFiled or LetterSent))];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private HttpClient NewClient() => new(_handler, disposeHandler: false)
    {
        BaseAddress = new Uri(Services.GetRequiredService<LocalAddress>().BaseUrl),
        Timeout = TimeSpan.FromMinutes(3),
    };
}
