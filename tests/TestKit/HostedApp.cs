using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Functions;
using Tasdir.Local.Host;

namespace Tasdir.TestKit;

/// <summary>The app with the local host put into it, in this process.</summary>
public static class HostedApp
{
    private static readonly Lock s_gate = new();

    /// <summary>What <c>dotnet</c> is started with to run the app on the local host as a process of its own; switches or a command follow.</summary>
    public static IReadOnlyList<string> Program { get; } =
    [
        "exec", "--depsfile", Path.Combine(AppContext.BaseDirectory, "start.deps.json"), typeof(LocalHost).Assembly.Location, typeof(App).Assembly.Location,
    ];

    /// <summary>Builds it. It is silent, but for what <paramref name="configure"/> listens with.</summary>
    /// <param name="args">The command line: <c>--port</c>, <c>--data</c>, and settings as <c>--Name value</c>.</param>
    /// <param name="configure">Changes to the app before it is built.</param>
    public static IHost Build(string[] args, Action<FunctionsApplicationBuilder>? configure = null)
    {
        // The worker looks for the app's start-up classes in the program that was started, which here is the tests'.
        lock (s_gate)
        {
            Assembly? program = Assembly.GetEntryAssembly();
            Assembly.SetEntryAssembly(typeof(App).Assembly);
            LocalHost.Prepare(AppContext.BaseDirectory);
            try
            {
                return App.Build(args, builder =>
                {
                    builder.Logging.ClearProviders();
                    LocalHost.Attach(
                        builder.Services, builder.Configuration, AppContext.BaseDirectory, args, loggers: NullLoggerFactory.Instance);
                    configure?.Invoke(builder);
                });
            }
            finally
            {
                Assembly.SetEntryAssembly(program);
            }
        }
    }
}
