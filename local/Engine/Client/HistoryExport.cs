using DurableTask.Core;
using DurableTask.Core.History;
using Core = DurableTask.Core.History;

namespace Tasdir.Local.Engine;

/// <summary>An execution's history in the words of the Durable Task framework.</summary>
internal static class HistoryExport
{
    public static IList<Core.HistoryEvent> Of(Instance instance, IReadOnlyList<HistoryEvent> history)
    {
        Dictionary<int, Asked> asked = history.OfType<Asked>().ToDictionary(line => line.TaskId);
        List<Core.HistoryEvent> events = [];
        DateTime at = instance.CreatedAt.UtcDateTime;
        foreach (HistoryEvent line in history)
        {
            if (line is StepStarted step)
            {
                EndStep(events, at);
                at = step.At;
            }

            if (Event(instance, line, asked) is { } happened)
            {
                happened.Timestamp = at;
                events.Add(happened);
            }
        }

        if (instance.HasEnded)
        {
            events.Add(new ExecutionCompletedEvent(
                asked.Count, instance.Output, (OrchestrationStatus)instance.Status, instance.Failure?.ToCore())
            {
                Timestamp = instance.UpdatedAt.UtcDateTime,
            });
        }

        EndStep(events, at);
        return events;
    }

    private static void EndStep(List<Core.HistoryEvent> events, DateTime at)
    {
        if (events.Count > 0)
        {
            events.Add(new OrchestratorCompletedEvent(-1) { Timestamp = at });
        }
    }

    private static Core.HistoryEvent? Event(Instance instance, HistoryEvent line, Dictionary<int, Asked> asked) => line switch
    {
        StepStarted => new OrchestratorStartedEvent(-1),
        Rewound rewound => new ExecutionRewoundEvent(-1, rewound.Reason) { InstanceId = instance.Execution.InstanceId },
        Received received => Taken(instance, received.Message, asked),
        Asked wanted => Wanted(wanted),
        _ => null,
    };

    private static Core.HistoryEvent? Taken(Instance instance, Message message, Dictionary<int, Asked> asked) => message switch
    {
        Start => Started(instance.Execution),
        TaskDone done => Done(done, asked.GetValueOrDefault(done.TaskId)),
        TimerDue due => new TimerFiredEvent(-1, asked.GetValueOrDefault(due.TaskId)?.At ?? default) { TimerId = due.TaskId },
        EventSent sent => new EventRaisedEvent(-1, sent.Payload) { Name = sent.Name },
        LockGranted granted => new EventRaisedEvent(-1, null) { Name = granted.Section.Id },
        Suspend suspend => new ExecutionSuspendedEvent(-1, suspend.Reason),
        Resume resume => new ExecutionResumedEvent(-1, resume.Reason),
        Terminate terminate => new ExecutionTerminatedEvent(-1, terminate.Output),
        _ => null,
    };

    private static ExecutionStartedEvent Started(Execution execution) => new(-1, execution.Input)
    {
        Name = execution.Name,
        Version = execution.Version,
        Tags = execution.Tags?.ToDictionary(),
        OrchestrationInstance = new OrchestrationInstance { InstanceId = execution.InstanceId, ExecutionId = execution.ExecutionId },
        ParentInstance = execution.Parent is not { } parent ? null : new ParentInstance
        {
            Name = parent.Name,
            TaskScheduleId = parent.Address.TaskId,
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = parent.Address.InstanceId,
                ExecutionId = parent.Address.Execution,
            },
        },
    };

    private static Core.HistoryEvent Done(TaskDone done, Asked? what) => (what?.What, done.Failure) switch
    {
        (AskedFor.SubOrchestration, null) => new SubOrchestrationInstanceCompletedEvent(-1, done.TaskId, done.Result),
        (AskedFor.SubOrchestration, { } failure) =>
            new SubOrchestrationInstanceFailedEvent(-1, done.TaskId, failure.ErrorMessage, null, failure.ToCore()),
        (AskedFor.EntityCall, _) => new EventRaisedEvent(-1, done.Result ?? done.Failure?.ErrorMessage) { Name = what.Name },
        (_, null) => new TaskCompletedEvent(-1, done.TaskId, done.Result),
        (_, { } failure) => new TaskFailedEvent(-1, done.TaskId, failure.ErrorMessage, null, failure.ToCore()),
    };

    private static Core.HistoryEvent Wanted(Asked asked) => asked.What switch
    {
        AskedFor.Activity => new TaskScheduledEvent(asked.TaskId, asked.Name, asked.Version, asked.Input),
        AskedFor.SubOrchestration => new SubOrchestrationInstanceCreatedEvent(asked.TaskId)
        {
            Name = asked.Name,
            Version = asked.Version,
            Input = asked.Input,
            InstanceId = asked.To,
        },
        AskedFor.Timer => new TimerCreatedEvent(asked.TaskId, asked.At ?? default),
        _ => new EventSentEvent(asked.TaskId) { InstanceId = asked.To, Name = asked.Name, Input = asked.Input },
    };
}
