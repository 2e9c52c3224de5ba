using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Tests.Engine;

public sealed class EventsKept() : EventRules(Memory.Kept);

public sealed class EventsReplayed() : EventRules(Memory.Replayed);

public abstract class EventRules(Memory memory)
{
    [Fact]
    public async Task Events_that_came_before_anybody_waited_are_kept_in_their_order_under_names_that_ignore_case()
    {
        await using var engine = await StartAsync(async context =>
        {
            await context.WaitForExternalEvent<string>("Begin");
            List<string> got = [];
            for (var i = 0; i < 3; i++)
            {
                got.Add(await context.WaitForExternalEvent<string>("VOTE"));
            }

            got.Add(await context.WaitForExternalEvent<string>("other"));
            return got;
        });
        var id = await engine.BeginAsync("Waits");
        await RaiseAllAsync(engine, id, ("vote", "a"), ("Other", "x"), ("Vote", "b"), ("vOTE", "c"));
        await engine.SettleAsync();
        Assert.True((await engine.ReadAsync(id)).IsRunning);

        await engine.RaiseAsync(id, "begin");

        Assert.Equal(["a", "b", "c", "x"], await engine.ResultOfAsync<string[]>(id));
    }

    [Fact]
    public async Task A_waiter_gets_an_event_that_comes_later_with_its_payload()
    {
        await using var engine = await StartAsync(async context => await context.WaitForExternalEvent<Vote>("Voted"));
        var id = await engine.BeginAsync("Waits");
        await engine.SettleAsync();

        await engine.RaiseAsync(id, "Voted", new Vote("member-3", true));

        Assert.Equal(new Vote("member-3", true), await engine.ResultOfAsync<Vote>(id));
    }

    [Fact]
    public async Task An_event_without_a_payload_is_null()
    {
        await using var engine = await StartAsync(async context =>
            await context.WaitForExternalEvent<int?>("Number") is null && await context.WaitForExternalEvent<string?>("Text") is null);
        var id = await engine.BeginAsync("Waits");

        await RaiseAllAsync(engine, id, ("Number", null), ("Text", null));

        Assert.True(await engine.ResultOfAsync<bool>(id));
    }

    [Fact]
    public async Task Of_several_waiters_the_last_to_wait_is_served_first()
    {
        await using var engine = await StartAsync(async context =>
        {
            var waiters = Enumerable.Range(0, 3).Select(_ => context.WaitForExternalEvent<string>("Next")).ToArray();
            return await Task.WhenAll(waiters);
        });
        var id = await engine.BeginAsync("Waits");
        await engine.SettleAsync();

        await RaiseAllAsync(engine, id, ("Next", "1st"), ("Next", "2nd"), ("Next", "3rd"));

        Assert.Equal(["3rd", "2nd", "1st"], await engine.ResultOfAsync<string[]>(id));
    }

    [Fact]
    public async Task A_waiter_that_was_cancelled_is_passed_over()
    {
        await using var engine = await StartAsync(async context =>
        {
            using var stop = new CancellationTokenSource();
            var patient = context.WaitForExternalEvent<string>("Next");
            var cancelled = new[] { context.WaitForExternalEvent<string>("Next", stop.Token), context.WaitForExternalEvent<string>("Next", stop.Token) };
            await context.WaitForExternalEvent<string>("Stop");
            stop.Cancel();
            return $"{await patient} {cancelled.All(waiter => waiter.IsCanceled)}";
        });
        var id = await engine.BeginAsync("Waits");

        await RaiseAllAsync(engine, id, ("Stop", null), ("Next", "only one"));

        Assert.Equal("only one True", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task An_event_that_only_cancelled_waiters_would_have_got_waits_for_the_next()
    {
        await using var engine = await StartAsync(async context =>
        {
            using var stop = new CancellationTokenSource();
            _ = context.WaitForExternalEvent<string>("Next", stop.Token);
            await context.WaitForExternalEvent<string>("Stop");
            stop.Cancel();
            await context.WaitForExternalEvent<string>("Go");
            return await context.WaitForExternalEvent<string>("Next");
        });
        var id = await engine.BeginAsync("Waits");

        await RaiseAllAsync(engine, id, ("Stop", null), ("Next", "kept"), ("Go", null));

        Assert.Equal("kept", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task Two_waiters_of_one_name_have_one_type()
    {
        await using var engine = await StartAsync(async context =>
        {
            _ = context.WaitForExternalEvent<string>("Next");
            return await context.WaitForExternalEvent<int>("NEXT");
        });

        var ended = await engine.RunAsync("Waits");

        Assert.True(ended.FailureDetails?.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task An_event_of_another_type_than_is_waited_for_fails_the_orchestration_which_cannot_catch_it()
    {
        await using var engine = await StartAsync(async context =>
        {
            try
            {
                await context.WaitForExternalEvent<int>("Number");
                return -1;
            }
            catch (System.Text.Json.JsonException)
            {
                return await context.WaitForExternalEvent<int>("Number");
            }
        });
        var id = await engine.BeginAsync("Waits");

        await engine.RaiseAsync(id, "Number", "seven");

        var ended = await engine.EndOfAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Failed, typeof(System.Text.Json.JsonException).FullName), (ended.RuntimeStatus, ended.FailureDetails?.ErrorType));
    }

    [Fact]
    public async Task An_event_for_an_instance_that_is_not_there_or_has_ended_is_refused()
    {
        await using var engine = await StartAsync(_ => Task.FromResult("done"));
        var id = await engine.BeginAsync("Waits");
        await engine.EndOfAsync(id);

        var missing = await Assert.ThrowsAsync<RpcException>(() => engine.RaiseAsync("nobody", "Next", 1));
        var ended = await Assert.ThrowsAsync<RpcException>(() => engine.RaiseAsync(id, "Next", 1));

        Assert.Equal((StatusCode.NotFound, StatusCode.FailedPrecondition), (missing.StatusCode, ended.StatusCode));
        Assert.Equal(0, engine.CountRows()["messages"]);
        Assert.Null(await engine.Client.GetInstanceAsync("nobody", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_event_for_nobody_is_dropped_with_a_word_in_the_log_where_the_host_says_so()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Waits", _ => Task.FromResult("done")), memory, options => options with { ThrowOnRaiseEvent = false });
        var id = await engine.BeginAsync("Waits");
        await engine.EndOfAsync(id);

        await engine.RaiseAsync("nobody", "Next", 1);
        await engine.RaiseAsync(id, "Next", 1);

        Assert.Equal(0, engine.CountRows()["messages"]);
        Assert.Equal(2, engine.Logs.From(LogLevel.Information).Count(line => line.Contains("is dropped", StringComparison.Ordinal)));
        Assert.Null(await engine.Client.GetInstanceAsync("nobody", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_orchestration_sends_events_too_and_not_to_entities()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddOrchestratorFunc("Waits", async context => await context.WaitForExternalEvent<string>("Greeting"))
                .AddOrchestratorFunc<string>("Sends", (context, to) =>
                {
                    context.SendEvent(to, "greeting", $"from {context.InstanceId}");
                    context.SendEvent("nobody", "greeting", "lost");
                    return Task.CompletedTask;
                }),
            memory);
        var id = await engine.BeginAsync("Waits");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOfAsync(await engine.BeginAsync("Sends", id, "sender"))).RuntimeStatus);
        Assert.Equal("from sender", await engine.ResultOfAsync<string>(id));
        Assert.True((await engine.RunAsync("Sends", "@counter@1")).FailureDetails?.IsCausedBy<ArgumentException>());
    }

    [Theory]
    [InlineData(false, "timer", 60)]
    [InlineData(true, "event", 30)]
    public async Task Of_an_event_and_a_timer_the_loser_is_cancelled_and_holds_nothing_back(bool comes, string winner, int endsAfter)
    {
        await using var engine = await StartAsync(async context =>
        {
            using var loser = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromMinutes(60), loser.Token);
            var answer = context.WaitForExternalEvent<string>("Answer", loser.Token);
            var first = await Task.WhenAny(timer, answer);
            loser.Cancel();
            return first == answer ? "event" : "timer";
        });
        var id = await engine.BeginAsync("Waits");
        await engine.AdvanceAsync(TimeSpan.FromMinutes(30));
        if (comes)
        {
            await engine.RaiseAsync(id, "Answer");
        }
        else
        {
            await engine.AdvanceAsync(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(winner, await engine.ResultOfAsync<string>(id));
        Assert.Equal(TestEngine.Began.AddMinutes(endsAfter), (await engine.ReadAsync(id)).LastUpdatedAt);
        Assert.Null(engine.Runtime.NextTimerDue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Waiting_with_a_time_limit_gives_the_event_or_is_cancelled(bool comes)
    {
        await using var engine = await StartAsync(async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromDays(10));
            }
            catch (OperationCanceledException)
            {
                return $"none by {context.CurrentUtcDateTime:MM-dd}";
            }
        });
        var id = await engine.BeginAsync("Waits");
        await engine.AdvanceAsync(TimeSpan.FromDays(9));
        if (comes)
        {
            await engine.RaiseAsync(id, "Answer", "yes");
        }

        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(comes ? "yes" : "none by 03-12", await engine.ResultOfAsync<string>(id));
        Assert.Null(engine.Runtime.NextTimerDue);
    }

    [Fact]
    public async Task Waiting_in_a_loop_as_a_case_does_misses_nothing_over_restarts()
    {
        await using var engine = await StartAsync(async context =>
        {
            List<string> got = [];
            while (got.Count < 4)
            {
                using var loser = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), loser.Token);
                var nudge = context.WaitForExternalEvent<string>("Nudge", loser.Token);
                var first = await Task.WhenAny(timer, nudge);
                loser.Cancel();
                got.Add(first == nudge ? await nudge : "day");
            }

            return got;
        });
        var id = await engine.BeginAsync("Waits");
        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        await engine.RestartAsync();
        await RaiseAllAsync(engine, id, ("Nudge", "one"), ("Nudge", "two"));
        await engine.SettleAsync();
        await engine.RestartAsync();

        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(["day", "one", "two", "day"], await engine.ResultOfAsync<string[]>(id));
    }

    private Task<TestEngine> StartAsync<T>(Func<TaskOrchestrationContext, Task<T>> orchestrator) =>
        TestEngine.StartAsync(registry => registry.AddOrchestratorFunc("Waits", orchestrator), memory);

    private static async Task RaiseAllAsync(TestEngine engine, string id, params (string Name, string? Payload)[] events)
    {
        foreach (var (name, payload) in events)
        {
            await engine.RaiseAsync(id, name, payload);
        }
    }

    private sealed record Vote(string Member, bool InFavour);
}
