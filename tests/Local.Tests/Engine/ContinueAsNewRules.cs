using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

public sealed class ContinueAsNewKept() : ContinueAsNewRules(Memory.Kept);

public sealed class ContinueAsNewReplayed() : ContinueAsNewRules(Memory.Replayed);

public abstract class ContinueAsNewRules(Memory memory)
{
    [Fact]
    public async Task The_next_execution_begins_anew_with_its_input_under_the_same_id()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc<int, int>("Next", (_, number) => number + 1)
                .AddOrchestratorFunc<int, string>("Counts", async (context, number) =>
                {
                    var next = await context.CallActivityAsync<int>("Next", number);
                    if (next < 30)
                    {
                        context.ContinueAsNew(next);
                        return "not the end";
                    }

                    await context.WaitForExternalEvent<string>("Finish");
                    return $"{context.GetInput<int>()} in {context.InstanceId}";
                }),
            memory);
        var id = await engine.BeginAsync("Counts", 0, "counter");
        await engine.SettleAsync();

        // Start, activity, result: what thirty executions did before is gone.
        Assert.InRange(engine.CountRows()["history"], 1, 10);
        await engine.RaiseAsync(id, "Finish");

        Assert.Equal("29 in counter", await engine.ResultOfAsync<string>(id));
    }

    [Fact]
    public async Task Every_execution_has_an_id_of_its_own()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Again", async context =>
            {
                await context.WaitForExternalEvent<string>("Go");
                context.ContinueAsNew();
            }),
            memory);
        var id = await engine.BeginAsync("Again");
        HashSet<string> executions = [];

        for (var i = 0; i < 3; i++)
        {
            await engine.SettleAsync();
            executions.Add(engine.Read("SELECT execution_id FROM instances")[0]);
            await engine.RaiseAsync(id, "Go");
        }

        Assert.Equal(3, executions.Count);
    }

    [Fact]
    public async Task Events_that_were_not_taken_up_go_along_in_their_order()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc<List<int>, List<int>>("Collects", async (context, got) =>
            {
                got.Add(await context.WaitForExternalEvent<int>("Next"));
                if (got.Count < 40)
                {
                    context.ContinueAsNew(got);
                }

                return got;
            }),
            memory);
        await engine.BeginAsync("Collects", new List<int>(), "collector");
        await engine.SettleAsync();
        await SuspendedAsync(engine, "collector", Enumerable.Range(0, 20).Select(number => ("Next", (object)number)));
        await engine.RestartAsync();

        await Task.WhenAll(Enumerable.Range(20, 20).Select(number => engine.RaiseAsync("collector", "Next", number)));

        Assert.Equal(Enumerable.Range(0, 40), await engine.ResultOfAsync<List<int>>("collector"));
    }

    [Theory]
    [InlineData(true, "early")]
    [InlineData(false, "late")]
    public async Task Events_that_were_not_taken_up_can_be_left_behind_but_not_those_that_come_later(bool preserve, string first)
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc<int, string>("Again", async (context, execution) =>
            {
                if (execution == 2)
                {
                    return await context.WaitForExternalEvent<string>("Next");
                }

                await context.WaitForExternalEvent<string>("Go");
                context.ContinueAsNew(2, preserveUnprocessedEvents: preserve);
                return "";
            }),
            memory);
        await engine.BeginAsync("Again", 1, "again");
        await engine.SettleAsync();

        // All in one step: the last event comes when the orchestrator has decided already.
        await SuspendedAsync(engine, "again", [("Next", "early"), ("Go", ""), ("Next", "late")]);

        Assert.Equal(first, await engine.ResultOfAsync<string>("again"));
    }

    [Fact]
    public async Task Events_that_went_along_come_before_those_that_came_while_the_step_was_taken()
    {
        using var inStep = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc<int, List<string>>("Again", async (context, execution) =>
            {
                if (execution == 2)
                {
                    return [await context.WaitForExternalEvent<string>("Next"), await context.WaitForExternalEvent<string>("Next")];
                }

                await context.WaitForExternalEvent<string>("Go");
                inStep.Release();
                gate.Wait(TestContext.Current.CancellationToken);
                context.ContinueAsNew(2);
                return [];
            }),
            memory);
        var id = await engine.BeginAsync("Again", 1);
        await engine.RaiseAsync(id, "Next", "first");
        await engine.RaiseAsync(id, "Go");
        await inStep.WaitAsync(TestContext.Current.CancellationToken);

        await engine.RaiseAsync(id, "Next", "second");
        gate.Release();

        Assert.Equal(["first", "second"], await engine.ResultOfAsync<List<string>>(id));
    }

    [Fact]
    public async Task An_answer_to_an_earlier_execution_is_not_taken_for_one_to_this()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddEntity<Echo>()
                .AddOrchestratorFunc<int, string>("Asks", async (context, execution) =>
                {
                    var answer = context.Entities.CallEntityAsync<string>(new EntityInstanceId("Echo", "e"), "Say", $"execution {execution}");
                    if (execution == 3)
                    {
                        return await answer;
                    }

                    context.ContinueAsNew(execution + 1);
                    return "";
                }),
            memory);

        Assert.Equal("execution 3", await engine.ResultAsync<string>("Asks", 1));
    }

    [Fact]
    public async Task An_orchestrator_that_fails_does_not_continue()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Again", Task (context) =>
            {
                context.ContinueAsNew();
                throw new TimeoutException("after all");
            }),
            memory);

        Assert.Equal("after all", (await engine.RunAsync("Again")).FailureDetails?.ErrorMessage);
    }

    [Fact]
    public async Task The_next_execution_begins_when_nothing_is_left_open()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc<int, DateTime>("Again", (context, execution) =>
            {
                if (execution == 1)
                {
                    _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                    context.ContinueAsNew(2);
                }

                return context.CurrentUtcDateTime;
            }),
            memory);
        var id = await engine.BeginAsync("Again", 1);

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(TestEngine.Began.AddHours(1).UtcDateTime, await engine.ResultOfAsync<DateTime>(id));
    }

    [Fact]
    public async Task The_version_stays_unless_a_new_one_is_given_and_so_do_tags()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc<List<string>, List<string>>("Again", (context, versions) =>
            {
                versions.Add(context.Version);
                if (versions.Count < 3)
                {
                    context.ContinueAsNew(new ContinueAsNewOptions { NewInput = versions, NewVersion = versions.Count == 2 ? "2.0" : null });
                }

                return versions;
            }),
            memory);

        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Again",
            new List<string>(),
            new StartOrchestrationOptions { Version = "1.0", Tags = new Dictionary<string, string> { ["region"] = "MA-07" } },
            TestContext.Current.CancellationToken);

        Assert.Equal(["1.0", "1.0", "2.0"], await engine.ResultOfAsync<List<string>>(id));
        Assert.Equal("MA-07", (await engine.ReadAsync(id)).Tags["region"]);
    }

    /// <summary>Sends events so that one step takes them all up.</summary>
    private static async Task SuspendedAsync(TestEngine engine, string id, IEnumerable<(string Name, object Payload)> events)
    {
        await engine.Client.SuspendInstanceAsync(id, TestContext.Current.CancellationToken);
        foreach (var (name, payload) in events)
        {
            await engine.RaiseAsync(id, name, payload);
        }

        await engine.Client.ResumeInstanceAsync(id, TestContext.Current.CancellationToken);
        await engine.SettleAsync();
    }

    private sealed class Echo : TaskEntity<int>
    {
        public string Say(string text)
        {
            State++;
            return text;
        }
    }
}
