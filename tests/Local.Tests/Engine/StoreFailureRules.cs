using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Tests.Engine;

/// <summary>A store that refuses to write for a while, as a full disk does. A trigger stands in for the disk.</summary>
public sealed class StoreFailureRules
{
    [Theory]
    [InlineData("history")]
    [InlineData("activities")]
    [InlineData("messages")]
    [InlineData("entities")]
    public async Task What_could_not_be_stored_is_tried_again_until_it_is(string table)
    {
        var worked = 0;
        var counter = new EntityInstanceId(nameof(Counter), "c");
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddEntity<Counter>()
            .AddActivityFunc("Work", _ => Interlocked.Increment(ref worked))
            .AddOrchestratorFunc("Works", async context =>
                await context.CallActivityAsync<int>("Work") + await context.Entities.CallEntityAsync<int>(counter, "Add", 10)));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Works", new StartOrchestrationOptions(StartAt: TestEngine.Began.AddHours(1)), TestContext.Current.CancellationToken);

        engine.Execute($"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        engine.Clock.Advance(TimeSpan.FromHours(1));
        await engine.Logs.WhenAsync(LogLevel.Error, "tried again");
        engine.Execute("DROP TRIGGER full");

        Assert.Equal(11, await engine.ResultOfAsync<int>(id));
        Assert.Equal(1, worked);
    }

    [Fact]
    public async Task A_client_is_told_that_its_order_was_not_stored_and_others_are_not_touched()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc("Ends", _ => "done"));
        engine.Execute("CREATE TRIGGER full BEFORE INSERT ON instances WHEN NEW.instance_id = 'a' BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

        var starts = new[] { engine.BeginAsync("Ends", id: "a"), engine.BeginAsync("Ends", id: "b") };

        var told = await Assert.ThrowsAsync<RpcException>(() => starts[0]);
        Assert.Equal(StatusCode.Internal, told.StatusCode);
        Assert.Contains("could not be written", told.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", told.Message, StringComparison.Ordinal);
        Assert.Equal("done", await engine.ResultOfAsync<string>(await starts[1]));
        await engine.SettleAsync();
        Assert.Equal(0, engine.CountRows()["messages"]);
    }
}
