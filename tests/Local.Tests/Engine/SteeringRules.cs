using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Tests.Engine;

public sealed class SteeringKept() : SteeringRules(Memory.Kept);

public sealed class SteeringReplayed() : SteeringRules(Memory.Replayed);

public abstract class SteeringRules(Memory memory)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_suspended_nothing_happens_and_afterwards_everything_does_in_its_order()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Collects", async context =>
            {
                List<string> got = [];
                var timer = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                while (got.Count < 3)
                {
                    got.Add(await context.WaitForExternalEvent<string>("Next"));
                    context.SetCustomStatus(string.Join(' ', got));
                }

                await timer;
                return got;
            }),
            memory);
        var id = await engine.BeginAsync("Collects");
        await engine.RaiseAsync(id, "Next", "a");
        await engine.SettleAsync();

        await engine.Client.SuspendInstanceAsync(id, "holidays", Cancellation);
        await engine.Client.SuspendInstanceAsync(id, Cancellation);
        await engine.RaiseAsync(id, "Next", "b");
        await engine.AdvanceAsync(TimeSpan.FromHours(2));
        await engine.RestartAsync();
        await engine.RaiseAsync(id, "Next", "c");
        await engine.SettleAsync();

        var suspended = await engine.ReadAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, suspended.RuntimeStatus);
        Assert.Equal("a", suspended.ReadCustomStatusAs<string>());
        await engine.Client.ResumeInstanceAsync(id, "back", Cancellation);
        Assert.Equal(["a", "b", "c"], await engine.ResultOfAsync<string[]>(id));
    }

    [Fact]
    public async Task A_suspended_instance_that_is_resumed_runs()
    {
        await using var engine = await WaitingAsync();
        await engine.Client.SuspendInstanceAsync("case", Cancellation);
        await engine.SettleAsync();

        await engine.Client.ResumeInstanceAsync("case", Cancellation);
        await engine.SettleAsync();

        Assert.True((await engine.ReadAsync("case")).IsRunning);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_terminated_instance_ends_at_once_with_its_output_and_nothing_comes_after(bool suspended)
    {
        await using var engine = await WaitingAsync();
        if (suspended)
        {
            await engine.Client.SuspendInstanceAsync("case", Cancellation);
        }

        await engine.Client.TerminateInstanceAsync("case", "withdrawn", Cancellation);

        var ended = await engine.EndOfAsync("case");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("withdrawn", ended.ReadOutputAs<string>());
        await engine.SettleAsync();
        Assert.Equal(0, engine.CountRows()["messages"]);
        Assert.Null(engine.Runtime.NextTimerDue);
    }

    [Fact]
    public async Task An_instance_that_has_not_started_can_be_terminated()
    {
        await using var engine = await WaitingAsync();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits", new StartOrchestrationOptions("later", TestEngine.Began.AddDays(1)), Cancellation);

        await engine.Client.TerminateInstanceAsync("later", Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync("later")).RuntimeStatus);
        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.ReadAsync("later")).RuntimeStatus);
        Assert.Equal(["case"], engine.Read("SELECT instance_id FROM messages"));
    }

    [Fact]
    public async Task Terminating_alone_leaves_the_parts_running()
    {
        await using var engine = await FamilyAsync();

        await engine.Client.TerminateInstanceAsync("whole", Cancellation);
        await engine.EndOfAsync("whole");
        await engine.RaiseAsync("leaf", "Go", "still here");

        Assert.Equal("still here", await engine.ResultOfAsync<string>("leaf"));
        Assert.Equal("still here", await engine.ResultOfAsync<string>("middle"));
        await engine.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.ReadAsync("whole")).RuntimeStatus);
        Assert.Equal(0, engine.CountRows()["messages"]);
    }

    [Fact]
    public async Task Terminating_all_reaches_every_part_below()
    {
        await using var engine = await FamilyAsync();
        await engine.BeginAsync("Leaf", id: "stranger");

        await engine.Client.TerminateInstanceAsync("whole", new TerminateInstanceOptions("withdrawn", Recursive: true), Cancellation);

        foreach (var id in new[] { "whole", "middle", "leaf" })
        {
            var ended = await engine.EndOfAsync(id);
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
            Assert.Equal("withdrawn", ended.ReadOutputAs<string>());
        }

        await engine.SettleAsync();
        Assert.True((await engine.ReadAsync("stranger")).IsRunning);
    }

    [Fact]
    public async Task A_part_that_is_terminated_is_a_failure_to_its_parent_which_is_told_nothing_of_it()
    {
        await using var engine = await FamilyAsync();

        await engine.Client.TerminateInstanceAsync("leaf", Cancellation);

        var ended = await engine.EndOfAsync("whole");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Null(ended.FailureDetails?.InnerFailure?.InnerFailure?.ErrorMessage);
    }

    private async Task<TestEngine> WaitingAsync()
    {
        var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Waits", async context =>
            {
                _ = context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
                return await context.WaitForExternalEvent<string>("Go");
            }),
            memory);
        await engine.BeginAsync("Waits", id: "case");
        await engine.SettleAsync();
        return engine;
    }

    /// <summary>A whole that waits for a middle that waits for a leaf that waits for "Go".</summary>
    private async Task<TestEngine> FamilyAsync()
    {
        var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc("Leaf", context => context.WaitForExternalEvent<string>("Go"))
                .AddOrchestratorFunc("Middle", context => context.CallSubOrchestratorAsync<string>("Leaf", new TaskOptions().WithInstanceId("leaf")))
                .AddOrchestratorFunc("Whole", context => context.CallSubOrchestratorAsync<string>("Middle", new TaskOptions().WithInstanceId("middle"))),
            memory);
        await engine.BeginAsync("Whole", id: "whole");
        await engine.SettleAsync();
        return engine;
    }
}
