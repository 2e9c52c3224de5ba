using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Tests.Engine;

public sealed class SubOrchestrationsKept() : SubOrchestrationRules(Memory.Kept);

public sealed class SubOrchestrationsReplayed() : SubOrchestrationRules(Memory.Replayed);

public abstract class SubOrchestrationRules(Memory memory)
{
    [Fact]
    public async Task A_part_gets_its_input_knows_its_parent_and_its_result_comes_back()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc<int, string>("Part", async (context, number) =>
                {
                    await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                    return $"{context.InstanceId} got {number} from {context.Parent?.Name} {context.Parent?.InstanceId}";
                })
                .AddOrchestratorFunc("Whole", async context =>
                    $"{context.Parent is null}: {await context.CallSubOrchestratorAsync<string>("Part", 5, new TaskOptions().WithInstanceId("part-5"))}"),
            memory);
        var id = await engine.BeginAsync("Whole", id: "whole");

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("True: part-5 got 5 from Whole whole", await engine.ResultOfAsync<string>(id));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.ReadAsync("part-5")).RuntimeStatus);
    }

    [Fact]
    public async Task Parts_without_an_id_get_ids_of_their_own_that_no_replay_changes()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc("Part", context => context.InstanceId)
                .AddOrchestratorFunc("Whole", async context => new[]
                {
                    await context.CallSubOrchestratorAsync<string>("Part"),
                    await context.CallSubOrchestratorAsync<string>("Part"),
                }),
            memory);

        var parts = await engine.ResultAsync<string[]>("Whole");

        Assert.Equal(2, parts.Distinct().Count());
        Assert.All(parts, part => Assert.True(Guid.TryParseExact(part, "N", out _)));
        Assert.Equal(3, engine.CountRows()["instances"]);
    }

    [Fact]
    public async Task No_result_is_the_default_of_a_value_type()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc("Part", _ => Task.CompletedTask)
                .AddOrchestratorFunc("Whole", context => context.CallSubOrchestratorAsync<int>("Part")),
            memory);

        Assert.Equal(0, await engine.ResultAsync<int>("Whole"));
    }

    [Fact]
    public async Task A_part_is_tried_again_under_the_same_id()
    {
        var tried = new ConcurrentQueue<string>();
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<string, int>("Note", (_, id) =>
                {
                    tried.Enqueue(id);
                    return tried.Count;
                })
                .AddOrchestratorFunc("Part", async context =>
                    await context.CallActivityAsync<int>("Note", context.InstanceId) < 3 ? throw new TimeoutException("not yet") : "done")
                .AddOrchestratorFunc("Whole", context =>
                    context.CallSubOrchestratorAsync<string>("Part", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMinutes(1))))),
            memory);
        var id = await engine.BeginAsync("Whole");

        await engine.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("done", await engine.ResultOfAsync<string>(id));
        Assert.Equal(3, tried.Count);
        Assert.Single(tried.Distinct());
    }

    [Fact]
    public async Task An_id_that_is_running_is_refused_and_one_that_has_ended_is_used_again()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc("Waits", context => context.WaitForExternalEvent<string>("Go"))
                .AddOrchestratorFunc("Whole", async context =>
                {
                    try
                    {
                        return await context.CallSubOrchestratorAsync<string>("Waits", new TaskOptions().WithInstanceId("taken"));
                    }
                    catch (TaskFailedException failed)
                    {
                        return failed.FailureDetails.ErrorMessage;
                    }
                }),
            memory);
        await engine.BeginAsync("Waits", id: "taken");
        await engine.SettleAsync();

        Assert.Contains("'taken'", await engine.ResultAsync<string>("Whole"), StringComparison.Ordinal);

        await engine.RaiseAsync("taken", "Go", "first");
        Assert.Equal("first", await engine.ResultOfAsync<string>("taken"));
        var second = await engine.BeginAsync("Whole");
        await engine.SettleAsync();
        await engine.RaiseAsync("taken", "Go", "second");
        Assert.Equal("second", await engine.ResultOfAsync<string>(second));
    }

    [Fact]
    public async Task A_part_takes_the_default_version_and_not_its_parents()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc("Part", context => context.Version)
                .AddOrchestratorFunc("Whole", async context => new[]
                {
                    context.Version,
                    await context.CallSubOrchestratorAsync<string>("Part"),
                    await context.CallSubOrchestratorAsync<string>("Part", new SubOrchestrationOptions { Version = "9.0" }),
                    await context.CallSubOrchestratorAsync<string>("Part", new SubOrchestrationOptions { Version = TaskVersion.Unversioned }),
                }),
            memory,
            options => options with { DefaultVersion = "2.0" });

        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Whole", new StartOrchestrationOptions { Version = "1.0" }, TestContext.Current.CancellationToken);

        Assert.Equal(["1.0", "2.0", "9.0", ""], await engine.ResultOfAsync<string[]>(id));
    }

    [Fact]
    public async Task A_part_that_continues_as_new_answers_its_parent_at_its_last_execution()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc<int, string>("Part", async (context, left) =>
                {
                    await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                    if (left > 0)
                    {
                        context.ContinueAsNew(left - 1);
                    }

                    return $"{left} left for {context.Parent?.InstanceId}";
                })
                .AddOrchestratorFunc("Whole", context => context.CallSubOrchestratorAsync<string>("Part", 3)),
            memory);
        var id = await engine.BeginAsync("Whole", id: "whole");

        await engine.AdvanceAsync(TimeSpan.FromDays(4));

        Assert.Equal("0 left for whole", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task A_part_that_nobody_awaits_keeps_the_whole_running_until_it_has_ended()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc("Part", context => context.WaitForExternalEvent<string>("Go"))
                .AddOrchestratorFunc("Whole", context =>
                {
                    _ = context.CallSubOrchestratorAsync("Part", options: new TaskOptions().WithInstanceId("part"));
                    return "left";
                }),
            memory);
        var id = await engine.BeginAsync("Whole");
        await engine.SettleAsync();
        Assert.True((await engine.ReadAsync(id)).IsRunning);

        await engine.RaiseAsync("part", "Go");

        Assert.Equal("left", await engine.ResultOfAsync<string>(id));
    }
}
