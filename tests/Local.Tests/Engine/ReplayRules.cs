using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Tests.Engine;

public sealed class ReplayRules
{
    [Fact]
    public async Task An_orchestration_kept_in_memory_is_not_run_again_and_one_that_is_not_is_replayed_at_every_step()
    {
        Assert.Equal(1, await CountRunsAsync(Memory.Kept));
        Assert.Equal(4, await CountRunsAsync(Memory.Replayed));

        static async Task<int> CountRunsAsync(Memory memory)
        {
            var runs = 0;
            await using var engine = await TestEngine.StartAsync(
                registry => registry
                    .AddActivityFunc("Work", _ => Task.CompletedTask)
                    .AddOrchestratorFunc("Works", async context =>
                    {
                        Interlocked.Increment(ref runs);
                        await context.CallActivityAsync("Work");
                        await context.CallActivityAsync("Work");
                        await context.CallActivityAsync("Work");
                    }),
                memory);
            await engine.ResultAsync<object>("Works");
            return runs;
        }
    }

    [Fact]
    public async Task Of_more_instances_than_memory_holds_the_busy_ones_stay_in_it()
    {
        var runs = new ConcurrentDictionary<string, int>();
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Waits", async context =>
            {
                runs.AddOrUpdate(context.InstanceId, 1, (_, count) => count + 1);
                for (var i = 0; i < 5; i++)
                {
                    await context.WaitForExternalEvent<string>("Go");
                }
            }),
            options: options => options with { WarmInstances = 2 });
        foreach (var id in (string[])["idle-1", "idle-2", "busy"])
        {
            await engine.BeginAsync("Waits", id: id);
            await engine.SettleAsync();
        }

        for (var i = 0; i < 4; i++)
        {
            await engine.RaiseAsync("busy", "Go");
            await engine.SettleAsync();
        }

        await engine.RaiseAsync("idle-1", "Go");
        await engine.SettleAsync();
        Assert.Equal((1, 2), (runs["busy"], runs["idle-1"]));
    }

    [Fact]
    public async Task Guids_and_times_are_the_same_at_every_replay_and_different_everywhere_else()
    {
        var seen = new ConcurrentDictionary<(string Instance, int Position), ConcurrentBag<(Guid, DateTime)>>();
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Looks", async context =>
            {
                for (var position = 0; position < 6; position++)
                {
                    seen.GetOrAdd((context.InstanceId, position), _ => []).Add((context.NewGuid(), context.CurrentUtcDateTime));
                    if (position % 2 == 1)
                    {
                        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                    }
                }
            }),
            Memory.Replayed);
        var ids = new[] { await engine.BeginAsync("Looks"), await engine.BeginAsync("Looks") };

        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        await Task.WhenAll(ids.Select(engine.EndOfAsync));
        Assert.All(seen.Values, values => Assert.Single(values.Distinct()));
        Assert.Equal(4, seen[(ids[0], 0)].Count);
        Assert.Equal(12, seen.Values.Select(values => values.First().Item1).Distinct().Count());
        Assert.All(seen.Values, values => Assert.Equal(5, values.First().Item1.Version));
        Assert.Equal(
            Enumerable.Range(0, 6).Select(position => TestEngine.Began.AddHours(position / 2).UtcDateTime),
            Enumerable.Range(0, 6).Select(position => seen[(ids[1], position)].First().Item2));
    }

    [Fact]
    public async Task A_replay_safe_logger_writes_each_line_once_and_the_context_says_when_it_replays()
    {
        var replaying = new ConcurrentQueue<bool>();
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc("Work", _ => Task.CompletedTask)
                .AddOrchestratorFunc("Logs", async context =>
                {
                    var log = context.CreateReplaySafeLogger("Case");
                    log.LogInformation("begun");
                    replaying.Enqueue(context.IsReplaying);
                    await context.CallActivityAsync("Work");
                    log.LogInformation("between");
                    await context.CallActivityAsync("Work");
                    log.LogInformation("done");
                }),
            Memory.Replayed);

        await engine.ResultAsync<object>("Logs");

        Assert.Equal(["begun", "between", "done"], engine.Logs.Of("Case"));
        Assert.Equal([false, true, true], replaying);
    }

    [Theory]
    [InlineData(Memory.Kept)]
    [InlineData(Memory.Replayed)]
    public async Task The_custom_status_is_what_was_set_last_while_it_runs_and_after(Memory memory)
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Tells", async context =>
            {
                context.SetCustomStatus("begun");
                context.SetCustomStatus(new Progress("documents", 1));
                await context.WaitForExternalEvent<string>("Go");
                context.SetCustomStatus(new Progress("committee", 2));
                await context.WaitForExternalEvent<string>("Go");
                await context.WaitForExternalEvent<string>("Go");
                context.SetCustomStatus(null);
            }),
            memory);
        var id = await engine.BeginAsync("Tells");

        List<Progress?> told = [];
        for (var i = 0; i < 3; i++)
        {
            await engine.SettleAsync();
            told.Add((await engine.ReadAsync(id)).ReadCustomStatusAs<Progress>());
            await engine.RaiseAsync(id, "Go");
        }

        Assert.Equal([new("documents", 1), new("committee", 2), new("committee", 2)], told);
        Assert.Null((await engine.EndOfAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task An_orchestration_goes_on_after_a_restart_where_it_was()
    {
        var worked = 0;
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Work", _ => Interlocked.Increment(ref worked))
            .AddOrchestratorFunc<string, string>("Works", async (context, name) =>
            {
                var first = await context.CallActivityAsync<int>("Work");
                await context.WaitForExternalEvent<string>("Go");
                var second = await context.CallActivityAsync<int>("Work");
                return $"{name}: {first}, {second}";
            }));
        var id = await engine.BeginAsync("Works", "case");
        await engine.SettleAsync();

        await engine.RestartAsync();
        await engine.RaiseAsync(id, "Go");

        Assert.Equal("case: 1, 2", await engine.ResultOfAsync<string>(id));
        Assert.Equal(2, worked);
    }

    private sealed record Progress(string Part, int Step);
}
