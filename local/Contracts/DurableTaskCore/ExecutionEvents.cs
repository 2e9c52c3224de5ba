namespace DurableTask.Core.History;

public class ExecutionStartedEvent(int eventId, string? input) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionStarted;

    public string? Input { get; set; } = input;

    public OrchestrationInstance? OrchestrationInstance { get; set; }

    public ParentInstance? ParentInstance { get; set; }

    public string? Name { get; set; }

    public string? Version { get; set; }

    public IDictionary<string, string>? Tags { get; set; }

    public string? Correlation { get; set; }

    public DateTime? ScheduledStartTime { get; set; }

    public int? Generation { get; set; }
}

public class ExecutionCompletedEvent(
    int eventId, string? result, OrchestrationStatus orchestrationStatus, FailureDetails? failureDetails = null) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionCompleted;

    public string? Result { get; } = result;

    public OrchestrationStatus OrchestrationStatus { get; } = orchestrationStatus;

    public FailureDetails? FailureDetails { get; } = failureDetails;
}

public class ContinueAsNewEvent(int eventId, string? input)
    : ExecutionCompletedEvent(eventId, input, OrchestrationStatus.ContinuedAsNew)
{
    public override EventType EventType => EventType.ContinueAsNew;
}

public class ExecutionTerminatedEvent(int eventId, string? input) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionTerminated;

    public string? Input { get; set; } = input;
}

public class ExecutionSuspendedEvent(int eventId, string? reason) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionSuspended;

    public string? Reason { get; set; } = reason;
}

public class ExecutionResumedEvent(int eventId, string? reason) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionResumed;

    public string? Reason { get; set; } = reason;
}

public class ExecutionRewoundEvent(int eventId, string? reason = null) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionRewound;

    public string? Reason { get; set; } = reason;

    public string? ParentExecutionId { get; set; }

    public string? InstanceId { get; set; }
}

public class OrchestratorStartedEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.OrchestratorStarted;
}

public class OrchestratorCompletedEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.OrchestratorCompleted;
}

public class EventSentEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.EventSent;

    public string? InstanceId { get; set; }

    public string? Name { get; set; }

    public string? Input { get; set; }
}

public class EventRaisedEvent(int eventId, string? input) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.EventRaised;

    public string? Input { get; set; } = input;

    public string? Name { get; set; }
}

public class GenericEvent(int eventId, string? data) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.GenericEvent;

    public string? Data { get; set; } = data;
}
