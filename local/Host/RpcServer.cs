using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Host;

/// <summary>Where the worker reaches the host: a port of its own on loopback, held from the beginning.</summary>
internal sealed class RpcAddress : IDisposable
{
    private readonly LocalAddress address = LocalAddress.Take(0);

    public string Url => $"http://127.0.0.1:{address.Port}";

    public int Port => address.Port;

    public System.Net.Sockets.Socket Socket => address.Socket;

    public void Dispose() => address.Dispose();
}

/// <summary>The services that the worker calls: the functions' protocol and the durable client's.</summary>
internal sealed class RpcServer(RpcAddress address, WorkerChannel channel, DurableEngine engine, ILoggerFactory loggers) : IAsyncDisposable
{
    private WebApplication? web;

    public async Task StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.CreateBoundListenSocket = _ => address.Socket);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, address.Port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        builder.Services.AddSingleton(channel).AddSingleton(engine.Service);
        web = builder.Build();
        web.UseRouting();
        web.MapGrpcService<WorkerChannel>();
        web.MapGrpcService<TaskHubService>();
        await web.StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Close();
        if (web is not null)
        {
            await web.DisposeAsync();
        }
    }
}
