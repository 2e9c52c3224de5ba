using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>Failures by a name that nobody registered, as the real runtime words them. Trying again does not help, so no retry policy is asked.</summary>
internal static class Missing
{
    private const string OrchestratorType = "OrchestratorTaskNotFound";
    private const string ActivityType = "ActivityTaskNotFound";
    private const string EntityType = "EntityTaskNotFound";

    public static TaskFailureDetails Orchestrator(string name, string? version) => Failure(OrchestratorType, "orchestrator", name, version);

    public static TaskFailureDetails Activity(string name, string? version) => Failure(ActivityType, "activity", name, version);

    public static TaskFailureDetails Entity(string name) => Failure(EntityType, "entity", name, null);

    public static bool Is(TaskFailureDetails failure) => failure.ErrorType is OrchestratorType or ActivityType or EntityType;

    private static TaskFailureDetails Failure(string type, string what, string name, string? version)
    {
        string which = string.IsNullOrEmpty(version) ? "" : $" with version '{version}'";
        return new TaskFailureDetails(type, $"No {what} task named '{name}'{which} was found.", null, null, null);
    }
}
