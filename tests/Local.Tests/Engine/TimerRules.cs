using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Tests.Engine;

public sealed class TimersKept() : TimerRules(Memory.Kept);

public sealed class TimersReplayed() : TimerRules(Memory.Replayed);

public abstract class TimerRules(Memory memory)
{
    private static readonly DateTime Began = TestEngine.Began.UtcDateTime;

    [Fact]
    public async Task A_timer_fires_when_the_clock_reaches_it_and_not_before()
    {
        await using var engine = await TestEngine.StartAsync(Sleeping(TimeSpan.FromMinutes(10)), memory);
        var id = await engine.BeginAsync("Sleeps");

        await engine.AdvanceAsync(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.True((await engine.ReadAsync(id)).IsRunning);
        await engine.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal([Began, Began.AddMinutes(10)], await engine.ResultOfAsync<DateTime[]>(id));
        Assert.Null(engine.Runtime.NextTimerDue);
    }

    [Fact]
    public async Task A_timer_that_is_due_already_fires_at_once()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Sleeps", async context =>
            {
                await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
                await context.CreateTimer(TimeSpan.FromDays(-1), CancellationToken.None);
                await context.CreateTimer(DateTime.MinValue, CancellationToken.None);
                return "awake";
            }),
            memory);

        Assert.Equal("awake", await engine.ResultAsync<string>("Sleeps"));
    }

    [Fact]
    public async Task A_long_timer_is_a_chain_of_timers_of_the_longest_length()
    {
        await using var engine = await TestEngine.StartAsync(Sleeping(TimeSpan.FromDays(7)), memory);
        var id = await engine.BeginAsync("Sleeps");
        List<double> stops = [];

        await engine.SettleAsync();
        while (engine.Runtime.NextTimerDue is { } due)
        {
            stops.Add((due - TestEngine.Began).TotalDays);
            engine.Clock.SetUtcNow(due);
            await engine.SettleAsync();
        }

        Assert.Equal([3, 6, 7], stops);
        Assert.Equal([Began, Began.AddDays(7)], await engine.ResultOfAsync<DateTime[]>(id));
    }

    [Fact]
    public async Task A_jump_of_the_clock_over_many_timers_fires_them_all()
    {
        await using var engine = await TestEngine.StartAsync(Sleeping(TimeSpan.FromDays(400)), memory);
        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => engine.BeginAsync("Sleeps")));
        await engine.SettleAsync();

        engine.Clock.Advance(TimeSpan.FromDays(1000));

        foreach (var id in ids)
        {
            Assert.Equal([Began, Began.AddDays(1000)], await engine.ResultOfAsync<DateTime[]>(id));
        }
    }

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_times_whatever_the_order_in_which_they_were_set()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Races", async context =>
            {
                List<int> fired = [];
                await Task.WhenAll(Enumerable.Range(1, 3).Reverse().Select(async hours =>
                {
                    await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
                    fired.Add(hours);
                }));
                return fired;
            }),
            memory);
        var id = await engine.BeginAsync("Races");

        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Equal([1, 2, 3], await engine.ResultOfAsync<List<int>>(id));
    }

    [Fact]
    public async Task A_timer_outlives_the_process_and_fires_even_if_it_became_due_while_none_ran()
    {
        await using var engine = await TestEngine.StartAsync(Sleeping(TimeSpan.FromDays(7)), memory);
        var id = await engine.BeginAsync("Sleeps");
        await engine.AdvanceAsync(TimeSpan.FromDays(4));

        await engine.RestartAsync();
        Assert.Equal(TestEngine.Began.AddDays(6), engine.Runtime.NextTimerDue);
        engine.Clock.Advance(TimeSpan.FromDays(30));
        await engine.RestartAsync();

        Assert.Equal([Began, Began.AddDays(34)], await engine.ResultOfAsync<DateTime[]>(id));
    }

    [Fact]
    public async Task A_cancelled_timer_wakes_nobody_and_its_task_is_cancelled()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Changes", async context =>
            {
                using var stop = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(30), stop.Token);
                await context.WaitForExternalEvent<string>("Stop");
                stop.Cancel();
                await context.WaitForExternalEvent<string>("End");
                try
                {
                    await timer;
                    return "fired";
                }
                catch (OperationCanceledException cancelled)
                {
                    return cancelled is TaskCanceledException ? "cancelled" : "cancelled by another";
                }
            }),
            memory);
        var id = await engine.BeginAsync("Changes");
        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.NotNull(engine.Runtime.NextTimerDue);

        await engine.RaiseAsync(id, "Stop");
        await engine.AdvanceAsync(TimeSpan.FromDays(3));

        // It fired into nobody.
        Assert.Null(engine.Runtime.NextTimerDue);
        await engine.RaiseAsync(id, "End");
        Assert.Equal("cancelled", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task With_a_token_that_is_cancelled_already_no_timer_is_set_at_any_replay()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc("Work", _ => "worked")
                .AddOrchestratorFunc("Tries", async context =>
                {
                    using var stop = new CancellationTokenSource();
                    var first = context.CreateTimer(TimeSpan.FromDays(9), stop.Token);
                    await context.CallActivityAsync("Work");
                    stop.Cancel();
                    var second = context.CreateTimer(TimeSpan.FromDays(9), stop.Token);
                    var third = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
                    await context.CallActivityAsync("Work");
                    await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                    return new[] { first.IsCanceled, second.IsCanceled, third.IsCanceled };
                }),
            memory);
        var id = await engine.BeginAsync("Tries");

        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([true, true, true], await engine.ResultOfAsync<List<bool>>(id));
    }

    [Fact]
    public async Task A_timer_that_is_cancelled_in_the_step_that_set_it_ends_with_its_instance()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Cancels", async context =>
            {
                using var stop = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
                stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer);
                return await context.WaitForExternalEvent<string>("Go");
            }),
            memory);

        var id = await engine.BeginAsync("Cancels");
        await engine.RaiseAsync(id, "Go", "on");

        Assert.Equal("on", await engine.ResultOfAsync<string>(id));
        Assert.Null(engine.Runtime.NextTimerDue);
        Assert.Equal(0, engine.CountRows()["messages"]);
    }

    [Fact]
    public async Task A_timer_that_nobody_cancelled_keeps_the_instance_running_until_it_fires()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Leaves", context =>
            {
                _ = context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
                return "left";
            }),
            memory);
        var id = await engine.BeginAsync("Leaves");

        await engine.AdvanceAsync(TimeSpan.FromMinutes(119));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.ReadAsync(id)).RuntimeStatus);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("left", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task By_the_system_clock_a_short_timer_fires_and_one_of_years_may_be_longer_than_the_system_can_count()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc<TimeSpan>("Sleeps", (context, time) => context.CreateTimer(time, CancellationToken.None)),
            memory,
            options => options with { Clock = TimeProvider.System, MaximumTimerInterval = TimeSpan.FromDays(10_000) });
        var years = await engine.BeginAsync("Sleeps", TimeSpan.FromDays(3650));
        await engine.SettleAsync();

        var moment = await engine.RunAsync("Sleeps", TimeSpan.FromMilliseconds(30));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, moment.RuntimeStatus);
        Assert.InRange(moment.LastUpdatedAt - moment.CreatedAt, TimeSpan.FromMilliseconds(30), TimeSpan.FromMinutes(1));
        Assert.True((await engine.ReadAsync(years)).IsRunning);
    }

    private static Action<DurableTaskRegistry> Sleeping(TimeSpan time) => registry => registry.AddOrchestratorFunc("Sleeps", async context =>
    {
        var before = context.CurrentUtcDateTime;
        await context.CreateTimer(time, CancellationToken.None);
        return new[] { before, context.CurrentUtcDateTime };
    });
}
