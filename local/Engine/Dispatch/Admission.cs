using Microsoft.DurableTask.Abstractions;
using Microsoft.DurableTask.Worker;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>What an engine runs, by the options of its worker. The rest waits in the file for one that does.</summary>
internal sealed class Admission(EngineOptions options)
{
    private readonly DurableTaskWorkerWorkItemFilters? _filters =
        options.WorkItemFilters is { } filters && filters.Orchestrations.Count + filters.Activities.Count + filters.Entities.Count > 0 ? filters : null;

    /// <summary>Whether a version that does not match is left waiting instead of failing.</summary>
    public bool IsRejecting => options.Versioning is { FailureStrategy: VersionFailureStrategy.Reject };

    public async ValueTask<bool> AcceptsAsync(P.ExecutionStartedEvent execution)
    {
        if (_filters is not null && !_filters.Orchestrations.Any(filter => Matches(filter.Name, filter.Versions, execution.Name, execution.Version)))
        {
            return false;
        }

#pragma warning disable CS0618 // Experimental there, and of use here.
        return options.OrchestrationFilter is not { } chosen
            || await chosen.IsOrchestrationValidAsync(new OrchestrationFilterParameters { Name = execution.Name, Tags = execution.Tags });
#pragma warning restore CS0618
    }

    public bool Accepts(ActivityTask activity) =>
        _filters is null || _filters.Activities.Any(filter => Matches(filter.Name, filter.Versions, activity.Request.Name, activity.Request.Version));

    public bool AcceptsEntity(string name) =>
        _filters is null || _filters.Entities.Any(filter => string.Equals(filter.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a version does not match the worker's; null if it does.</summary>
    public P.TaskFailureDetails? VersionFailure(string? version)
    {
        if (options.Versioning is not { } versioning)
        {
            return null;
        }

        int comparison = TaskOrchestrationVersioningUtils.CompareVersions(version ?? "", versioning.Version);
        return versioning.MatchStrategy switch
        {
            VersionMatchStrategy.Strict when comparison != 0 =>
                Mismatch($"The orchestration version '{version}' does not match the worker version '{versioning.Version}'."),
            VersionMatchStrategy.CurrentOrOlder when comparison > 0 =>
                Mismatch($"The orchestration version '{version}' is greater than the worker version '{versioning.Version}'."),
            _ => null,
        };
    }

    private static P.TaskFailureDetails Mismatch(string message) => new() { ErrorType = "VersionMismatch", ErrorMessage = message, IsNonRetriable = true };

    private static bool Matches(string name, IReadOnlyList<string>? versions, string ofName, string? ofVersion) =>
        string.Equals(name, ofName, StringComparison.OrdinalIgnoreCase)
        && (versions is null or { Count: 0 } || versions.Contains(ofVersion ?? "", StringComparer.OrdinalIgnoreCase));
}
