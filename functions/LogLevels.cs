using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Tasdir.Functions;

/// <summary>
/// From which level on the worker speaks. The host hears whatever the worker says under the name of the function that runs
/// (<c>Function.NAME.User</c>) and cannot tell the app's own words from a library's: those are kept quiet here.
/// </summary>
internal static class LogLevels
{
    private static readonly MemoryConfigurationSource s_defaults = new()
    {
        InitialData = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Azure"] = "Warning",
            ["Logging:LogLevel:DurableTask"] = "Warning",
            ["Logging:LogLevel:Grpc"] = "Warning",
            ["Logging:LogLevel:Microsoft"] = "Warning",
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
            ["Logging:LogLevel:System"] = "Warning",
        },
    };

    /// <summary>Adds the levels below every other setting, so that <c>Logging__LogLevel__…</c> in the environment goes before.</summary>
    public static void AddDefaultLogLevels(this IConfigurationManager configuration) => configuration.Sources.Insert(0, s_defaults);
}
