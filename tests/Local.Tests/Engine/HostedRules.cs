using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Engine;

/// <summary>A worker and a client of a generic host, added as for the real runtime.</summary>
public sealed class HostedRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_reaches_the_worker_of_its_host()
    {
        using var host = await StartAsync(services =>
        {
            services.AddDurableTaskWorker(builder => builder.AddTasks(Greeter).UseEmbedded());
            services.AddDurableTaskClient(builder => builder.UseEmbedded().RegisterDirectly());
        });

        var ended = await RunAsync(host.Services.GetRequiredService<DurableTaskClient>(), "Greet", "Ada");

        Assert.Equal("Hello Ada", ended.ReadOutputAs<string>());
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_history_at_a_path_outlives_its_host_and_a_temporary_one_does_not()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("hosted-").FullName, "history.db");
        var temporary = "";
        Task<IHost> Start() => StartAsync(services =>
        {
            services.AddDurableTaskWorker("kept", builder => builder.AddTasks(Greeter).UseEmbedded(options => options with { Path = path }));
            services.AddDurableTaskClient("kept", builder => builder.UseEmbedded());
            services.AddDurableTaskWorker("lost", builder => builder.AddTasks(Greeter).UseEmbedded());
            services.AddDurableTaskClient("lost", builder => builder.UseEmbedded());
        });
        using (var first = await Start())
        {
            var clients = first.Services.GetRequiredService<IDurableTaskClientProvider>();
            await RunAsync(clients.GetClient("kept"), "Greet", "Ada", new StartOrchestrationOptions("one"));
            Assert.Null(await clients.GetClient("lost").GetInstanceAsync("one", Cancellation));
            temporary = first.Services.GetRequiredService<EmbeddedEngines>().TemporaryPath!;
            Assert.True(File.Exists(temporary));
            Assert.Throws<ArgumentOutOfRangeException>(() => clients.GetClient("other"));
            await first.StopAsync(Cancellation);
        }

        Assert.False(File.Exists(temporary));
        using var second = await Start();
        var kept = await second.Services.GetRequiredService<IDurableTaskClientProvider>().GetClient("kept").GetInstanceAsync("one", Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, kept!.RuntimeStatus);
        await second.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Options_of_worker_and_client_reach_the_engine()
    {
        using var host = await StartAsync(services =>
        {
            services.AddSingleton<DataConverter>(new Shouting());
            services.AddDurableTaskWorker(builder => builder
                .AddTasks(registry => registry.AddOrchestratorFunc<string, string>(
                    "Which", async (context, input) => $"{input} {context.Version} {await context.CallSubOrchestratorAsync<string>("Part")}")
                    .AddOrchestratorFunc("Part", context => context.Version))
                .UseVersioning(new DurableTaskWorkerOptions.VersioningOptions { DefaultVersion = "3" })
                .UseEmbedded());
            services.AddDurableTaskClient(builder => builder.UseDefaultVersion("2").UseEmbedded());
        });

        var ended = await RunAsync(host.Services.GetRequiredService<DurableTaskClient>(), "Which", "quiet");

        Assert.Equal("QUIET 2 3", ended.ReadOutputAs<string>());
        await host.StopAsync(Cancellation);
    }

    private static void Greeter(DurableTaskRegistry registry) => registry
        .AddOrchestratorFunc<string, string>("Greet", (context, name) => context.CallActivityAsync<string>("Say", name))
        .AddActivityFunc<string, string>("Say", (_, name) => $"Hello {name}");

    private static async Task<IHost> StartAsync(Action<IServiceCollection> add)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        add(builder.Services);
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }

    private static async Task<OrchestrationMetadata> RunAsync(
        DurableTaskClient client, string name, string input, StartOrchestrationOptions? options = null)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(name, input, options, Cancellation);
        return await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    /// <summary>Writes what it is given in capitals.</summary>
    private sealed class Shouting : DataConverter
    {
        public override string? Serialize(object? value) => value is null ? null : $"{value}".ToUpperInvariant();

        public override object? Deserialize(string? data, Type targetType) => data;
    }
}
