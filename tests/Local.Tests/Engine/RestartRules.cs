using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Stops and kills. A kill is the history as it is on the disk at that moment.</summary>
public sealed class RestartRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_activity_that_a_kill_interrupts_runs_again_and_its_result_counts_once()
    {
        var runs = 0;
        using var gate = new SemaphoreSlim(0);
        var began = new SemaphoreSlim(0);
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc<string, string>("Work", async (_, text) =>
            {
                var run = Interlocked.Increment(ref runs);
                began.Release();
                await gate.WaitAsync(Cancellation);
                return $"{text} {run}";
            })
            .AddOrchestratorFunc("Works", context => context.CallActivityAsync<string>("Work", "run")));
        var id = await engine.BeginAsync("Works");
        await began.WaitAsync(Cancellation);

        await using var second = await engine.KilledNowAsync();
        await began.WaitAsync(Cancellation);
        gate.Release(2);

        Assert.Equal(2, runs);
        Assert.StartsWith("run ", await second.ResultOfAsync<string>(id), StringComparison.Ordinal);
        Assert.Equal(0, second.CountRows()["activities"]);
    }

    [Fact]
    public async Task What_an_activity_did_while_the_engine_stopped_is_not_done_again()
    {
        var runs = 0;
        var began = new TaskCompletionSource();
        using var gate = new SemaphoreSlim(0);
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Work", async _ =>
            {
                began.TrySetResult();
                await gate.WaitAsync(Cancellation);
                return $"run {Interlocked.Increment(ref runs)}";
            })
            .AddOrchestratorFunc("Works", context => context.CallActivityAsync<string>("Work")));
        var id = await engine.BeginAsync("Works");
        await began.Task.WaitAsync(Cancellation);

        var stopped = engine.Runtime.StopAsync(Cancellation);
        gate.Release();
        await stopped;
        await engine.RestartAsync();

        Assert.Equal("run 1", await engine.ResultOfAsync<string>(id));
        Assert.Equal((0, 0), (engine.CountRows()["activities"], engine.CountRows()["messages"]));
    }

    [Fact]
    public async Task An_activity_that_the_stop_cancels_runs_again_after_the_next_start()
    {
        using var stopping = new CancellationTokenSource();
        var runs = 0;
        var began = new TaskCompletionSource();
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Work", async _ =>
            {
                began.TrySetResult();
                if (Interlocked.Increment(ref runs) == 1)
                {
                    await Task.Delay(Timeout.Infinite, stopping.Token);
                }

                return $"run {runs}";
            })
            .AddOrchestratorFunc("Works", context => context.CallActivityAsync<string>("Work")));
        var id = await engine.BeginAsync("Works");
        await began.Task.WaitAsync(Cancellation);

        var stopped = engine.Runtime.StopAsync(Cancellation);
        await stopping.CancelAsync();
        await stopped;
        await engine.RestartAsync();

        Assert.Equal("run 2", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task A_cancelled_activity_is_a_failure_as_long_as_nobody_stops_the_engine()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Work", _ => Task.FromCanceled(new CancellationToken(canceled: true)))
            .AddOrchestratorFunc("Works", context => context.CallActivityAsync("Work")));

        Assert.True((await engine.RunAsync("Works")).FailureDetails?.InnerFailure?.IsCausedBy<OperationCanceledException>());
    }

    [Fact]
    public async Task A_stop_lets_what_runs_finish_and_takes_up_nothing_new()
    {
        using var gate = new SemaphoreSlim(0);
        var began = new SemaphoreSlim(0);
        var ran = new ConcurrentQueue<int>();
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<int>("Work", async (_, number) =>
                {
                    ran.Enqueue(number);
                    began.Release();
                    await gate.WaitAsync(Cancellation);
                })
                .AddOrchestratorFunc("Works", context => Task.WhenAll(Enumerable.Range(0, 50).Select(i => context.CallActivityAsync("Work", i)))),
            options: options => options with { MaxConcurrentActivities = 1 });
        var id = await engine.BeginAsync("Works");
        await began.WaitAsync(Cancellation);

        var stopped = engine.Runtime.StopAsync(Cancellation);
        Assert.False(stopped.IsCompleted);
        gate.Release(50);
        await stopped.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal([0], ran);
        Assert.Equal(49, engine.CountRows()["activities"]);
        await engine.RestartAsync();
        await engine.EndOfAsync(id);
        Assert.Equal(Enumerable.Range(0, 50), ran);
    }

    [Fact]
    public async Task A_stopped_engine_is_idle_and_takes_orders_for_the_next_start()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Work", _ => "done")
            .AddOrchestratorFunc("Works", context => context.CallActivityAsync<string>("Work")));
        await engine.Runtime.StopAsync(Cancellation);

        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => engine.BeginAsync("Works")));
        await engine.SettleAsync();
        await engine.RestartAsync();

        foreach (var id in ids)
        {
            Assert.Equal("done", await engine.ResultOfAsync<string>(id));
        }
    }

    [Fact]
    public async Task An_entity_takes_up_all_that_waited_for_it_however_much()
    {
        var counter = new EntityInstanceId(nameof(Counter), "c");
        await using var engine = await TestEngine.StartAsync(registry => registry.AddEntity<Counter>());
        await engine.Runtime.StopAsync(Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 350).Select(_ =>
            engine.Client.Entities.SignalEntityAsync(counter, "Add", 1, cancellation: Cancellation)));

        await engine.RestartAsync();
        await engine.SettleAsync();

        Assert.Equal(350, (await engine.Client.Entities.GetEntityAsync<int>(counter, Cancellation))?.State);
    }

    [Fact]
    public async Task Whoever_waits_for_an_instance_is_let_go_when_the_engine_ends()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc("Waits", context => context.WaitForExternalEvent<string>("Go")));
        var waiting = engine.EndOfAsync(await engine.BeginAsync("Waits"));
        await engine.SettleAsync();

        await engine.Runtime.DisposeAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task An_engine_may_be_stopped_and_disposed_of_more_than_once_and_before_it_was_started()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry.AddOrchestratorFunc("Works", _ => "done"));
        Assert.Equal("done", await engine.ResultAsync<string>("Works"));

        await engine.Runtime.StopAsync(Cancellation);
        await engine.Runtime.StopAsync(Cancellation);
        await engine.Runtime.DisposeAsync();
        await engine.Runtime.DisposeAsync();
        await engine.Runtime.StopAsync(Cancellation);

        await using var unstarted = new Local.Engine.DurableEngine(
            new() { Path = engine.HistoryPath }, new DurableTaskRegistry(), new NoServices(), engine.Logs);
        await unstarted.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Whatever_waits_is_taken_up_after_a_kill()
    {
        var counter = new EntityInstanceId(nameof(Counter), "c");
        var began = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddEntity<Counter>()
            .AddActivityFunc("Slow", _ =>
            {
                began.TrySetResult();
                return gate.Task;
            })
            .AddOrchestratorFunc("Part", context => context.WaitForExternalEvent<string>("Go"))
            .AddOrchestratorFunc("Whole", async context =>
            {
                var timer = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                var part = context.CallSubOrchestratorAsync<string>("Part", new TaskOptions().WithInstanceId("part"));
                await context.Entities.SignalEntityAsync(counter, "Add", 1, TestEngine.Began.AddHours(1));
                await context.CallActivityAsync("Slow");
                await timer;
                return $"{await part} {await context.Entities.CallEntityAsync<int>(counter, "Add", 1)}";
            }));
        var id = await engine.BeginAsync("Whole");
        await began.Task.WaitAsync(Cancellation);

        await using var second = await engine.KilledNowAsync();
        gate.SetResult();
        await second.RaiseAsync("part", "Go", "gone");
        await second.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("gone 2", await second.ResultOfAsync<string>(id));
    }
}
