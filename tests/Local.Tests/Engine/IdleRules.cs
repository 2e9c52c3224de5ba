using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Idle means: nothing can happen before the next timer. Whoever moves the clock relies on it.</summary>
public sealed class IdleRules
{
    [Theory]
    [InlineData(Memory.Kept)]
    [InlineData(Memory.Replayed)]
    public async Task The_engine_is_not_idle_until_everything_that_follows_is_done(Memory memory)
    {
        var counter = new EntityInstanceId(nameof(Counter), "c");
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddEntity<Counter>()
                .AddActivityFunc<int, int>("Next", async (_, number) =>
                {
                    await Task.Yield();
                    return number + 1;
                })
                .AddOrchestratorFunc<int, int>("Part", async (context, number) => await context.CallActivityAsync<int>("Next", number))
                .AddOrchestratorFunc("Chain", async context =>
                {
                    var number = await context.CallActivityAsync<int>("Next", 0);
                    number = await context.CallSubOrchestratorAsync<int>("Part", number);
                    await context.Entities.CallEntityAsync<int>(counter, "Add", 1);
                    await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
                    context.SendEvent(context.InstanceId, "Self", number);
                    return await context.WaitForExternalEvent<int>("Self");
                }),
            memory);

        for (var round = 0; round < 12; round++)
        {
            var id = await engine.BeginAsync("Chain");
            await engine.SettleAsync();
            Assert.Equal(2, (await engine.ReadAsync(id)).ReadOutputAs<int>());
        }
    }

    [Fact]
    public async Task The_engine_is_idle_while_everything_waits_and_says_when_the_next_timer_is_due()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc<int>("Sleeps", (context, hours) => context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None)));
        Assert.Null(engine.Runtime.NextTimerDue);
        await engine.BeginAsync("Sleeps", 5);
        await engine.BeginAsync("Sleeps", 3);
        await engine.SettleAsync();

        Assert.True(engine.Runtime.WhenIdleAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        Assert.Equal(TestEngine.Began.AddHours(3), engine.Runtime.NextTimerDue);
        engine.Clock.Advance(TimeSpan.FromHours(3));
        await engine.SettleAsync();
        Assert.Equal(TestEngine.Began.AddHours(5), engine.Runtime.NextTimerDue);
    }

    [Fact]
    public async Task Waiting_for_idleness_can_be_given_up()
    {
        var gate = new TaskCompletionSource();
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Slow", _ => gate.Task)
            .AddOrchestratorFunc("Works", context => context.CallActivityAsync("Slow")));
        await engine.BeginAsync("Works");
        using var giveUp = new CancellationTokenSource();

        var waiting = engine.Runtime.WhenIdleAsync(giveUp.Token);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.SetResult();
    }
}
