using System.Globalization;
using System.Net;

namespace Tasdir.Local.Host;

/// <summary>The command line, split into what the host takes and what it leaves to the application.</summary>
/// <param name="Port">The port to listen on; 0 for any free one.</param>
/// <param name="Data">The folder for all local state; null for <c>.tasdir</c> beside <c>host.json</c>.</param>
/// <param name="Rest">The other arguments, in order.</param>
internal sealed record HostSwitches(int Port, string? Data, string[] Rest)
{
    public const int DefaultPort = 7071;

    public static HostSwitches Read(string[] args)
    {
        var port = DefaultPort;
        string? data = null;
        var rest = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--port":
                    port = ReadPort(ValueAfter(args, ref i));
                    break;
                case "--data":
                    data = Path.GetFullPath(ValueAfter(args, ref i));
                    break;
                default:
                    rest.Add(args[i]);
                    break;
            }
        }

        return new HostSwitches(port, data, [.. rest]);
    }

    private static string ValueAfter(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new StartupException($"{args[i - 1]} needs a value after it.");

    private static int ReadPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new StartupException($"--port {text}: a port is a whole number from 0 to {IPEndPoint.MaxPort}.");
}
