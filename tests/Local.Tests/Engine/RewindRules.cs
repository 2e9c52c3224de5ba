using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

public sealed class RewindRules
{
    private readonly ConcurrentDictionary<string, int> runs = new();
    private bool isMended;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_had_succeeded_is_kept_and_what_failed_is_done_again()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Works", async context =>
        {
            var first = await context.CallActivityAsync<string>("Work", "first");
            var both = await Task.WhenAll(context.CallActivityAsync<string>("Work", "left"), context.CallActivityAsync<string>("Breaks", "right"));
            return $"{first} {string.Join(' ', both)}";
        }));
        var id = (await engine.RunAsync("Works")).InstanceId;
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.Equal("first 1 left 1 right 2", await engine.ResultOfAsync<string>(id));
        Assert.Equal(0, engine.CountRows()["activities"]);
    }

    [Fact]
    public async Task A_sub_orchestration_that_failed_is_rewound_with_its_parent()
    {
        await using var engine = await StartAsync(registry => registry
            .AddOrchestratorFunc("Outer", async context =>
                await context.CallSubOrchestratorAsync<string>("Inner", "inner", TaskOptions.FromRetryPolicy(new RetryPolicy(1, TimeSpan.FromSeconds(1)))
                    .WithInstanceId("child")) + await context.CallActivityAsync<string>("Work", " after"))
            .AddOrchestratorFunc<string, string>("Inner", async (context, text) =>
                await context.CallActivityAsync<string>("Work", "before") + " " + await context.CallActivityAsync<string>("Breaks", text)));
        var id = (await engine.RunAsync("Outer")).InstanceId;
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.Equal("before 1 inner 2 after 1", await engine.ResultOfAsync<string>(id));
        Assert.Equal("before 1 inner 2", await engine.ResultOfAsync<string>("child"));
    }

    [Fact]
    public async Task The_last_attempt_of_a_retried_activity_is_made_again_and_a_timer_that_ran_meanwhile_still_counts()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Works", async context =>
        {
            var timer = context.CreateTimer(TimeSpan.FromMinutes(90), CancellationToken.None);
            var result = await context.CallActivityAsync<string>(
                "Breaks", "work", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(1))));
            await timer;
            return $"{result} {context.CurrentUtcDateTime:HH:mm}";
        }));
        var id = await engine.BeginAsync("Works");
        await engine.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.ReadAsync(id)).RuntimeStatus);
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.Equal("work 4 10:00", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task An_entity_whose_operation_failed_is_called_again()
    {
        await using var engine = await StartAsync(registry => registry
            .AddEntity("Strict", _ => new Strict(() => isMended))
            .AddOrchestratorFunc("Calls", context => context.Entities.CallEntityAsync<int>(new EntityInstanceId("Strict", "s"), "Add", 7)));
        var id = (await engine.RunAsync("Calls")).InstanceId;
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.Equal(7, await engine.ResultOfAsync<int>(id));
    }

    [Fact]
    public async Task An_orchestrator_that_failed_by_itself_takes_its_last_step_again()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Throws", async context =>
        {
            var text = await context.WaitForExternalEvent<string>("Go");
            return isMended ? text : throw new InvalidOperationException("not yet");
        }));
        var id = await engine.BeginAsync("Throws");
        await engine.RaiseAsync(id, "Go", "gone");
        await engine.EndOfAsync(id);
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.Equal("gone", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task A_sub_orchestration_that_was_retried_answers_the_attempt_that_is_waited_for()
    {
        await using var engine = await StartAsync(registry => registry
            .AddOrchestratorFunc("Outer", context => context.CallSubOrchestratorAsync<string>(
                "Inner", TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMinutes(1))).WithInstanceId("child")))
            .AddOrchestratorFunc("Inner", context => context.CallActivityAsync<string>("Breaks", "inner")));
        var id = await engine.BeginAsync("Outer");
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.Equal("inner 3", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task A_sub_orchestration_that_was_tried_again_after_the_failure_answers_the_attempt_before_it()
    {
        await using var engine = await StartAsync(registry => registry
            .AddOrchestratorFunc("Inner", async context =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return isMended ? "inner" : throw new FormatException("child");
            })
            .AddOrchestratorFunc("Outer", async context =>
            {
                var breaks = context.CallActivityAsync<string>("Breaks", "left");
                var inner = "";
                try
                {
                    inner = await context.CallSubOrchestratorAsync<string>(
                        "Inner", TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMinutes(1))).WithInstanceId("child"));
                }
                catch (TaskFailedException)
                {
                }

                return $"{await breaks} {inner}";
            }));
        var id = await engine.BeginAsync("Outer");
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("left 2 inner", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task A_failure_that_was_lived_through_stays_in_the_past()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Works", async context =>
        {
            await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<string>("Breaks", "early"));
            var paid = await context.CallActivityAsync<string>("Work", "paid");
            return $"{paid} {await context.CallActivityAsync<string>("Breaks", "late")}";
        }));
        var id = (await engine.RunAsync("Works")).InstanceId;
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.Equal("paid 1 late 2", await engine.ResultOfAsync<string>(id));
        Assert.Equal(1, runs["early"]);
    }

    [Fact]
    public async Task A_failure_that_is_awaited_after_other_work_is_what_is_done_again()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Works", async context =>
        {
            var breaks = context.CallActivityAsync<string>("Breaks", "left");
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            var right = await context.CallActivityAsync<string>("Work", "right");
            return $"{await breaks} {right}";
        }));
        var id = await engine.BeginAsync("Works");
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.ReadAsync(id)).RuntimeStatus);
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.StartsWith("left 2 right ", await engine.ResultOfAsync<string>(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_failed_when_it_was_resumed_goes_on()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Throws", async context =>
        {
            var text = await context.WaitForExternalEvent<string>("Go");
            return isMended ? text : throw new InvalidOperationException("not yet");
        }));
        var id = await engine.BeginAsync("Throws");
        await engine.SettleAsync();
        await engine.Client.SuspendInstanceAsync(id, "wait", Cancellation);
        await engine.RaiseAsync(id, "Go", "gone");
        await engine.SettleAsync();
        await engine.Client.ResumeInstanceAsync(id, "go", Cancellation);
        await engine.EndOfAsync(id);
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);

        Assert.Equal("gone", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task A_critical_section_is_entered_anew()
    {
        var counter = new EntityInstanceId(nameof(Counter), "c");
        await using var engine = await StartAsync(registry => registry
            .AddEntity<Counter>()
            .AddOrchestratorFunc("Locks", async context =>
            {
                await using var section = await context.Entities.LockEntitiesAsync(counter);
                await context.CallActivityAsync<string>("Breaks", "inside");
                await context.WaitForExternalEvent<string>("Go");
                return await context.Entities.CallEntityAsync<int>(counter, "Add", 1);
            }));
        var id = (await engine.RunAsync("Locks")).InstanceId;
        isMended = true;

        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);
        await engine.SettleAsync();

        Assert.Equal([id], engine.Read("SELECT locked_by FROM entities"));
        await engine.RaiseAsync(id, "Go");
        Assert.Equal(1, await engine.ResultOfAsync<int>(id));
    }

    [Fact]
    public async Task A_child_that_still_runs_or_has_ended_well_is_not_begun_again()
    {
        await using var engine = await StartAsync(Whole);
        var id = await engine.BeginAsync("Outer");
        await engine.SettleAsync();
        await engine.RestartAsync(_ => { });
        await engine.RaiseAsync(id, "Anything");
        await engine.EndOfAsync(id);
        await engine.RestartAsync(registry => Whole(Tasks(registry)));

        await engine.Client.RewindInstanceAsync(id, "deployed", Cancellation);
        await engine.RaiseAsync("child", "Go", "went");

        Assert.Equal("begun 1 went", await engine.ResultOfAsync<string>(id));

        static DurableTaskRegistry Whole(DurableTaskRegistry registry) => registry
            .AddOrchestratorFunc("Outer", context => context.CallSubOrchestratorAsync<string>("Inner", new TaskOptions().WithInstanceId("child")))
            .AddOrchestratorFunc("Inner", async context =>
                await context.CallActivityAsync<string>("Work", "begun") + " " + await context.WaitForExternalEvent<string>("Go"));
    }

    [Fact]
    public async Task An_instance_whose_orchestrator_was_missing_goes_on_once_it_is_there()
    {
        await using var engine = await TestEngine.StartAsync(_ => { });
        var id = (await engine.RunAsync("Waits")).InstanceId;
        await engine.RestartAsync(Waiting);
        await engine.Client.RewindInstanceAsync(id, "deployed", Cancellation);
        await engine.RaiseAsync(id, "Go", "one");
        await engine.SettleAsync();
        await engine.RestartAsync(_ => { });
        await engine.RaiseAsync(id, "Go", "two");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.EndOfAsync(id)).RuntimeStatus);

        await engine.RestartAsync(Waiting);
        await engine.Client.RewindInstanceAsync(id, "deployed again", Cancellation);

        Assert.Equal("one two", await engine.ResultOfAsync<string>(id));

        static void Waiting(DurableTaskRegistry registry) => registry.AddOrchestratorFunc("Waits", async context =>
            $"{await context.WaitForExternalEvent<string>("Go")} {await context.WaitForExternalEvent<string>("Go")}");
    }

    [Fact]
    public async Task Only_a_failed_instance_can_be_rewound()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Ends", _ => "done"));
        var id = (await engine.RunAsync("Ends")).InstanceId;

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RewindInstanceAsync(id, "why not", Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.RewindInstanceAsync("nobody", "why not", Cancellation));
        Assert.Equal("done", (await engine.ReadAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_a_rewind_wrote_outlives_a_kill()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Works", async context =>
        {
            await context.CallActivityAsync<string>("Breaks", "work");
            return await context.WaitForExternalEvent<string>("Go");
        }));
        var id = (await engine.RunAsync("Works")).InstanceId;
        isMended = true;
        await engine.Client.RewindInstanceAsync(id, "mended", Cancellation);
        await engine.SettleAsync();

        await using var later = await engine.KilledNowAsync();
        await later.RaiseAsync(id, "Go", "gone");

        Assert.Equal("gone", await later.ResultOfAsync<string>(id));
    }

    private Task<TestEngine> StartAsync(Func<DurableTaskRegistry, DurableTaskRegistry> functions) =>
        TestEngine.StartAsync(registry => functions(Tasks(registry)));

    private DurableTaskRegistry Tasks(DurableTaskRegistry registry) => registry
        .AddActivityFunc<string, string>("Work", (_, text) => $"{text} {Run(text)}")
        .AddActivityFunc<string, string>("Breaks", (_, text) =>
        {
            var run = Run(text);
            return isMended ? $"{text} {run}" : throw new InvalidOperationException("broken");
        });

    private int Run(string what) => runs.AddOrUpdate(what, 1, (_, before) => before + 1);

    private sealed class Strict(Func<bool> isMended) : TaskEntity<int>
    {
        public int Add(int number) => isMended() ? State += number : throw new InvalidOperationException("broken");
    }
}
