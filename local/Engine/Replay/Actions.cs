namespace Tasdir.Local.Engine;

/// <summary>What a step of an orchestration wants done; done in the step's own transaction or not at all.</summary>
internal abstract record OrchestrationAction;

internal sealed record ScheduleActivity(int TaskId, string Name, string? Version, string? Input) : OrchestrationAction;

internal sealed record StartSubOrchestration(
    int TaskId, string InstanceId, string Name, string? Version, string? Input, IReadOnlyDictionary<string, string>? Tags) : OrchestrationAction;

internal sealed record SetTimer(int TaskId, DateTime FireAt) : OrchestrationAction;

internal sealed record CancelTimer(int TaskId) : OrchestrationAction;

internal sealed record SendMessage(string To, Message Message, DateTimeOffset? DueAt = null) : OrchestrationAction;

/// <summary>How an execution ends.</summary>
internal abstract record Ending;

internal sealed record Completed(string? Output) : Ending;

internal sealed record Failed(Microsoft.DurableTask.TaskFailureDetails Failure) : Ending;

internal sealed record Terminated(string? Output, bool Recursive) : Ending;

/// <summary>The next execution begins at once, with these events still to be taken up.</summary>
internal sealed record ContinuedAsNew(string? Input, string? Version, IReadOnlyList<EventSent> Carried) : Ending;
