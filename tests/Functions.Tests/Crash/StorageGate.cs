using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Tasdir.Local.Azurite;

namespace Tasdir.Functions.Tests.Crash;

/// <summary>
/// Stands between the app and its storage and counts what is written: entities, blobs, messages. At the write that it was
/// told, before or after it is done, it calls for the app's death, and the app gets no answer.
/// </summary>
internal sealed class StorageGate : IAsyncDisposable
{
    private static readonly string[] s_hopByHop = ["Connection", "Keep-Alive", "Transfer-Encoding"];
    private readonly HttpClient _storage = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 });
    private readonly Dictionary<int, int> _targets;
    private readonly WebApplication _server;
    private readonly Action _kill;
    private int _untilDeath = int.MaxValue;
    private bool _afterwards;

    private StorageGate(StorageEmulator emulator, Action kill)
    {
        _kill = kill;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            for (int service = 0; service < 3; service++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        _server = builder.Build();
        _server.Run(ForwardAsync);
        _server.StartAsync().GetAwaiter().GetResult();
        int[] own = [.. _server.Urls.Select(url => new Uri(url).Port)];
        StoragePorts ports = emulator.Ports;
        _targets = new Dictionary<int, int> { [own[0]] = ports.Blob, [own[1]] = ports.Queue, [own[2]] = ports.Table };
        ConnectionString = emulator.ConnectionString
            .Replace($":{ports.Blob}/", $":{own[0]}/", StringComparison.Ordinal)
            .Replace($":{ports.Queue}/", $":{own[1]}/", StringComparison.Ordinal)
            .Replace($":{ports.Table}/", $":{own[2]}/", StringComparison.Ordinal);
    }

    /// <summary>What to give the app.</summary>
    public string ConnectionString { get; }

    /// <summary>Writes that went through so far.</summary>
    public int Writes { get; private set; }

    /// <summary>The writes at which the app was killed: their ordinal, before or after, and what they were.</summary>
    public List<string> Deaths { get; } = [];

    public static StorageGate Open(StorageEmulator emulator, Action kill) => new(emulator, kill);

    /// <summary>Sets the next death that many writes from now.</summary>
    public void KillAt(int writes, bool afterwards)
    {
        lock (Deaths)
        {
            (_untilDeath, _afterwards) = (writes, afterwards);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _storage.Dispose();
    }

    private async Task ForwardAsync(HttpContext http)
    {
        string target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        bool dies = IsWrite(http.Request) && Count(http.Request);
        if (dies && !_afterwards)
        {
            _kill();
            http.Abort();
            return;
        }

        using HttpRequestMessage request = await CopyAsync(http, target);
        using HttpResponseMessage response = await _storage.SendAsync(request);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        if (dies)
        {
            _kill();
            http.Abort();
            return;
        }

        http.Response.StatusCode = (int)response.StatusCode;
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers).Where(header => !s_hopByHop.Contains(header.Key)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        if (body.Length > 0 && !HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body);
        }
    }

    // The making of tables, containers and queues at each start is no write of the procedure.
    private static bool IsWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && !request.Query.ContainsKey("restype")
        && !request.Path.Value!.EndsWith("/Tables", StringComparison.Ordinal)
        && request.Path.Value.Count(c => c == '/') >= (HttpMethods.IsPut(request.Method) ? 3 : 2);

    private bool Count(HttpRequest request)
    {
        lock (Deaths)
        {
            Writes++;
            if (--_untilDeath != 0)
            {
                return false;
            }

            _untilDeath = int.MaxValue;
            Deaths.Add($"{Writes} {(_afterwards ? "after" : "before")} {request.Method} {request.Path}");
            return true;
        }
    }

    // The address stays as it was spelt, for it is signed.
    private async Task<HttpRequestMessage> CopyAsync(HttpContext http, string target)
    {
        Uri uri = new(
            $"http://127.0.0.1:{_targets[http.Connection.LocalPort]}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        HttpRequestMessage request = new(new HttpMethod(http.Request.Method), uri);
        MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body);
        request.Content = body.Length > 0 || http.Request.ContentLength is not null ? new ByteArrayContent(body.ToArray()) : null;
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in http.Request.Headers.Where(header => !s_hopByHop.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return request;
    }
}
