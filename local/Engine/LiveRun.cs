using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Engine;

/// <summary>An execution in memory, as far as it has come, and the scope that its orchestrator was made in.</summary>
internal sealed class LiveRun(string executionId, OrchestrationRun run, AsyncServiceScope scope, int lines) : IAsyncDisposable
{
    public string ExecutionId => executionId;

    /// <summary>How many lines its stored history has.</summary>
    public int Lines { get; private set; } = lines;

    /// <summary>When it took its last step, as a time stamp of the stopwatch.</summary>
    public long SteppedAt { get; private set; }

    /// <summary>Takes a step; whoever stores it keeps this run, whoever cannot drops it.</summary>
    public StepResult Step(DateTimeOffset now, IReadOnlyList<Message> messages)
    {
        SteppedAt = Stopwatch.GetTimestamp();
        StepResult result = run.Step(now.UtcDateTime, messages);
        Lines += result.History.Count;
        return result;
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
