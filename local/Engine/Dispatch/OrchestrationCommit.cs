using Google.Protobuf.WellKnownTypes;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>The transaction of one step of an orchestration. Everything is made ready before it, so that it only writes.</summary>
internal sealed class OrchestrationCommit
{
    private readonly EngineCore _core;
    private readonly Step _step;
    private readonly Instance _instance;
    private readonly StepTrace? _trace;
    private readonly Timestamp _now;
    private readonly byte[] _bytes;
    private readonly P.CompleteOrchestrationAction? _end;
    private readonly List<ActivityTask> _activities = [];
    private readonly List<P.ExecutionStartedEvent> _starts = [];
    private readonly List<Message> _messages = [];
    private readonly List<Message> _carried = [];
    private readonly List<Message> _alsoSent = [];
    private readonly List<string> _begun = [];

    public OrchestrationCommit(EngineCore core, Step step, P.OrchestratorResponse response, StepTrace? trace)
    {
        _core = core;
        _step = step;
        _instance = step.Hot.Instance;
        _trace = trace;
        _now = step.Now.ToTimestamp();

        // Being terminated comes before whatever else the code made of it.
        List<P.CompleteOrchestrationAction> ends = [.. response.Actions.Select(action => action.CompleteOrchestration).Where(end => end is not null)];
        _end = ends.Find(end => end.OrchestrationStatus == P.OrchestrationStatus.Terminated) ?? ends.FirstOrDefault();
        Events.AddRange(step.Fresh);
        foreach (P.OrchestratorAction action in response.Actions)
        {
            Prepare(action);
        }

        Events.Add(new P.HistoryEvent { EventId = -1, Timestamp = _now, OrchestratorCompleted = new() });
        if (IsCutShort)
        {
            // Nobody will wait for them.
            _activities.Clear();
        }

        Answer();
        Standing = Stand(response.CustomStatus);
        _trace?.End(_end, Standing);
        _bytes = History.Bytes(Events);
    }

    /// <summary>What the step adds to the history.</summary>
    public List<P.HistoryEvent> Events { get; } = [];

    /// <summary>The instance as it stands after the step.</summary>
    public Instance Standing { get; }

    /// <summary>Whether there is another step to come.</summary>
    public bool GoesOn => _end is null;

    /// <summary>What the step was not to take up.</summary>
    public IReadOnlyList<Message> Left { get; private set; } = [];

    private bool IsCutShort => _end?.OrchestrationStatus is P.OrchestrationStatus.Terminated or P.OrchestrationStatus.Failed;

    private bool IsContinued => _end?.OrchestrationStatus == P.OrchestrationStatus.ContinuedAsNew;

    /// <summary>Writes the step.</summary>
    /// <returns>False if the instance is not this execution's any more: nothing was written.</returns>
    public bool Write(Sql sql)
    {
        _alsoSent.Clear();
        _begun.Clear();
        if (!Instances.Update(sql, Standing))
        {
            // Made anew, and these came to the new one.
            Left = [.. _step.Messages.Where(message => Mail.IsThere(sql, message))];
            return false;
        }

        Left = [];
        Mail.Delete(sql, _step.Messages);
        if (!IsContinued)
        {
            History.Append(sql, _instance.Key, _step.Hot.Steps, _bytes);
        }

        _activities.ForEach(activity => ActivityTask.Add(sql, _instance.Key, activity));
        _starts.ForEach(start => Start(sql, start));
        _messages.ForEach(message => Mail.Send(sql, message));
        End(sql);
        return true;
    }

    /// <summary>What follows from the step once it is stored.</summary>
    public void Follow(bool written)
    {
        if (written)
        {
            _begun.ForEach(_core.Forget);
            _activities.ForEach(_core.Activities.Enqueue);
            _messages.ForEach(_core.Deliver);
            _alsoSent.ForEach(_core.Deliver);
            if (IsContinued)
            {
                // What the next execution begins with comes before what waits already.
                _core.LookInFile(_instance.InstanceId);
            }

            if (Standing.Status != _instance.Status)
            {
                _core.Changes.Announce(_instance.InstanceId);
            }
        }
    }

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
                _messages.Add(_core.Message(_instance.InstanceId, fired, _instance.ExecutionId, fireAt.ToDateTimeOffset()));
                break;
            case P.OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                P.SendEventAction sent = action.SendEvent;
                Add(action.Id).EventSent = new P.EventSentEvent { InstanceId = sent.Instance.InstanceId, Name = sent.Name, Input = sent.Data };
                Send(sent.Instance.InstanceId, sent.Name, sent.Data);
                break;
            case P.OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration:
                foreach (P.HistoryEvent carried in action.CompleteOrchestration.CarryoverEvents.Where(_ => IsContinued))
                {
                    _carried.Add(_core.Message(_instance.InstanceId, carried));
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
        _activities.Add(new ActivityTask(_core.NextNumber(), HistoryReading.Request(_instance, id, scheduled)));
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
        _starts.Add(HistoryReading.Started(_instance, id, created));
    }

    private void Send(string to, string name, string? data)
    {
        P.HistoryEvent raised = Happening();
        raised.EventRaised = new P.EventRaisedEvent { Name = name, Input = data };
        bool isForEntity = to.StartsWith('@');
        DateTimeOffset? dueAt = isForEntity && !EntityMessage.IsRelease(raised) ? EntityMessage.Read(data!).DueAt : null;

        // What an orchestration sends itself when it begins anew are the events that it has not taken up.
        List<Message> messages = IsContinued && to == _instance.InstanceId ? _carried : _messages;
        for (int times = _core.Options.DeliverTwice && !isForEntity ? 2 : 1; times > 0; times--)
        {
            messages.Add(_core.Message(to, raised, dueAt: dueAt));
        }
    }

    // The orchestration that waits for this one.
    private void Answer()
    {
        if (_end is not null && !IsContinued && _instance.Parent is { } parent)
        {
            bool isCompleted = _end.OrchestrationStatus == P.OrchestrationStatus.Completed;
            _messages.Add(_core.Answer(parent, _step.Now, isCompleted ? _end.Result : null, isCompleted, _end.FailureDetails));
        }
    }

    private Instance Stand(string? customStatus)
    {
        Instance standing = _instance with { UpdatedAt = _step.Now, CustomStatus = customStatus, Trace = _trace?.Context ?? _instance.Trace };
        return _end?.OrchestrationStatus switch
        {
            null => standing with { Status = Status() },
            P.OrchestrationStatus.ContinuedAsNew => standing with { Status = P.OrchestrationStatus.Running },
            P.OrchestrationStatus.Failed => standing with { Status = P.OrchestrationStatus.Failed, Failure = _end.FailureDetails },
            { } ended => standing with { Status = ended, Output = _end.Result },
        };
    }

    private P.OrchestrationStatus Status() => _step.Fresh.LastOrDefault(happened => happened.ExecutionSuspended is not null || happened.ExecutionResumed is not null) switch
    {
        null => _instance.Status == P.OrchestrationStatus.Suspended ? P.OrchestrationStatus.Suspended : P.OrchestrationStatus.Running,
        { ExecutionSuspended: not null } => P.OrchestrationStatus.Suspended,
        _ => P.OrchestrationStatus.Running,
    };

    private void Start(Sql sql, P.ExecutionStartedEvent start)
    {
        string child = start.OrchestrationInstance.InstanceId;
        if (Instances.Find(sql, child) is { HasEnded: false })
        {
            P.TaskFailureDetails failure = new()
            {
                ErrorType = typeof(InvalidOperationException).FullName,
                ErrorMessage = $"An orchestration with the instance id '{child}' is running already.",
            };
            AlsoSend(sql, _core.Answer(start.ParentInstance, _step.Now, null, isCompleted: false, failure));
            return;
        }

        Instances.Add(sql, _core.NextNumber(), start, _step.Now);
        _begun.Add(child);
        AlsoSend(sql, _core.Start(start, _step.Now));
    }

    private void End(Sql sql)
    {
        if (_end is null)
        {
            return;
        }

        Mail.DropOf(sql, _instance);
        if (IsContinued)
        {
            P.ExecutionStartedEvent next = _instance.Started.Clone();
            next.OrchestrationInstance.ExecutionId = Guid.NewGuid().ToString("N");
            next.Input = _end.Result;
            next.Version = _end.NewVersion ?? next.Version;
            Instances.Renew(sql, _instance.Key, next);
            Mail.Send(sql, _core.Start(next, _step.Now), carried: true);
            _carried.ForEach(carried => Mail.Send(sql, carried, carried: true));
        }
        else if (IsCutShort)
        {
            // What it did not wait for any more.
            sql.Run("DELETE FROM activities WHERE key = $1", _instance.Key);
            EntityRows.HeldBy(sql, _instance.InstanceId).ForEach(locked => AlsoSend(sql, _core.Release(locked)));
            TerminateChildren(sql);
        }
    }

    // In the parent's own transaction, so that no child is missed.
    private void TerminateChildren(Sql sql)
    {
        if (_step.Fresh.Select(happened => happened.ExecutionTerminated).FirstOrDefault(terminated => terminated?.Recurse == true) is { } recursive)
        {
            foreach (string child in Instances.Children(sql, _instance.InstanceId).Where(id => Instances.Find(sql, id) is { HasEnded: false }))
            {
                P.HistoryEvent terminated = Happening();
                terminated.ExecutionTerminated = recursive;
                AlsoSend(sql, _core.Message(child, terminated));
            }
        }
    }

    private void AlsoSend(Sql sql, Message message)
    {
        Mail.Send(sql, message);
        _alsoSent.Add(message);
    }

    private P.HistoryEvent Happening() => new() { EventId = -1, Timestamp = _now };

    private P.HistoryEvent Add(int id)
    {
        P.HistoryEvent happened = new() { EventId = id, Timestamp = _now };
        Events.Add(happened);
        return happened;
    }
}
