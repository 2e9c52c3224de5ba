using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Engine;

/// <summary>An execution in memory, as far as it has come, and the scope that its orchestrator was made in.</summary>
internal sealed class LiveRun(EngineCore core, Instance instance, OrchestrationRun run, AsyncServiceScope scope, int steps) : IAsyncDisposable
{
    /// <summary>The instance as it stands after the last step that was stored.</summary>
    public Instance Instance { get; set; } = instance;

    /// <summary>How many steps its stored history has.</summary>
    public int Steps { get; private set; } = steps;

    /// <summary>Takes a step; whoever stores it keeps this run, whoever cannot drops it.</summary>
    public StepResult Step(DateTimeOffset now, IEnumerable<Message> messages)
    {
        Steps++;
        return run.Step(now.UtcDateTime, messages);
    }

    public ValueTask DisposeAsync() => core.LetGoAsync(scope);
}
