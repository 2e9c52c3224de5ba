using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Host;

public sealed class DurableTests
{
    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{ "extendedSessionsEnabled": true }""", false)]
    public async Task An_orchestration_is_replayed_at_each_step_unless_host_json_turns_extended_sessions_on(string durable, bool isReplayed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var host = await TestHost.StartAsync(
            TestHost.NewRoot($$"""{ "extensions": { "http": { "routePrefix": "" }, "durableTask": {{durable}} } }"""), settings: ["--WorkIsShort", "true"]);
        var engine = host.Services.GetRequiredService<DurableEngine>();

        await engine.Client.ScheduleNewOrchestrationInstanceAsync("SampleProcedure", "text", new StartOrchestrationOptions("procedure"), cancellation);
        await engine.Client.WaitForInstanceCompletionAsync("procedure", cancellation).WaitAsync(TimeSpan.FromSeconds(30), cancellation);
        await engine.WhenIdleAsync(cancellation);

        Assert.Equal((2, isReplayed ? 1 : 0), (engine.Statistics.Steps, engine.Statistics.Replays));
    }

    [Fact]
    public async Task An_activity_that_the_end_of_the_host_cut_off_runs_again_at_the_next_start()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var root = TestHost.NewRoot();
        var first = await TestHost.StartAsync(root);
        var id = await first.Services.GetRequiredService<DurableEngine>().Client
            .ScheduleNewOrchestrationInstanceAsync("SampleProcedure", "text", new StartOrchestrationOptions("procedure"), cancellation);
        await first.Journal.WhenAsync(entries => entries is ["work text"]);
        await first.StopAsync();

        await using var second = await TestHost.StartAsync(root, settings: ["--WorkIsShort", "true"]);

        var ended = await second.Services.GetRequiredService<DurableEngine>().Client
            .WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation).WaitAsync(TimeSpan.FromSeconds(30), cancellation);
        Assert.Equal("text done", ended.ReadOutputAs<string>());
        Assert.Equal(["work text"], second.Journal.Entries);
    }
}
