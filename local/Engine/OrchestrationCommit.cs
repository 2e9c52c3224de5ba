using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Engine;

/// <summary>The transaction of one step of an orchestration.</summary>
internal sealed class OrchestrationCommit(
    EngineCore core, Instance instance, StepResult result, List<Waiting> messages, DateTimeOffset now, int linesBefore)
{
    private readonly Execution _execution = instance.Execution;
    private readonly List<ActivityTask> _activities = [];
    private readonly List<Envelope> _sent = [];

    public OrchestrationOutcome Write(SqliteConnection db)
    {
        _activities.Clear();
        _sent.Clear();
        Mail.Delete(db, messages);
        if (Instances.Find(db, _execution.InstanceId)?.Execution.ExecutionId != _execution.ExecutionId)
        {
            // Purged, or made anew, while this step ran.
            return new OrchestrationOutcome([], [], true);
        }

        Mail.AppendHistory(db, _execution.InstanceId, linesBefore, result.History);
        foreach (OrchestrationAction action in result.Actions)
        {
            Do(db, action);
        }

        End(db);
        return new OrchestrationOutcome(_activities, _sent, result.Ending is not null);
    }

    private void Do(SqliteConnection db, OrchestrationAction action)
    {
        switch (action)
        {
            case ScheduleActivity activity:
                _activities.Add(ActivityTask.Add(db, _execution, activity));
                break;
            case StartSubOrchestration sub:
                Start(db, sub);
                break;
            case SetTimer timer:
                Send(db, new Envelope(
                    _execution.InstanceId,
                    new TimerDue(timer.TaskId) { Execution = _execution.ExecutionId },
                    new DateTimeOffset(timer.FireAt, TimeSpan.Zero)));
                break;
            case CancelTimer timer:
                Mail.CancelTimer(db, _execution, timer.TaskId);
                break;
            case SendMessage message:
                Send(db, new Envelope(message.To, message.Message, message.DueAt));
                break;
        }
    }

    private void Start(SqliteConnection db, StartSubOrchestration sub)
    {
        Address address = new(_execution.InstanceId, _execution.ExecutionId, sub.TaskId);
        if (Instances.Find(db, sub.InstanceId) is { HasEnded: false })
        {
            TaskFailureDetails failure = new(
                typeof(InvalidOperationException).FullName!, $"An orchestration with the instance id '{sub.InstanceId}' is running already.", null, null, null);
            Send(db, new Envelope(_execution.InstanceId, new TaskDone(sub.TaskId, null, failure) { Execution = _execution.ExecutionId }));
            return;
        }

        Execution child = new(
            sub.InstanceId, Guid.NewGuid().ToString("N"), sub.Name, sub.Version, sub.Input, sub.Tags, new Parent(_execution.Name, address));
        Instances.Start(db, child, now, startAt: null);
        _sent.Add(new Envelope(sub.InstanceId, new Start()));
    }

    private void End(SqliteConnection db)
    {
        switch (result.Ending)
        {
            case null:
                Instances.SetStatus(db, _execution.InstanceId, result.Status, now, null, result.CustomStatus, null);
                break;
            case ContinuedAsNew next:
                Renew(db, next);
                break;
            case Completed completed:
                Close(db, OrchestrationRuntimeStatus.Completed, completed.Output, null);
                break;
            case Failed failed:
                Close(db, OrchestrationRuntimeStatus.Failed, null, failed.Failure);
                break;
            case Terminated terminated:
                Close(db, OrchestrationRuntimeStatus.Terminated, terminated.Output, null);
                TerminateChildren(db, terminated);
                break;
        }
    }

    private void Renew(SqliteConnection db, ContinuedAsNew next)
    {
        Execution execution = _execution with { ExecutionId = Guid.NewGuid().ToString("N"), Input = next.Input, Version = next.Version };
        DropOwnMessages(db);
        Instances.Renew(db, execution, now);
        Mail.Send(db, new Envelope(execution.InstanceId, new Start { Execution = execution.ExecutionId }), carried: true);
        foreach (EventSent carried in next.Carried)
        {
            Mail.Send(db, new Envelope(execution.InstanceId, carried), carried: true);
        }

        _sent.Add(new Envelope(execution.InstanceId, new Start()));
    }

    private void Close(SqliteConnection db, OrchestrationRuntimeStatus status, string? output, TaskFailureDetails? failure)
    {
        DropOwnMessages(db);
        db.Run("DELETE FROM activities WHERE instance_id = $1", _execution.InstanceId);
        Instances.SetStatus(db, _execution.InstanceId, status, now, output, result.CustomStatus, failure);
        if (_execution.Parent?.Address is { } parent)
        {
            TaskFailureDetails? reported = status == OrchestrationRuntimeStatus.Terminated
                ? new TaskFailureDetails(typeof(InvalidOperationException).FullName!, $"The sub-orchestration '{_execution.InstanceId}' was terminated.", null, null, null)
                : failure;
            Send(db, new Envelope(parent.InstanceId, new TaskDone(parent.TaskId, output, reported) { Execution = parent.Execution }));
        }
    }

    // In the parent's own transaction, so that no child is missed.
    private void TerminateChildren(SqliteConnection db, Terminated terminated)
    {
        if (terminated.Recursive)
        {
            foreach (string child in Instances.Children(db, _execution.InstanceId).Where(id => Instances.Find(db, id) is { HasEnded: false }))
            {
                Send(db, new Envelope(child, new Terminate(terminated.Output, Recursive: true)));
            }
        }
    }

    // Timers and results of an execution that is over have nobody to go to.
    private void DropOwnMessages(SqliteConnection db) => db.Run(
        "DELETE FROM messages WHERE instance_id = $1 AND json_extract(body, '$.execution') = $2", _execution.InstanceId, _execution.ExecutionId);

    private void Send(SqliteConnection db, Envelope envelope)
    {
        Mail.Send(db, envelope);
        if (core.Options.DeliverTwice && envelope.Message is EventSent)
        {
            Mail.Send(db, envelope);
        }

        _sent.Add(envelope);
    }
}
