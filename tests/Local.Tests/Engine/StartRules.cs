using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Tests.Engine;

public sealed class StartRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_tells_its_name_input_times_and_tags()
    {
        await using var engine = await StartAsync();
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits",
            "input",
            new StartOrchestrationOptions("case-1") { Tags = new Dictionary<string, string> { ["region"] = "MA-07" } },
            Cancellation);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));
        await engine.RaiseAsync(id, "Go", "done");

        var ended = await engine.EndOfAsync(id);

        Assert.Equal("case-1", ended.InstanceId);
        Assert.Equal("Waits", ended.Name);
        Assert.Equal("input", ended.ReadInputAs<string>());
        Assert.Equal("done", ended.ReadOutputAs<string>());
        Assert.Equal(TestEngine.Began, ended.CreatedAt);
        Assert.Equal(TestEngine.Began.AddMinutes(5), ended.LastUpdatedAt);
        Assert.Equal("MA-07", ended.Tags["region"]);
        Assert.Null(ended.FailureDetails);
    }

    [Fact]
    public async Task Data_that_was_not_asked_for_is_not_given()
    {
        await using var engine = await StartAsync();
        var id = await engine.BeginAsync("Waits", "input");
        await engine.RaiseAsync(id, "Go", "output");
        await engine.EndOfAsync(id);

        var bare = await engine.Client.GetInstanceAsync(id, Cancellation);

        Assert.NotNull(bare);
        Assert.True(bare.IsCompleted);
        Assert.Null(bare.SerializedInput);
        Assert.Throws<InvalidOperationException>(bare.ReadOutputAs<string>);
    }

    [Fact]
    public async Task An_id_that_was_not_given_is_made()
    {
        await using var engine = await StartAsync();

        var ids = await Task.WhenAll(engine.BeginAsync("Waits"), engine.BeginAsync("Waits"));

        Assert.All(ids, id => Assert.True(Guid.TryParseExact(id, "N", out _)));
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public async Task An_id_as_entities_have_is_refused()
    {
        await using var engine = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => engine.BeginAsync("Waits", id: "@counter@a"));
    }

    [Fact]
    public async Task An_instance_may_start_later_and_is_pending_until_then_whatever_it_is_sent()
    {
        await using var engine = await StartAsync();
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits", new StartOrchestrationOptions(StartAt: TestEngine.Began.AddDays(2)), Cancellation);
        await engine.RaiseAsync(id, "Go", "early");
        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        var started = engine.Client.WaitForInstanceStartAsync(id, Cancellation);

        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.ReadAsync(id)).RuntimeStatus);
        Assert.False(started.IsCompleted);
        await engine.RestartAsync();
        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("early", await engine.ResultOfAsync<string>(id));
        Assert.Equal(TestEngine.Began.AddDays(2), (await engine.ReadAsync(id)).LastUpdatedAt);
    }

    [Fact]
    public async Task Waiting_for_the_start_ends_when_it_runs()
    {
        await using var engine = await StartAsync();
        var id = await engine.BeginAsync("Waits", "input");

        var started = await engine.Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal(OrchestrationRuntimeStatus.Running, started.RuntimeStatus);
        Assert.Equal("input", started.ReadInputAs<string>());
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        await using var engine = await StartAsync();
        var id = await engine.BeginAsync("Waits");
        using var giveUp = new CancellationTokenSource();

        var waiting = engine.Client.WaitForInstanceCompletionAsync(id, giveUp.Token);
        await engine.SettleAsync();
        Assert.False(waiting.IsCompleted);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Whoever_waits_for_an_instance_that_is_not_there_waits_until_it_is()
    {
        await using var engine = await StartAsync();
        Assert.Null(await engine.Client.GetInstanceAsync("case", Cancellation));

        var started = engine.Client.WaitForInstanceStartAsync("case", Cancellation);
        var ended = engine.EndOfAsync("case");
        await engine.BeginAsync("Waits", "first", "case");

        Assert.True((await started).IsRunning);
        Assert.False(ended.IsCompleted);
        await engine.Client.TerminateInstanceAsync("case", Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await ended).RuntimeStatus);
    }

    [Fact]
    public async Task A_sub_orchestration_can_be_waited_for_before_its_parent_starts_it()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc("Child", _ => "done")
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<string>("Child", new TaskOptions().WithInstanceId("child"))));

        var child = engine.ResultOfAsync<string>("child");
        await engine.BeginAsync("Parent");

        Assert.Equal("done", await child);
    }

    [Fact]
    public async Task What_is_sent_to_an_instance_that_replaced_another_and_starts_later_is_kept()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc<string, string>("Echoes", async (context, text) => $"{text} {await context.WaitForExternalEvent<string>("Go")}"));
        await engine.BeginAsync("Echoes", "first", "case");
        await engine.SettleAsync();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Echoes",
            "second",
            new StartOrchestrationOptions("case", TestEngine.Began.AddHours(1)).WithDedupeStatuses(OrchestrationRuntimeStatus.Completed),
            Cancellation);

        await engine.RaiseAsync("case", "Go", "went");
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("second went", await engine.ResultOfAsync<string>("case"));
    }

    [Fact]
    public async Task An_entitys_id_is_no_sub_orchestrations()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<string>("Child", new TaskOptions().WithInstanceId("@e@k"))));

        Assert.Equal(typeof(ArgumentException).FullName, (await engine.RunAsync("Parent")).FailureDetails?.ErrorType);
    }

    [Theory]
    [InlineData("running", null, false)]
    [InlineData("pending", null, false)]
    [InlineData("suspended", null, false)]
    [InlineData("completed", null, true)]
    [InlineData("failed", null, true)]
    [InlineData("terminated", null, true)]
    [InlineData("completed", OrchestrationRuntimeStatus.Completed, false)]
    [InlineData("failed", OrchestrationRuntimeStatus.Completed, true)]
    [InlineData("running", OrchestrationRuntimeStatus.Running, false)]
    [InlineData("running", OrchestrationRuntimeStatus.Completed, true)]
    [InlineData("suspended", OrchestrationRuntimeStatus.Running, true)]
    [InlineData("pending", OrchestrationRuntimeStatus.Completed, true)]
    public async Task An_id_is_given_again_if_its_instance_has_ended_or_is_in_none_of_the_statuses_that_forbid_it(
        string state, OrchestrationRuntimeStatus? forbidden, bool starts)
    {
        await using var engine = await StartAsync();
        await BringToAsync(engine, state);
        var options = new StartOrchestrationOptions("case");
        if (forbidden is { } status)
        {
            options = options.WithDedupeStatuses(status);
        }

        var start = () => engine.Client.ScheduleNewOrchestrationInstanceAsync("Waits", "second", options, Cancellation);

        if (starts)
        {
            await start();
            Assert.Equal("second", (await engine.ReadAsync("case")).ReadInputAs<string>());
            await engine.SettleAsync();
            Assert.True((await engine.ReadAsync("case")).IsRunning);
        }
        else
        {
            await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(start);
            Assert.Equal("first", (await engine.ReadAsync("case")).ReadInputAs<string>());
        }
    }

    private static async Task BringToAsync(TestEngine engine, string state)
    {
        var startAt = state == "pending" ? TestEngine.Began.AddDays(1) : (DateTimeOffset?)null;
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Waits", "first", new StartOrchestrationOptions("case", startAt), Cancellation);
        await (state switch
        {
            "suspended" => engine.Client.SuspendInstanceAsync("case", Cancellation),
            "completed" => engine.RaiseAsync("case", "Go", "done"),
            "failed" => engine.RaiseAsync("case", "Go", "fail"),
            "terminated" => engine.Client.TerminateInstanceAsync("case", Cancellation),
            _ => Task.CompletedTask,
        });
        await engine.SettleAsync();
        Assert.Equal(state, (await engine.ReadAsync("case")).RuntimeStatus.ToString(), ignoreCase: true);
    }

    private static Task<TestEngine> StartAsync() => TestEngine.StartAsync(registry => registry
        .AddOrchestratorFunc("Waits", async context =>
            await context.WaitForExternalEvent<string>("Go") is var word && word == "fail" ? throw new TimeoutException() : word));
}
