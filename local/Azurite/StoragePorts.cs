using System.Net;
using System.Net.Sockets;

namespace Tasdir.Local.Azurite;

/// <summary>The three ports of a storage emulator.</summary>
/// <param name="Blob">Port of the blob service.</param>
/// <param name="Queue">Port of the queue service.</param>
/// <param name="Table">Port of the table service.</param>
public sealed record StoragePorts(int Blob, int Queue, int Table)
{
    /// <summary>The ports that <c>UseDevelopmentStorage=true</c> means.</summary>
    public static StoragePorts Development { get; } = new(10000, 10001, 10002);

    // The emulator's well-known account; it opens nothing else.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    internal string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{Blob}/{Account};QueueEndpoint=http://127.0.0.1:{Queue}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{Table}/{Account};";

    /// <summary>Three ports that nobody used a moment ago.</summary>
    internal static StoragePorts Free()
    {
        using Socket a = Listen(), b = Listen(), c = Listen();
        return new StoragePorts(PortOf(a), PortOf(b), PortOf(c));
    }

    /// <summary>Whether something listens on all three.</summary>
    internal async Task<bool> AnswerAsync(CancellationToken cancellation)
    {
        foreach (var port in new[] { Blob, Queue, Table })
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            }
            catch (SocketException)
            {
                return false;
            }
        }

        return true;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }
}
