using System.Net;
using System.Net.Sockets;

namespace Tasdir.Local.Host;

/// <summary>Where the running host answers. Taken from the services of the host.</summary>
public sealed class LocalAddress : IDisposable
{
    private LocalAddress(Socket socket)
    {
        Socket = socket;
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        BaseUrl = $"http://localhost:{Port}";
    }

    /// <summary>The address without a slash at its end, as <c>http://localhost:7071</c>.</summary>
    public string BaseUrl { get; }

    /// <summary>The port that the host listens on, also when it was asked for any free one.</summary>
    public int Port { get; }

    // Held from the beginning: settings name the port before the server starts, and nobody can take it in between.
    internal Socket Socket { get; }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();

    /// <exception cref="StartupException">Somebody else listens on the port.</exception>
    internal static LocalAddress Take(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return new LocalAddress(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new StartupException($"Port {port} cannot be used ({e.Message}); name another with --port, or 0 for any free one.", e);
        }
    }
}
