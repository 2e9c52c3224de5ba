namespace DurableTask.Core
{
    public enum OrchestrationStatus
    {
        Running,
        Completed,
        ContinuedAsNew,
        Failed,
        Canceled,
        Terminated,
        Pending,
        Suspended,
    }

    /// <summary>An execution of an orchestration.</summary>
    public class OrchestrationInstance
    {
        public string? InstanceId { get; set; }

        public string? ExecutionId { get; set; }

        public override string ToString() => $"[InstanceId: {InstanceId}, ExecutionId: {ExecutionId}]";
    }

#pragma warning disable CA1051 // Fields, as in the real package.
    /// <summary>The orchestration that waits for another.</summary>
    public class ParentInstance
    {
        public string? Name;
        public OrchestrationInstance? OrchestrationInstance;
        public int TaskScheduleId;
        public string? Version;
    }
#pragma warning restore CA1051
}

namespace DurableTask.Core.History
{
    public enum EventType
    {
        ExecutionStarted,
        ExecutionCompleted,
        ExecutionFailed,
        ExecutionTerminated,
        TaskScheduled,
        TaskCompleted,
        TaskFailed,
        SubOrchestrationInstanceCreated,
        SubOrchestrationInstanceCompleted,
        SubOrchestrationInstanceFailed,
        TimerCreated,
        TimerFired,
        OrchestratorStarted,
        OrchestratorCompleted,
        EventSent,
        EventRaised,
        ContinueAsNew,
        GenericEvent,
        HistoryState,
        ExecutionSuspended,
        ExecutionResumed,
        ExecutionRewound,
    }

    /// <summary>One thing that happened to an orchestration.</summary>
    public abstract class HistoryEvent
    {
        protected HistoryEvent(int eventId) => EventId = eventId;

        public int EventId { get; internal set; }

        public bool IsPlayed { get; set; }

        public DateTime Timestamp { get; set; } = DateTime.UtcNow;

        public abstract EventType EventType { get; }
    }
}
