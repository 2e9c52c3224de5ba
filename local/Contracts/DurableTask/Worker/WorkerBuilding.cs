using Microsoft.DurableTask.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Tasdir.Local.Engine;

namespace Microsoft.DurableTask.Worker;

public interface IDurableTaskWorkerBuilder
{
    string Name { get; }

    IServiceCollection Services { get; }

    Type? BuildTarget { get; set; }

    IHostedService Build(IServiceProvider serviceProvider);
}

public class DefaultDurableTaskWorkerBuilder(string? name, IServiceCollection services) : IDurableTaskWorkerBuilder
{
    private Type? _target;

    public string Name { get; } = name ?? Options.DefaultName;

    public IServiceCollection Services { get; } = Check.NotNull(services);

    public Type? BuildTarget
    {
        get => _target;
        set => _target = value is null ? null : Check.Concrete<DurableTaskWorker>(value);
    }

    public IHostedService Build(IServiceProvider serviceProvider)
    {
        if (_target is null)
        {
            throw new InvalidOperationException("The worker has no target: name one with 'UseBuildTarget(Type target)', or 'UseEmbedded()'.");
        }

        DurableTaskRegistry registry = serviceProvider.GetRequiredService<IOptionsMonitor<DurableTaskRegistry>>().Get(Name);
        return (IHostedService)ActivatorUtilities.CreateInstance(serviceProvider, _target, Name, new DurableTaskFactory(registry));
    }
}

public static class ServiceCollectionExtensions
{
    public static IDurableTaskWorkerBuilder AddDurableTaskWorker(this IServiceCollection services, string? name = null) =>
        BuilderOf(Check.NotNull(services), name ?? Options.DefaultName);

    public static IServiceCollection AddDurableTaskWorker(this IServiceCollection services, Action<IDurableTaskWorkerBuilder> configure) =>
        services.AddDurableTaskWorker(Options.DefaultName, configure);

    public static IServiceCollection AddDurableTaskWorker(
        this IServiceCollection services, string name, Action<IDurableTaskWorkerBuilder> configure)
    {
        Check.NotNull(services);
        Check.NotNull(name);
        Check.NotNull(configure);
        configure(BuilderOf(services, name));
        return services;
    }

    private static DefaultDurableTaskWorkerBuilder BuilderOf(IServiceCollection services, string name)
    {
        DefaultDurableTaskWorkerBuilder? known = services.Where(service => !service.IsKeyedService)
            .Select(service => service.ImplementationInstance).OfType<DefaultDurableTaskWorkerBuilder>()
            .FirstOrDefault(builder => builder.Name == name);
        if (known is not null)
        {
            return known;
        }

        DefaultDurableTaskWorkerBuilder added = new(name, services);
        services.AddSingleton(added);
        services.TryAddSingleton<EmbeddedEngines>();
        services.AddOptions<DurableTaskWorkerOptions>(name).Configure<IServiceProvider>((options, provider) =>
        {
            if (!options.HasConverter && provider.GetService<DataConverter>() is { } converter)
            {
                options.DataConverter = converter;
            }
        });

        // A worker that names no target runs here.
        services.AddSingleton(provider =>
        {
            added.BuildTarget ??= typeof(EmbeddedWorker);
            return added.Build(provider);
        });
        return added;
    }
}
