using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tasdir.Local.Engine;

namespace Microsoft.DurableTask.Client;

public interface IDurableTaskClientBuilder
{
    string Name { get; }

    IServiceCollection Services { get; }

    Type? BuildTarget { get; set; }

    DurableTaskClient Build(IServiceProvider serviceProvider);
}

public class DefaultDurableTaskClientBuilder(string? name, IServiceCollection services) : IDurableTaskClientBuilder
{
    private Type? _target;

    public string Name { get; } = name ?? Options.DefaultName;

    public IServiceCollection Services { get; } = services;

    public Type? BuildTarget
    {
        get => _target;
        set => _target = value is null or { IsAbstract: false } && value?.IsSubclassOf(typeof(DurableTaskClient)) != false
            ? value
            : throw new ArgumentException($"Type must be non-abstract and a subclass of {typeof(DurableTaskClient)}", nameof(value));
    }

    public DurableTaskClient Build(IServiceProvider serviceProvider) => _target is null
        ? throw new InvalidOperationException("The client has no target: name one with 'UseBuildTarget(Type target)', or 'UseEmbedded()'.")
        : (DurableTaskClient)ActivatorUtilities.CreateInstance(serviceProvider, _target, Name);
}

public static class ServiceCollectionExtensions
{
    public static IDurableTaskClientBuilder AddDurableTaskClient(this IServiceCollection services, string? name = null) =>
        BuilderOf(Check.NotNull(services), name ?? Options.DefaultName);

    public static IServiceCollection AddDurableTaskClient(this IServiceCollection services, Action<IDurableTaskClientBuilder> configure) =>
        services.AddDurableTaskClient(Options.DefaultName, configure);

    public static IServiceCollection AddDurableTaskClient(
        this IServiceCollection services, string name, Action<IDurableTaskClientBuilder> configure)
    {
        Check.NotNull(services);
        Check.NotNull(name);
        Check.NotNull(configure);
        configure(BuilderOf(services, name));
        return services;
    }

    private static DefaultDurableTaskClientBuilder BuilderOf(IServiceCollection services, string name)
    {
        DefaultDurableTaskClientBuilder? known = services.Where(service => !service.IsKeyedService)
            .Select(service => service.ImplementationInstance).OfType<DefaultDurableTaskClientBuilder>()
            .FirstOrDefault(builder => builder.Name == name);
        if (known is not null)
        {
            return known;
        }

        DefaultDurableTaskClientBuilder added = new(name, services);
        services.AddSingleton(added);
        services.TryAddSingleton<EmbeddedEngines>();
        services.TryAddSingleton<IDurableTaskClientProvider, DurableTaskClients>();
        services.AddOptions<DurableTaskClientOptions>(name).Configure<IServiceProvider>((options, provider) =>
        {
            if (!options.HasConverter && provider.GetService<DataConverter>() is { } converter)
            {
                options.DataConverter = converter;
            }
        });

        // A client that names no target asks the engine of this host.
        services.AddSingleton(provider =>
        {
            added.BuildTarget ??= typeof(EmbeddedClient);
            return new DurableTaskClients.Container(added.Build(provider));
        });
        if (name == Options.DefaultName)
        {
            added.RegisterDirectly();
        }

        return added;
    }
}
