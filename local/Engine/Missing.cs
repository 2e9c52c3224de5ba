using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>Failures by a name that nobody registered, as the real runtime words them. Trying again does not help, so no retry policy is asked.</summary>
internal static class Missing
{
    private const string OrchestratorType = "OrchestratorTaskNotFound";
    private const string ActivityType = "ActivityTaskNotFound";
    private const string EntityType = "EntityTaskNotFound";

    public static TaskFailureDetails Orchestrator(string name) => Failure(OrchestratorType, $"No orchestrator task named '{name}' was found.");

    public static TaskFailureDetails Activity(string name) => Failure(ActivityType, $"No activity task named '{name}' was found.");

    public static TaskFailureDetails Entity(string name) => Failure(EntityType, $"No entity task named '{name}' was found.");

    public static bool Is(TaskFailureDetails failure) => failure.ErrorType is OrchestratorType or ActivityType or EntityType;

    private static TaskFailureDetails Failure(string type, string message) => new(type, message, null, null, null);
}
