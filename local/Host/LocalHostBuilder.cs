using System.Reflection;
using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tasdir.Local.Clock;
using Tasdir.Local.Engine;
using Tasdir.Local.Mailbox;
using Tasdir.Local.SignIn;

namespace Tasdir.Local.Host;

/// <summary>Puts the host together: settings, services and server now, the application's functions when it is built.</summary>
internal sealed class LocalHostBuilder
{
    private const long RealHostBodyLimit = 100 * 1024 * 1024;
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(30);

    private readonly Assembly application;
    private readonly HostFolders folders;
    private readonly HostJson hostJson;
    private readonly LocalAddress address;
    private bool started;

    public LocalHostBuilder(string[] args, Assembly application, string? root = null)
    {
        StartupException.EndProgramPlainly();
        this.application = application;
        var switches = HostSwitches.Read(args);
        folders = HostFolders.Find(application, root, switches.Data);
        Web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = application.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development,
        });
        HostSettings.AddTo(Web.Configuration, folders, switches.Rest);
        hostJson = HostJson.Read(folders.HostJson, Web.Configuration);
        address = LocalAddress.Take(switches.Port);
        HostSettings.PointAt(Web.Configuration, address);
        var signer = new EventSigner();
        HostSettings.Replace(Web.Configuration, EventSigner.Placeholder, signer.PublicKey);
        Web.Services.AddSingleton(_ => signer);
        AddLogging();
        AddServer();
    }

    public WebApplicationBuilder Web { get; }

    public List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Middleware { get; } = [];

    public void UseHttp() => Web.Services.AddMvcCore();

    public IHost Build()
    {
        var functions = FunctionCatalogue.Find(application, Web.Configuration);
        AddParts(functions);
        var web = Web.Build();

        // What the real host leaves to the application's own middleware is not done for it here.
        IApplicationBuilder pipeline = web;
        pipeline.Properties["__AuthenticationMiddlewareSet"] = true;
        pipeline.Properties["__AuthorizationMiddlewareSet"] = true;
        web.Services.GetRequiredService<HttpFunctions>().Map(web, [.. functions.Where(f => f.Trigger is HttpTriggerAttribute)]);
        web.Services.GetRequiredService<StartupNotice>().MapHomePage(web, functions);
        ClockEndpoints.Map(web);
        ManagementEndpoints.Map(web);
        MailboxEndpoints.Map(web);
        SignInEndpoints.Map(web);
        return new LocalHost(web, address, () => started = true);
    }

    private void AddParts(IReadOnlyList<Function> functions)
    {
        Web.Services.AddSingleton(functions);
        Web.Services.AddSingleton(new FunctionRunner(Middleware, hostJson.FunctionTimeout));
        Web.Services.AddSingleton<DurableFunctions>();
        Web.Services.AddSingleton<HttpActivity>();
        Web.Services.AddSingleton(OpenEngine);
        Web.Services.AddSingleton<HttpFunctions>();
        Web.Services.AddSingleton<TimerFunctions>();
        Web.Services.AddSingleton<QueueFunctions>();
        Web.Services.AddSingleton(services => (MovableClock)services.GetRequiredService<TimeProvider>());
        Web.Services.AddSingleton<ClockMover>();
        Web.Services.AddSingleton(_ => new MessageStore(Path.Combine(folders.State, "mailbox.db")));
        Web.Services.AddSingleton<Webhooks>();
        Web.Services.AddSingleton(services => new TokenIssuer(
            Path.Combine(folders.State, "identity.pem"), services.GetRequiredService<TimeProvider>(), Web.Configuration, address));
        Web.Services.AddSingleton<StartupNotice>();

        // Last, so that what the application starts is ready before the engine takes up work.
        Web.Services.AddHostedService<LocalRuntime>();
    }

    private DurableEngine OpenEngine(IServiceProvider services)
    {
        var registry = new DurableTaskRegistry();
        services.GetRequiredService<DurableFunctions>().AddTo(registry, services.GetRequiredService<IReadOnlyList<Function>>());
        DurableClasses.AddTo(registry, application);
        registry.AddActivity<HttpActivity>(TaskOrchestrationContextExtensionMethods.HttpActivity);
        var usual = new EngineOptions { Path = Path.Combine(folders.State, "history.db"), Clock = services.GetRequiredService<TimeProvider>() };
        var options = usual with
        {
            Converter = new SerializerConverter(services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer!),
            DefaultVersion = hostJson.Durable.DefaultVersion ?? usual.DefaultVersion,
            Versioning = hostJson.Durable.Versioning,
            DeliverTwice = Web.Configuration.GetValue<bool>("Local:DeliverTwice"),
            MaxConcurrentActivities = hostJson.Durable.MaxConcurrentActivityFunctions ?? usual.MaxConcurrentActivities,
            MaxConcurrentOrchestrations = hostJson.Durable.MaxConcurrentOrchestratorFunctions ?? usual.MaxConcurrentOrchestrations,
            MaxConcurrentEntities = hostJson.Durable.MaxConcurrentEntityFunctions ?? usual.MaxConcurrentEntities,
        };
        try
        {
            var engine = new DurableEngine(options, registry, services, services.GetRequiredService<ILoggerFactory>());
            DurableTaskClientExtensions.Locate(engine.Client, address.BaseUrl);
            return engine;
        }
        catch (EngineException e)
        {
            throw new StartupException(e.Message, e);
        }
    }

    private void AddLogging()
    {
        Web.Logging.AddSimpleConsole(console => console.SingleLine = true);

        // Until it has started, what goes wrong is thrown: the framework's own report of it would only hide the sentence.
        Web.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started && level >= LogLevel.Warning);
        foreach (var (category, level) in hostJson.LogLevels)
        {
            var everything = category.Equals("default", StringComparison.OrdinalIgnoreCase);
            Web.Logging.AddFilter(everything ? null : category, level);
        }
    }

    // As the real worker reads and writes where the application says nothing else.
    private void AddSerializer()
    {
        Web.Services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        Web.Services.AddOptions<WorkerOptions>().PostConfigure<IOptions<JsonSerializerOptions>>(
            (worker, json) => worker.Serializer ??= new JsonObjectSerializer(json.Value));
    }

    private void AddServer()
    {
        Web.WebHost.UseKestrelCore();
        Web.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => address.Socket);
        Web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RealHostBodyLimit;
            kestrel.Listen(System.Net.IPAddress.Loopback, address.Port);
        });
        Web.Services.AddRouting();
        AddSerializer();
        Web.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        Web.Services.AddSingleton(address);
        Web.Services.AddSingleton(folders);
        Web.Services.AddSingleton(hostJson);
        Web.Services.AddSingleton<TimeProvider>(new MovableClock(Path.Combine(folders.State, "clock.json")));
    }
}
