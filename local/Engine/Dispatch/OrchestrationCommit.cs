using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Engine;

/// <summary>The transaction of one step of an orchestration. Everything is made ready before it, so that it only writes.</summary>
internal sealed class OrchestrationCommit
{
    private readonly EngineCore _core;
    private readonly Instance _instance;
    private readonly Execution _execution;
    private readonly StepResult _result;
    private readonly IReadOnlyList<Waiting> _messages;
    private readonly DateTimeOffset _now;
    private readonly int _step;
    private readonly string _events;
    private readonly List<ActivityTask> _activities = [];
    private readonly List<StartSubOrchestration> _starts = [];
    private readonly List<int> _cancelled = [];
    private readonly List<Letter> _letters = [];
    private readonly List<Letter> _alsoSent = [];
    private readonly List<string> _begun = [];

    public OrchestrationCommit(
        EngineCore core, Instance instance, StepResult result, IReadOnlyList<Waiting> messages, DateTimeOffset now, int step)
    {
        _core = core;
        _instance = instance;
        _execution = instance.Execution;
        _result = result;
        _messages = messages;
        _now = now;
        _step = step;
        _events = Json.Write(result.History);
        foreach (OrchestrationAction action in result.Actions)
        {
            Prepare(action);
        }

        if (result.Ending is Terminated or Failed)
        {
            // Nobody will wait for them.
            _activities.Clear();
        }

        PrepareEnd();
        Standing = Stand();
    }

    /// <summary>The instance as it stands after the step.</summary>
    public Instance Standing { get; }

    /// <summary>Whether there is another step to come.</summary>
    public bool GoesOn => _result.Ending is null;

    /// <summary>What the step was not to take up.</summary>
    public IReadOnlyList<Waiting> Left { get; private set; } = [];

    /// <summary>Writes the step.</summary>
    /// <returns>False if the instance is not this execution's any more: nothing was written.</returns>
    public bool Write(Sql sql)
    {
        _alsoSent.Clear();
        _begun.Clear();
        if (!Instances.Update(sql, Standing))
        {
            // Made anew, and these came to the new one.
            Left = [.. _messages.Where(waiting => Mail.IsThere(sql, waiting))];
            return false;
        }

        Left = [];

        Mail.Delete(sql, _messages);

        if (_result.Ending is not ContinuedAsNew)
        {
            History.Append(sql, _instance.Key, _step, _events);
        }

        _activities.ForEach(activity => ActivityTask.Add(sql, _instance.Key, activity));
        _starts.ForEach(sub => Start(sql, sub));
        _letters.ForEach(letter => Mail.Send(sql, letter));
        _cancelled.ForEach(timer => Mail.CancelTimer(sql, _execution, timer));
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
            _letters.ForEach(_core.Deliver);
            _alsoSent.ForEach(_core.Deliver);
            if (_result.Ending is ContinuedAsNew)
            {
                // What the next execution begins with comes before what waits already.
                _core.LookInFile(_execution.InstanceId);
            }

            if (Standing.Status != _instance.Status)
            {
                _core.Changes.Announce(_execution.InstanceId);
            }
        }
    }

    private void Prepare(OrchestrationAction action)
    {
        switch (action)
        {
            case ScheduleActivity activity:
                Address caller = new(_execution.InstanceId, _execution.ExecutionId, activity.TaskId);
                _activities.Add(new ActivityTask(_core.NextNumber(), caller, activity.Name, activity.Version, activity.Input));
                break;
            case StartSubOrchestration sub:
                _starts.Add(sub);
                break;
            case SetTimer timer:
                TimerDue due = new(timer.TaskId) { Execution = _execution.ExecutionId };
                Send(_execution.InstanceId, due, new DateTimeOffset(timer.FireAt, TimeSpan.Zero));
                break;
            case CancelTimer timer:
                _cancelled.Add(timer.TaskId);
                break;
            case SendMessage message:
                Send(message.To, message.Message, message.DueAt);
                break;
        }
    }

    private void PrepareEnd()
    {
        switch (_result.Ending)
        {
            case Completed completed:
                Answer(completed.Output, null);
                break;
            case Failed failed:
                Answer(null, failed.Failure);
                break;
            case Terminated terminated:
                string message = $"The sub-orchestration '{_execution.InstanceId}' was terminated.";
                Answer(terminated.Output, new TaskFailureDetails(typeof(InvalidOperationException).FullName!, message, null, null, null));
                break;
        }
    }

    // The orchestration that waits for this one.
    private void Answer(string? output, TaskFailureDetails? failure)
    {
        if (_execution.Parent?.Address is { } parent)
        {
            Send(parent.InstanceId, new TaskDone(parent.TaskId, output, failure) { Execution = parent.Execution });
        }
    }

    private Instance Stand()
    {
        Instance standing = _instance with { UpdatedAt = _now, CustomStatus = _result.CustomStatus };
        return _result.Ending switch
        {
            Completed completed => standing with { Status = OrchestrationRuntimeStatus.Completed, Output = completed.Output },
            Failed failed => standing with { Status = OrchestrationRuntimeStatus.Failed, Failure = failed.Failure },
            Terminated terminated => standing with { Status = OrchestrationRuntimeStatus.Terminated, Output = terminated.Output },
            ContinuedAsNew => standing with { Status = OrchestrationRuntimeStatus.Running },
            _ => standing with { Status = _result.Status },
        };
    }

    private void Start(Sql sql, StartSubOrchestration sub)
    {
        Address address = new(_execution.InstanceId, _execution.ExecutionId, sub.TaskId);
        if (Instances.Find(sql, sub.InstanceId) is { HasEnded: false })
        {
            TaskFailureDetails failure = new(
                typeof(InvalidOperationException).FullName!, $"An orchestration with the instance id '{sub.InstanceId}' is running already.", null, null, null);
            AlsoSend(sql, new Envelope(_execution.InstanceId, new TaskDone(sub.TaskId, null, failure) { Execution = _execution.ExecutionId }));
            return;
        }

        Execution child = new(
            sub.InstanceId, Guid.NewGuid().ToString("N"), sub.Name, sub.Version, sub.Input, sub.Tags, new Parent(_execution.Name, address));
        Instances.Add(sql, _core.NextNumber(), child, _now);
        _begun.Add(sub.InstanceId);
        AlsoSend(sql, new Envelope(sub.InstanceId, new Start { Execution = child.ExecutionId }));
    }

    private void End(Sql sql)
    {
        switch (_result.Ending)
        {
            case ContinuedAsNew next:
                Renew(sql, next);
                break;
            case Terminated or Failed:
                // What it did not wait for any more.
                sql.Run("DELETE FROM activities WHERE key = $1", _instance.Key);
                Mail.DropOf(sql, _execution);
                EntityRows.ReleasesOf(sql, _execution.InstanceId).ForEach(release => AlsoSend(sql, release));
                TerminateChildren(sql);
                break;
            case Completed:
                Mail.DropOf(sql, _execution);
                break;
        }
    }

    private void Renew(Sql sql, ContinuedAsNew next)
    {
        Execution execution = _execution with { ExecutionId = Guid.NewGuid().ToString("N"), Input = next.Input, Version = next.Version };
        Mail.DropOf(sql, _execution);
        Instances.Renew(sql, _instance.Key, execution);
        Mail.Send(sql, _core.Letter(new Envelope(execution.InstanceId, new Start { Execution = execution.ExecutionId })), carried: true);
        foreach (EventSent carried in next.Carried)
        {
            Mail.Send(sql, _core.Letter(new Envelope(execution.InstanceId, carried)), carried: true);
        }
    }

    // In the parent's own transaction, so that no child is missed.
    private void TerminateChildren(Sql sql)
    {
        if (_result.Ending is Terminated { Recursive: true } terminated)
        {
            foreach (string child in Instances.Children(sql, _execution.InstanceId).Where(id => Instances.Find(sql, id) is { HasEnded: false }))
            {
                AlsoSend(sql, new Envelope(child, new Terminate(terminated.Output, Recursive: true)));
            }
        }
    }

    private void AlsoSend(Sql sql, Envelope envelope)
    {
        Letter letter = _core.Letter(envelope);
        Mail.Send(sql, letter);
        _alsoSent.Add(letter);
    }

    private void Send(string to, Message message, DateTimeOffset? dueAt = null)
    {
        for (int times = _core.Options.DeliverTwice && message is EventSent ? 2 : 1; times > 0; times--)
        {
            _letters.Add(_core.Letter(new Envelope(to, message, dueAt)));
        }
    }
}
