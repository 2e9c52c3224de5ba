using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Local.Host;

namespace Tasdir.Local.Tests.Host;

/// <summary>A running host with the sample functions, its own folders, queues and port.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost host;

    private TestHost(IHost host, string root)
    {
        this.host = host;
        Root = root;
        Client = new HttpClient { BaseAddress = new Uri(Services.GetRequiredService<LocalAddress>().BaseUrl) };
    }

    public string Root { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => host.Services;

    public Journal Journal => Services.GetRequiredService<Journal>();

    public static string NewRoot(string hostJson = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""")
    {
        var root = Directory.CreateTempSubdirectory("tasdir-host-").FullName;
        File.WriteAllText(Path.Combine(root, "host.json"), hostJson);
        return root;
    }

    /// <summary>A host on free ports; queue functions are off unless a storage is given.</summary>
    public static async Task<TestHost> StartAsync(
        string? root = null, StorageFixture? storage = null, Action<FunctionsApplicationBuilder>? configure = null, params string[] settings)
    {
        root ??= NewRoot();
        var builder = Builder(root, [.. await StorageSettingsAsync(storage), .. settings]);
        configure?.Invoke(builder);
        var host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return new TestHost(host, root);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public static FunctionsApplicationBuilder Builder(string root, params string[] settings)
    {
        string[] args = ["--port", "0", "--data", Path.Combine(root, "state"), "--SampleSchedule", "0 0 6 * * *", .. settings];
        LocalHost.Prepare(AppContext.BaseDirectory);
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddScoped<Visit>();
        LocalHost.Attach(builder.Services, builder.Configuration, AppContext.BaseDirectory, args, root, NullLoggerFactory.Instance);
        return builder;
    }

    /// <summary>Moves the host's clock over HTTP and gives where it is then.</summary>
    public async Task<DateTimeOffset> AdvanceAsync(TimeSpan advance)
    {
        var answer = await Client.PostAsJsonAsync("/local/clock", new { advance }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("now").GetDateTimeOffset();
    }

    /// <summary>Stops the host and leaves its folders, for another to start on.</summary>
    public async Task StopAsync()
    {
        Client.Dispose();
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Root, recursive: true);
    }

    private static async Task<string[]> StorageSettingsAsync(StorageFixture? storage)
    {
        if (storage is null)
        {
            return ["--AzureWebJobs.SampleQueueText.Disabled", "true", "--AzureWebJobs.SampleQueueOrder.Disabled", "true"];
        }

        var connection = (await storage.StartAsync()).ConnectionString;
        var queue = $"q{Guid.NewGuid():N}";
        return ["--Storage", connection, "--AzureWebJobsStorage", connection, "--TextQueue", queue + "-text", "--OrderQueue", queue + "-order"];
    }
}

/// <summary>A service of the scope of one invocation.</summary>
public sealed class Visit
{
    public Guid Id { get; } = Guid.NewGuid();
}
