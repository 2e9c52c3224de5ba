using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Which versions run, and what an orchestration knows of its own.</summary>
public sealed class VersionRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(VersionMatchStrategy.None, "9.0", null)]
    [InlineData(VersionMatchStrategy.Strict, "1.2", null)]
    [InlineData(VersionMatchStrategy.Strict, "1.1", "The orchestration version '1.1' does not match the worker version '1.2'.")]
    [InlineData(VersionMatchStrategy.Strict, "", "The orchestration version '' does not match the worker version '1.2'.")]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.1", null)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.2", null)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.10", "The orchestration version '1.10' is greater than the worker version '1.2'.")]
    public async Task A_version_that_does_not_match_the_workers_fails(VersionMatchStrategy strategy, string version, string? failure)
    {
        await using var engine = await StartAsync(strategy, VersionFailureStrategy.Fail);

        var ended = await engine.EndOfAsync(await BeginAsync(engine, version));

        Assert.Equal(failure, ended.FailureDetails?.ErrorMessage);
        Assert.Equal(failure is null ? null : "VersionMismatch", ended.FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task A_version_that_is_rejected_waits_for_a_worker_that_has_it()
    {
        await using var engine = await StartAsync(VersionMatchStrategy.Strict, VersionFailureStrategy.Reject);
        var id = await BeginAsync(engine, "2.0");
        await engine.SettleAsync();
        await engine.RaiseAsync(id, "Go", "on");
        await engine.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.ReadAsync(id)).RuntimeStatus);

        await engine.RestartAsync(options: options => options with { Versioning = new VersioningOptions { Version = "2.0", MatchStrategy = VersionMatchStrategy.Strict } });

        Assert.Equal("2.0 on", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task The_next_execution_may_have_another_version()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry.AddOrchestratorFunc<string, string>("Moves", async (context, seen) =>
        {
            if (context.CompareVersionTo("2") < 0)
            {
                context.ContinueAsNew(new ContinueAsNewOptions { NewInput = seen + context.Version, NewVersion = "2" });
                return "";
            }

            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            return $"{seen} {context.Version}";
        }));

        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Moves", "from ", new StartOrchestrationOptions { Version = "1" }, Cancellation);

        Assert.Equal("from 1 2", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task What_a_filter_leaves_out_waits_and_does_not_fail()
    {
        var filters = new DurableTaskWorkerWorkItemFilters { Orchestrations = [new("Tells", [])], Entities = [new("counter")] };
        await using var engine = await TestEngine.StartAsync(
            Functions, options: options => options with { WorkItemFilters = filters, ThrowOnRaiseEvent = false });
        var other = await engine.BeginAsync("Calls");
        var id = await BeginAsync(engine, "1");
        await engine.RaiseAsync(id, "Go", "on");

        Assert.Equal("1 on", await engine.ResultOfAsync<string>(id));
        await engine.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.ReadAsync(other)).RuntimeStatus);

        await engine.RestartAsync(options: options => options with { WorkItemFilters = null });
        Assert.Equal("done", await engine.ResultOfAsync<string>(other));
    }

    private static async Task<string> BeginAsync(TestEngine engine, string version)
    {
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Tells", new StartOrchestrationOptions { Version = version }, Cancellation);
        await engine.RaiseAsync(id, "Go", "on");
        return id;
    }

    private static Task<TestEngine> StartAsync(VersionMatchStrategy match, VersionFailureStrategy failure) => TestEngine.StartAsync(
        Functions,
        options: options => options with { ThrowOnRaiseEvent = false, Versioning = new VersioningOptions { Version = "1.2", MatchStrategy = match, FailureStrategy = failure } });

    private static void Functions(DurableTaskRegistry registry) => registry
        .AddEntity<Counter>()
        .AddActivityFunc("Work", _ => "done")
        .AddOrchestratorFunc("Calls", context => context.CallActivityAsync<string>("Work"))
        .AddOrchestratorFunc("Tells", async context => $"{context.Version} {await context.WaitForExternalEvent<string>("Go")}");
}
