using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tasdir.Local.Engine;

/// <summary>Makes the factory of a registry's tasks: the SDK gives it to the workers that it builds, and to nobody else.</summary>
internal static class TaskFactory
{
    public static IDurableTaskFactory2 Of(DurableTaskRegistry registry)
    {
        ServiceCollection services = new();
        services.AddOptions();
        services.AddSingleton<IOptionsFactory<DurableTaskRegistry>>(new Given(registry));
        DefaultDurableTaskWorkerBuilder builder = new(null, services) { BuildTarget = typeof(Taker) };
        using ServiceProvider provider = services.BuildServiceProvider();
        return ((Taker)builder.Build(provider)).Taken;
    }

    private sealed class Given(DurableTaskRegistry registry) : IOptionsFactory<DurableTaskRegistry>
    {
        public DurableTaskRegistry Create(string name) => registry;
    }

#pragma warning disable CA1812 // The builder makes it.
    private sealed class Taker(string name, IDurableTaskFactory factory) : DurableTaskWorker(name, factory)
#pragma warning restore CA1812
    {
        public IDurableTaskFactory2 Taken => (IDurableTaskFactory2)Factory;

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }
}
