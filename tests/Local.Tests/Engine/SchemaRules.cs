using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

/// <summary>
/// Histories of older schemas are taken over as they are. <c>Fixtures/0001.db</c> was written by the engine of commit
/// eddcb6b, the last with schema 1: the orchestrations below were started under the ids used here, at
/// <see cref="TestEngine.Began"/>; each was let go on until it waited (an activity of 21 never came back), and the process was
/// killed there.
/// </summary>
public sealed class SchemaRules
{
    private static readonly EntityInstanceId Counted = new(nameof(Counter), "c");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_an_older_history_has_running_goes_on_to_its_end()
    {
        await using var engine = await TakeOverAsync();

        Assert.Equal(10 + 42, await engine.ResultOfAsync<int>("activity"));

        await engine.RaiseAsync("event", "Late", "late");
        Assert.Equal("early and late", await engine.ResultOfAsync<string>("event"));

        await engine.RaiseAsync("child", "Early", "a");
        await engine.RaiseAsync("child", "Late", "b");
        Assert.Equal("child: ab", await engine.ResultOfAsync<string>("parent"));

        await engine.RaiseAsync("renewed", "Late", "anew");
        Assert.Equal("3: anew", await engine.ResultOfAsync<string>("renewed"));

        await engine.Client.ResumeInstanceAsync("suspended", cancellation: Cancellation);
        await engine.RaiseAsync("suspended", "Late", "let go");
        Assert.Equal("held and let go", await engine.ResultOfAsync<string>("suspended"));

        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("slept", await engine.ResultOfAsync<string>("timer"));
        await engine.RaiseAsync("later", "Early", "1");
        await engine.RaiseAsync("later", "Late", "2");
        Assert.Equal("12", await engine.ResultOfAsync<string>("later"));

        await engine.SettleAsync();
        Assert.Equal(0, engine.CountRows()["messages"]);
        Assert.Equal(0, engine.CountRows()["activities"]);
    }

    [Fact]
    public async Task What_had_ended_and_what_entities_kept_is_still_known()
    {
        await using var engine = await TakeOverAsync();

        Assert.Equal("7", (await engine.ReadAsync("finished")).SerializedOutput);
        Assert.Equal("as it was meant to", (await engine.ReadAsync("failed")).FailureDetails?.ErrorMessage);
        Assert.Equal("\"listening\"", (await engine.ReadAsync("event")).SerializedCustomStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await engine.ReadAsync("suspended")).RuntimeStatus);
        Assert.Equal(7, (await engine.Client.Entities.GetEntityAsync<int>(Counted, cancellation: Cancellation))?.State);

        // A signal was sent to it for the next day.
        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(8, (await engine.Client.Entities.GetEntityAsync<int>(Counted, cancellation: Cancellation))?.State);
    }

    [Fact]
    public async Task An_older_history_is_as_whole_after_the_change_as_a_new_one()
    {
        await using var older = await TakeOverAsync();
        await using var newer = await TestEngine.StartAsync(Register);

        Assert.Equal(newer.Read("PRAGMA integrity_check"), older.Read("PRAGMA integrity_check"));
        const string Schema = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name";
        Assert.Equal(newer.Read(Schema), older.Read(Schema));
    }

    private static Task<TestEngine> TakeOverAsync() => TestEngine.StartAsync(Register, options: usual =>
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Engine", "Fixtures", "0001.db"), usual.Path);
        return usual;
    });

    private static void Register(DurableTaskRegistry registry) => registry
        .AddEntity<Counter>()
        .AddActivityFunc<int, int>("Double", (_, number) => number * 2)
        .AddOrchestratorFunc<int, int>("WaitsForActivity", async (context, number) =>
            await context.CallActivityAsync<int>("Double", 5) + await context.CallActivityAsync<int>("Double", number))
        .AddOrchestratorFunc("WaitsForEvent", async context =>
        {
            context.SetCustomStatus("listening");
            var early = await context.WaitForExternalEvent<string>("Early");
            return early + await context.WaitForExternalEvent<string>("Late");
        })
        .AddOrchestratorFunc("WaitsForTimer", async context =>
        {
            await context.CreateTimer(TestEngine.Began.UtcDateTime.AddDays(1), CancellationToken.None);
            return "slept";
        })
        .AddOrchestratorFunc("WaitsForChild", async context =>
            "child: " + await context.CallSubOrchestratorAsync<string>("WaitsForEvent", options: new SubOrchestrationOptions(instanceId: "child")))
        .AddOrchestratorFunc<int, string>("Renews", async (context, number) => $"{number}: " + await context.WaitForExternalEvent<string>("Late"));
}
