using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tasdir.Local.Host;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    /// <summary>Starts an application whose functions are those of the calling assembly and of the assemblies it references.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args, Assembly.GetCallingAssembly());
}

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly LocalHostBuilder local;

    internal FunctionsApplicationBuilder(string[] args, Assembly application, string? root = null) =>
        local = new LocalHostBuilder(args, application, root);

    public ConfigurationManager Configuration => local.Web.Configuration;

    public IHostEnvironment Environment => local.Web.Environment;

    public ILoggingBuilder Logging => local.Web.Logging;

    public IMetricsBuilder Metrics => local.Web.Metrics;

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)local.Web).Properties;

    public IServiceCollection Services => local.Web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        local.Middleware.Add(middleware);
        return this;
    }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)local.Web).ConfigureContainer(factory, configure);

    public IHost Build() => local.Build();

    internal void UseHttp() => local.UseHttp();
}

public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.UseHttp();
        return builder;
    }
}
