using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tasdir.Local.Engine;

/// <summary>Runs a durable worker in this process, and lets a client ask it.</summary>
public static class EmbeddedBuilderExtensions
{
    /// <summary>
    /// The worker runs on an engine of its own. What <paramref name="configure"/> is given has the worker's options and no path;
    /// left without one, the history is a temporary file that ends with the host.
    /// </summary>
    public static IDurableTaskWorkerBuilder UseEmbedded(
        this IDurableTaskWorkerBuilder builder, Func<EngineOptions, EngineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new EmbeddedOptions(builder.Name, configure ?? (options => options)));
        builder.Services.TryAddSingleton<EmbeddedEngines>();
        return builder.UseBuildTarget<EmbeddedWorker>();
    }

    /// <summary>The client asks the worker of its name in this host, else the first.</summary>
    public static IDurableTaskClientBuilder UseEmbedded(this IDurableTaskClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<EmbeddedEngines>();
        builder.Services.AddOptions<GrpcDurableTaskClientOptions>(builder.Name)
            .Configure<EmbeddedEngines>((options, engines) => options.CallInvoker = engines.OfClient(builder.Name).Invoker);
        return builder.UseBuildTarget<GrpcDurableTaskClient, GrpcDurableTaskClientOptions>();
    }
}
