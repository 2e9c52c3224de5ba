using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Tests.Engine;

public sealed class NonDeterminismRules
{
    private int ran;

    [Fact]
    public async Task A_call_under_another_name_is_found_out() =>
        await FailsAsync("'A'", "'B'", async context =>
        {
            await context.CallActivityAsync("B");
            await context.WaitForExternalEvent<string>("Go");
        });

    [Fact]
    public async Task A_call_of_another_kind_is_found_out() =>
        await FailsAsync("activity task with sequence number 0 named 'A'", "CreateTimerOrchestratorAction", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            await context.WaitForExternalEvent<string>("Go");
        });

    [Fact]
    public async Task A_call_that_is_missing_is_found_out() =>
        await FailsAsync("'A'", "hasn't (yet?) scheduled this task", async context => await context.WaitForExternalEvent<string>("Go"));

    [Fact]
    public async Task An_orchestrator_that_swallows_everything_is_found_out_too() =>
        await FailsAsync("'A'", "'B'", async context =>
        {
            try
            {
                await context.CallActivityAsync("B");
            }
            catch (Exception wrong) when (wrong is not OutOfMemoryException)
            {
            }

            await context.WaitForExternalEvent<string>("Go");
        });

    [Fact]
    public async Task What_is_asked_for_after_that_is_not_done()
    {
        await FailsAsync("'A'", "'B'", async context =>
        {
            await Task.WhenAny(context.CallActivityAsync("B"), context.WaitForExternalEvent<string>("Go"));
            await context.CallActivityAsync("C");
        });

        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task Other_code_that_asks_for_the_same_may_replace_it()
    {
        await using var engine = await BeginAsync();

        await engine.RestartAsync(With(async context =>
        {
            await Task.WhenAll(context.CallActivityAsync("a"), context.WaitForExternalEvent<string>("go"));
            await context.CallActivityAsync("C");
        }));
        await engine.RaiseAsync("case", "Go");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOfAsync("case")).RuntimeStatus);
    }

    private async Task FailsAsync(string one, string other, Func<TaskOrchestrationContext, Task> changed)
    {
        await using var engine = await BeginAsync();

        await engine.RestartAsync(With(changed));
        await engine.RaiseAsync("case", "Go");

        var ended = await engine.EndOfAsync("case");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("Non-Deterministic", ended.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(one, ended.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(other, ended.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
        await engine.SettleAsync();
    }

    /// <summary>An instance that has called A and waits.</summary>
    private async Task<TestEngine> BeginAsync()
    {
        var engine = await TestEngine.StartAsync(With(async context =>
        {
            await context.CallActivityAsync("A");
            await context.WaitForExternalEvent<string>("Go");
        }));
        await engine.BeginAsync("Case", id: "case");
        await engine.SettleAsync();
        return engine;
    }

    private Action<DurableTaskRegistry> With(Func<TaskOrchestrationContext, Task> orchestrator) => registry => registry
        .AddActivityFunc("A", _ => Interlocked.Increment(ref ran))
        .AddActivityFunc("B", _ => Interlocked.Increment(ref ran))
        .AddActivityFunc("C", _ => Interlocked.Increment(ref ran))
        .AddOrchestratorFunc("Case", orchestrator);
}
