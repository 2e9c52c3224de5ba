using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tasdir.Local.Host;

/// <summary>
/// Reaches into a program's container before it is made, by the event that the framework's hosting gives for that; test
/// hosts and design-time tools do the same.
/// </summary>
internal sealed class HostBuilding : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private Action<IServiceCollection, ConfigurationManager>? attach;
    private readonly List<IDisposable> subscriptions = [];

    private HostBuilding(Action<IServiceCollection, ConfigurationManager> attach)
    {
        this.attach = attach;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Calls back for the next host that this process builds: the app's. What this host builds for itself comes later.</summary>
    public static IDisposable Watch(Action<IServiceCollection, ConfigurationManager> attach) => new HostBuilding(attach);

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder } && Interlocked.Exchange(ref attach, null) is { } once)
        {
            builder.ConfigureServices((context, services) => once(services, (ConfigurationManager)context.Configuration));
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
