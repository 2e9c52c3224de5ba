using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Host;

/// <summary>The terminal as the log of host and worker.</summary>
internal static class ConsoleLog
{
    /// <summary>By the levels of <c>host.json</c>.</summary>
    public static ILoggerFactory Of(HostJson hostJson) => LoggerFactory.Create(logging =>
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        // Each refusal that a caller is told of would be told here, too.
        logging.AddFilter("Grpc", LogLevel.Warning);
        foreach (var (category, level) in hostJson.LogLevels)
        {
            var everything = category.Equals("default", StringComparison.OrdinalIgnoreCase);
            logging.AddFilter(everything ? null : category, level);
        }
    });
}
