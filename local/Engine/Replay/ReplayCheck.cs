using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>Holds what a replayed orchestrator asks for against what its history says it asked for.</summary>
internal sealed class ReplayCheck(IEnumerable<HistoryEvent> history)
{
    private readonly Dictionary<int, Asked> _expected = history.OfType<Asked>().ToDictionary(asked => asked.TaskId);

    /// <summary>What was found out first. Kept besides being thrown: an orchestrator that catches everything must not hide it.</summary>
    public Failed? Failure { get; private set; }

    /// <exception cref="NonDeterministicOrchestrationException">The history says something else.</exception>
    public void Compare(Asked asked)
    {
        if (!_expected.TryGetValue(asked.TaskId, out Asked? before))
        {
            Fail($"the orchestrator asks for {Describe(asked)} at position {asked.TaskId}, and the history has nothing there");
        }
        else if (before.What != asked.What || !string.Equals(before.Name, asked.Name, StringComparison.OrdinalIgnoreCase))
        {
            Fail($"the orchestrator asks for {Describe(asked)} at position {asked.TaskId}, and the history has {Describe(before)} there");
        }
    }

    /// <summary>The replay is over: everything in the history must have been asked for.</summary>
    public void Finish(int asked)
    {
        if (_expected.Values.Where(line => line.TaskId >= asked).MinBy(line => line.TaskId) is { } missing)
        {
            Note($"the history has {Describe(missing)} at position {missing.TaskId}, and the orchestrator did not ask for it");
        }
    }

    private static string Describe(Asked asked) => $"{asked.What} '{asked.Name}'";

    private void Fail(string what) => throw new NonDeterministicOrchestrationException(Note(what));

    private string Note(string what)
    {
        string message = $"Non-Deterministic workflow detected: {what}. Was its code changed while this instance was running?";
        Failure ??= new Failed(
            new TaskFailureDetails(typeof(NonDeterministicOrchestrationException).FullName!, message, null, null, null));
        return message;
    }
}
