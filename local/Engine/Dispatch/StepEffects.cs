using Google.Protobuf.WellKnownTypes;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>What follows from what the code answered in a step: events for the history, work for others, how it ends.</summary>
internal sealed class StepEffects
{
    private readonly EngineCore _core;
    private readonly Instance _instance;
    private readonly StepTrace? _trace;
    private readonly Timestamp _now;

    public StepEffects(EngineCore core, Step step, P.OrchestratorResponse response, StepTrace? trace)
    {
        _core = core;
        _instance = step.Hot.Instance;
        _trace = trace;
        _now = step.Now.ToTimestamp();

        // Being terminated comes before whatever else the code made of it.
        List<P.CompleteOrchestrationAction> ends = [.. response.Actions.Select(action => action.CompleteOrchestration).Where(end => end is not null)];
        End = ends.Find(end => end.OrchestrationStatus == P.OrchestrationStatus.Terminated) ?? ends.FirstOrDefault();
        Events.AddRange(step.Fresh);
        foreach (P.OrchestratorAction action in response.Actions)
        {
            Prepare(action);
        }

        Events.Add(new P.HistoryEvent { EventId = -1, Timestamp = _now, OrchestratorCompleted = new() });
        if (IsCutShort)
        {
            // Nobody will wait for them.
            Activities.Clear();
        }

        Answer(step.Now);
    }

    /// <summary>What the step adds to the history.</summary>
    public List<P.HistoryEvent> Events { get; } = [];

    public List<ActivityTask> Activities { get; } = [];

    public List<P.ExecutionStartedEvent> Starts { get; } = [];

    public List<Message> Messages { get; } = [];

    /// <summary>What the next execution begins with.</summary>
    public List<Message> Carried { get; } = [];

    /// <summary>How the execution ends, if it does.</summary>
    public P.CompleteOrchestrationAction? End { get; }

    public bool IsCutShort => End?.OrchestrationStatus is P.OrchestrationStatus.Terminated or P.OrchestrationStatus.Failed;

    public bool IsContinued => End?.OrchestrationStatus == P.OrchestrationStatus.ContinuedAsNew;

    private void Prepare(P.OrchestratorAction action)
    {
        switch (action.OrchestratorActionTypeCase)
        {
            case P.OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                Schedule(action.Id, action.ScheduleTask);
                break;
            case P.OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                Create(action.Id, action.CreateSubOrchestration);
                break;
            case P.OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                Timestamp fireAt = action.CreateTimer.FireAt;
                Add(action.Id).TimerCreated = new P.TimerCreatedEvent { FireAt = fireAt };
                P.HistoryEvent fired = Happening();
                fired.TimerFired = new P.TimerFiredEvent { TimerId = action.Id, FireAt = fireAt };
                Messages.Add(_core.Message(_instance.InstanceId, fired, _instance.ExecutionId, fireAt.ToDateTimeOffset()));
                break;
            case P.OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                P.SendEventAction sent = action.SendEvent;
                Add(action.Id).EventSent = new P.EventSentEvent { InstanceId = sent.Instance.InstanceId, Name = sent.Name, Input = sent.Data };
                Send(sent.Instance.InstanceId, sent.Name, sent.Data);
                break;
            case P.OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration:
                foreach (P.HistoryEvent carried in action.CompleteOrchestration.CarryoverEvents.Where(_ => IsContinued))
                {
                    Carried.Add(_core.Message(_instance.InstanceId, carried));
                }

                break;
            default:
                throw new NotSupportedException($"A worker asked for {action.OrchestratorActionTypeCase}, which is not known here.");
        }
    }

    private void Schedule(int id, P.ScheduleTaskAction task)
    {
        P.TaskScheduledEvent scheduled = new()
        {
            Name = task.Name,
            Version = task.Version,
            Input = task.Input,
            Tags = { task.Tags },
            ParentTraceContext = task.ParentTraceContext ?? _trace?.Child(),
        };
        Add(id).TaskScheduled = scheduled;
        Activities.Add(new ActivityTask(_core.NextNumber(), HistoryReading.Request(_instance, id, scheduled)));
    }

    private void Create(int id, P.CreateSubOrchestrationAction sub)
    {
        P.SubOrchestrationInstanceCreatedEvent created = new()
        {
            InstanceId = sub.InstanceId,
            Name = sub.Name,
            Version = sub.Version,
            Input = sub.Input,
            ParentTraceContext = sub.ParentTraceContext ?? _trace?.Child(),
        };
        // A child has its parent's tags besides its own.
        created.Tags.MergeFrom(_instance.Started.Tags);
        created.Tags.MergeFrom(sub.Tags);
        Add(id).SubOrchestrationInstanceCreated = created;
        Starts.Add(HistoryReading.Started(_instance, id, created));
    }

    private void Send(string to, string name, string? data)
    {
        P.HistoryEvent raised = Happening();
        raised.EventRaised = new P.EventRaisedEvent { Name = name, Input = data };
        bool isForEntity = to.StartsWith('@');
        DateTimeOffset? dueAt = isForEntity && !EntityMessage.IsRelease(raised) ? EntityMessage.Read(data!).DueAt : null;

        // What an orchestration sends itself when it begins anew are the events that it has not taken up.
        List<Message> messages = IsContinued && to == _instance.InstanceId ? Carried : Messages;
        for (int times = _core.Options.DeliverTwice && !isForEntity ? 2 : 1; times > 0; times--)
        {
            messages.Add(_core.Message(to, raised, dueAt: dueAt));
        }
    }

    // The orchestration that waits for this one.
    private void Answer(DateTimeOffset now)
    {
        if (End is not null && !IsContinued && _instance.Parent is { } parent)
        {
            bool isCompleted = End.OrchestrationStatus == P.OrchestrationStatus.Completed;
            Messages.Add(_core.Answer(parent, now, isCompleted ? End.Result : null, isCompleted, End.FailureDetails));
        }
    }

    private P.HistoryEvent Happening() => new() { EventId = -1, Timestamp = _now };

    private P.HistoryEvent Add(int id)
    {
        P.HistoryEvent happened = new() { EventId = id, Timestamp = _now };
        Events.Add(happened);
        return happened;
    }
}
