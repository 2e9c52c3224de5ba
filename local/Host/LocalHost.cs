using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tasdir.Local.Clock;
using Tasdir.Local.Engine;
using Tasdir.Local.Mailbox;
using Tasdir.Local.SignIn;

namespace Tasdir.Local.Host;

/// <summary>What runs a Functions app on one machine, put into the app's own container before it is built.</summary>
public static class LocalHost
{
    private const string ApplicationDirectory = "FUNCTIONS_APPLICATION_DIRECTORY";
    private const string EnvironmentName = "AZURE_FUNCTIONS_ENVIRONMENT";
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(30);

    /// <summary>Sets what the real host sets in the worker's process before it starts. Unless said otherwise, this is a development environment.</summary>
    /// <param name="application">The folder of the built app.</param>
    public static void Prepare(string application)
    {
        Environment.SetEnvironmentVariable(ApplicationDirectory, application);
        if (Environment.GetEnvironmentVariable(EnvironmentName) is null)
        {
            Environment.SetEnvironmentVariable(EnvironmentName, Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development);
        }
    }

    /// <summary>Gives the app this host: settings, storage, worker channel, engine, triggers, clock, mailbox and sign-in.</summary>
    /// <param name="services">The app's services; to be called when the app has registered its own.</param>
    /// <param name="configuration">The app's configuration.</param>
    /// <param name="application">The folder of the built app.</param>
    /// <param name="args">The command line; <c>--port</c> and <c>--data</c> are the host's.</param>
    /// <param name="root">The folder of <c>host.json</c> and the settings; null to look for it above the app.</param>
    /// <param name="loggers">Where host and worker log; null for the console, by the levels of <c>host.json</c>.</param>
    /// <exception cref="StartupException">A file or the command line cannot be used, or the port is taken.</exception>
    public static void Attach(
        IServiceCollection services,
        ConfigurationManager configuration,
        string application,
        string[] args,
        string? root = null,
        ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var switches = HostSwitches.Read(args);
        var folders = HostFolders.Find(Path.TrimEndingDirectorySeparator(application), root, switches.Data);
        HostSettings.AddFiles(configuration, folders);
        var hostJson = HostJson.Read(folders.HostJson, configuration);
        var address = LocalAddress.Take(switches.Port);
        var signer = new EventSigner();
        HostSettings.PointAt(configuration, address);
        HostSettings.Replace(configuration, EventSigner.Placeholder, signer.PublicKey);
        var rpc = new RpcAddress();
        PointWorkerAt(configuration, rpc, address);
        AddServer(services, address);
        AddParts(services, folders, hostJson, rpc, loggers ?? ConsoleLog.Of(hostJson));
        services.AddSingleton(parts => ActivatorUtilities.CreateInstance<StartupNotice>(parts, loggers is null ? Console.Out : TextWriter.Null));
        services.AddSingleton(_ => address).AddSingleton(_ => signer);
    }

    /// <summary>Gives a command of the app the settings that a running app has, and nothing else.</summary>
    /// <inheritdoc cref="Attach"/>
    public static void AddSettings(ConfigurationManager configuration, string application, string[] args)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        HostSettings.AddFiles(configuration, HostFolders.Find(Path.TrimEndingDirectorySeparator(application), root: null, HostSwitches.Read(args).Data));
    }

    // What the real host gives on the command line of the worker's process.
    private static void PointWorkerAt(ConfigurationManager configuration, RpcAddress rpc, LocalAddress address)
    {
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Functions:Worker:HostEndpoint"] = rpc.Url,
            ["Functions:Worker:WorkerId"] = Guid.NewGuid().ToString(),
            ["Functions:Worker:RequestId"] = Guid.NewGuid().ToString(),
            ["urls"] = $"http://127.0.0.1:{address.Port}",
            ["Functions:Worker:GrpcMaxMessageLength"] = int.MaxValue.ToString(CultureInfo.InvariantCulture),
        });
    }

    private static void AddServer(IServiceCollection services, LocalAddress address)
    {
        services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = _ => address.Socket);
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        services.AddSingleton<Front>().AddSingleton<IStartupFilter>(parts => parts.GetRequiredService<Front>());
    }

    private static void AddParts(IServiceCollection services, HostFolders folders, HostJson hostJson, RpcAddress rpc, ILoggerFactory loggers)
    {
        services
            .AddSingleton(folders)
            .AddSingleton(hostJson)
            .AddSingleton(_ => rpc)
            .AddSingleton<TimeProvider>(new MovableClock(Path.Combine(folders.State, "clock.json")))
            .AddSingleton(parts => (MovableClock)parts.GetRequiredService<TimeProvider>())
            .AddSingleton(new WorkerChannel(folders, loggers))
            .AddSingleton<DurableClientBinding>()
            .AddSingleton<Invoker>()
            .AddSingleton<FunctionCatalogue>()
            .AddSingleton<IWorkItemExecutor, WorkerExecutor>()
            .AddSingleton(parts => OpenEngine(parts, folders, hostJson, loggers))
            .AddSingleton(parts => ActivatorUtilities.CreateInstance<RpcServer>(parts, loggers))
            .AddSingleton(parts => ActivatorUtilities.CreateInstance<HttpFunctions>(parts, loggers.CreateLogger<HttpFunctions>()))
            .AddSingleton(parts => ActivatorUtilities.CreateInstance<TimerFunctions>(parts, loggers.CreateLogger<TimerFunctions>()))
            .AddSingleton(parts => ActivatorUtilities.CreateInstance<QueueFunctions>(parts, loggers.CreateLogger<QueueFunctions>()))
            .AddSingleton<ClockMover>()
            .AddSingleton(_ => new MessageStore(Path.Combine(folders.State, "mailbox.db")))
            .AddSingleton<Webhooks>()
            .AddSingleton(parts => new TokenIssuer(
                Path.Combine(folders.State, "identity.pem"),
                parts.GetRequiredService<TimeProvider>(),
                parts.GetRequiredService<IConfiguration>(),
                parts.GetRequiredService<LocalAddress>()))
            // First, so that storage and channel are there before anything of the app asks for them, and gone after it.
            .Insert(0, ServiceDescriptor.Singleton<IHostedService, LocalRuntime>());
    }

    private static DurableEngine OpenEngine(IServiceProvider parts, HostFolders folders, HostJson hostJson, ILoggerFactory loggers)
    {
        var durable = hostJson.Durable;
        var usual = new EngineOptions { Path = Path.Combine(folders.State, "history.db"), Clock = parts.GetRequiredService<TimeProvider>() };
        var options = usual with
        {
            DefaultVersion = durable.DefaultVersion ?? usual.DefaultVersion,
            Versioning = durable.Versioning,
            ThrowOnRaiseEvent = durable.ThrowStatusExceptionsOnRaiseEvent,
            ExtendedSessions = durable.ExtendedSessionsEnabled,
            ExtendedSessionIdleTimeout = TimeSpan.FromSeconds(durable.ExtendedSessionIdleTimeoutInSeconds),
            DeliverTwice = parts.GetRequiredService<IConfiguration>().GetValue<bool>("Local:DeliverTwice"),
            MaxConcurrentActivities = durable.MaxConcurrentActivityFunctions ?? usual.MaxConcurrentActivities,
            MaxConcurrentOrchestrations = durable.MaxConcurrentOrchestratorFunctions ?? usual.MaxConcurrentOrchestrations,
            MaxConcurrentEntities = durable.MaxConcurrentEntityFunctions ?? usual.MaxConcurrentEntities,
        };
        try
        {
            return new DurableEngine(options, parts.GetRequiredService<IWorkItemExecutor>(), loggers);
        }
        catch (EngineException e)
        {
            throw new StartupException(e.Message, e);
        }
    }
}
