using System.Text.Json;
using Tasdir.Local.Rpc;

namespace Tasdir.Local.Host;

/// <summary>What a parameter with <c>[DurableClient]</c> receives: where the worker's durable client finds its service.</summary>
internal sealed class DurableClientBinding(HostJson hostJson, LocalAddress front, RpcAddress rpc)
{
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>The binding's data, the same for every invocation.</summary>
    public TypedData Data { get; } = new()
    {
        String = JsonSerializer.Serialize(new
        {
            taskHubName = hostJson.Durable.HubName,
            connectionName = "Storage",
            requiredQueryStringParameters = "",
            rpcBaseUrl = rpc.Url,
            httpBaseUrl = front.BaseUrl + ManagementEndpoints.Path,
            maxGrpcMessageSizeInBytes = MostBytes,
            // The extension writes it as JSON within the JSON.
            grpcHttpClientTimeout = JsonSerializer.Serialize(Patience),
        }),
    };
}
