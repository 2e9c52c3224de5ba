using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>What the lines of a history mean to each other: what was asked for, and what answers it.</summary>
internal static class HistoryReading
{
    /// <summary>The activity that a line asks for.</summary>
    public static P.ActivityRequest Request(Instance instance, int id, P.TaskScheduledEvent scheduled) => new()
    {
        Name = scheduled.Name,
        Version = scheduled.Version,
        Input = scheduled.Input,
        OrchestrationInstance = instance.Started.OrchestrationInstance,
        TaskId = id,
        ParentTraceContext = scheduled.ParentTraceContext,
        Tags = { scheduled.Tags },
    };

    /// <summary>The sub-orchestration that a line asks for, as a new execution.</summary>
    public static P.ExecutionStartedEvent Started(Instance instance, int id, P.SubOrchestrationInstanceCreatedEvent created) => new()
    {
        Name = created.Name,
        Version = created.Version,
        Input = created.Input,
        Tags = { created.Tags },
        ParentTraceContext = created.ParentTraceContext,
        OrchestrationInstance = new P.OrchestrationInstance { InstanceId = created.InstanceId, ExecutionId = Guid.NewGuid().ToString("N") },
        ParentInstance = new P.ParentInstanceInfo
        {
            Name = instance.Started.Name,
            Version = instance.Started.Version,
            TaskScheduledId = id,
            OrchestrationInstance = instance.Started.OrchestrationInstance,
        },
    };

    /// <summary>Whether a line asks for something.</summary>
    public static bool IsAsked(P.HistoryEvent line) =>
        line.TaskScheduled is not null || line.SubOrchestrationInstanceCreated is not null || line.TimerCreated is not null || line.EventSent is not null;

    /// <summary>Under which key the answer to what a line asks for comes; null if none comes.</summary>
    public static string? AskedKey(P.HistoryEvent line) => line switch
    {
        { EventSent: { } sent } => IsForEntity(sent) && EntityMessage.Read(sent.Input) is { IsSignal: false } request ? request.Id : null,
        _ when IsAsked(line) => Key(line.EventId),
        _ => null,
    };

    /// <summary>Under which key a line answers something, if it does.</summary>
    public static string? AnsweredKey(P.HistoryEvent line) => line switch
    {
        { TaskCompleted: { } done } => Key(done.TaskScheduledId),
        { TaskFailed: { } failed } => Key(failed.TaskScheduledId),
        { SubOrchestrationInstanceCompleted: { } done } => Key(done.TaskScheduledId),
        { SubOrchestrationInstanceFailed: { } failed } => Key(failed.TaskScheduledId),
        { TimerFired: { } fired } => Key(fired.TimerId),
        { EventRaised: { } raised } => raised.Name,
        _ => null,
    };

    /// <summary>Whether a line was taken up, as opposed to asked for.</summary>
    public static bool IsTaken(P.HistoryEvent line) =>
        !IsAsked(line) && line.OrchestratorStarted is null && line.OrchestratorCompleted is null && line.ExecutionRewound is null;

    /// <summary>A request to an entity, and no release of its lock.</summary>
    public static bool IsForEntity(P.EventSentEvent sent) => sent.InstanceId.StartsWith('@') && sent.Name != "release";

    private static string Key(int id) => $"#{id}";
}
