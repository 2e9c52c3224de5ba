using Google.Protobuf.WellKnownTypes;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>The transaction of one step of an orchestration. Everything is made ready before it, so that it only writes.</summary>
internal sealed class OrchestrationCommit
{
    private readonly EngineCore _core;
    private readonly Step _step;
    private readonly Instance _instance;
    private readonly StepEffects _effects;
    private readonly byte[] _events;
    private readonly List<Message> _alsoSent = [];
    private readonly List<string> _begun = [];

    public OrchestrationCommit(EngineCore core, Step step, P.OrchestratorResponse response, StepTrace? trace)
    {
        _core = core;
        _step = step;
        _instance = step.Hot.Instance;
        _effects = new StepEffects(core, step, response, trace);
        Standing = Stand(response.CustomStatus, trace);
        trace?.End(_effects.End, Standing);
        _events = History.Bytes(_effects.Events);
    }

    /// <summary>What the step adds to the history.</summary>
    public List<P.HistoryEvent> Events => _effects.Events;

    /// <summary>The instance as it stands after the step.</summary>
    public Instance Standing { get; }

    /// <summary>Whether there is another step to come.</summary>
    public bool GoesOn => _effects.End is null;

    /// <summary>What the step was not to take up.</summary>
    public IReadOnlyList<Message> Left { get; private set; } = [];

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
        if (!_effects.IsContinued)
        {
            History.Append(sql, _instance.Key, _step.Hot.Steps, _events);
        }

        _effects.Activities.ForEach(activity => ActivityTask.Add(sql, _instance.Key, activity));
        _effects.Starts.ForEach(start => Start(sql, start));
        _effects.Messages.ForEach(message => Mail.Send(sql, message));
        End(sql);
        return true;
    }

    /// <summary>What follows from the step once it is stored.</summary>
    public void Follow(bool written)
    {
        if (written)
        {
            _begun.ForEach(_core.Forget);
            _effects.Activities.ForEach(_core.Activities.Enqueue);
            _effects.Messages.ForEach(_core.Deliver);
            _alsoSent.ForEach(_core.Deliver);
            if (_effects.IsContinued)
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

    private Instance Stand(string? customStatus, StepTrace? trace)
    {
        Instance standing = _instance with { UpdatedAt = _step.Now, CustomStatus = customStatus, Trace = trace?.Context ?? _instance.Trace };
        return _effects.End?.OrchestrationStatus switch
        {
            null => standing with { Status = Status() },
            P.OrchestrationStatus.ContinuedAsNew => standing with { Status = P.OrchestrationStatus.Running },
            P.OrchestrationStatus.Failed => standing with { Status = P.OrchestrationStatus.Failed, Failure = _effects.End.FailureDetails },
            { } ended => standing with { Status = ended, Output = _effects.End.Result },
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
        if (_effects.End is null)
        {
            return;
        }

        Mail.DropOf(sql, _instance);
        if (_effects.IsContinued)
        {
            P.ExecutionStartedEvent next = _instance.Started.Clone();
            next.OrchestrationInstance.ExecutionId = Guid.NewGuid().ToString("N");
            next.Input = _effects.End.Result;
            next.Version = _effects.End.NewVersion ?? next.Version;
            Instances.Renew(sql, _instance.Key, next);
            Mail.Send(sql, _core.Start(next, _step.Now), carried: true);
            _effects.Carried.ForEach(carried => Mail.Send(sql, carried, carried: true));
        }
        else if (_effects.IsCutShort)
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
                P.HistoryEvent terminated = new() { EventId = -1, Timestamp = _step.Now.ToTimestamp(), ExecutionTerminated = recursive };
                AlsoSend(sql, _core.Message(child, terminated));
            }
        }
    }

    private void AlsoSend(Sql sql, Message message)
    {
        Mail.Send(sql, message);
        _alsoSent.Add(message);
    }
}
