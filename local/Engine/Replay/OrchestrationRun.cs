using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Engine;

/// <summary>What a step brings; <see cref="Status"/> is the instance's as long as it has not ended.</summary>
internal sealed record StepResult(
    IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<OrchestrationAction> Actions,
    Ending? Ending,
    string? CustomStatus,
    OrchestrationRuntimeStatus Status);

/// <summary>
/// One execution of an orchestration: the replay of its history, then steps. It touches no store and no clock: messages and
/// times come in, history lines and actions go out.
/// </summary>
internal sealed class OrchestrationRun
{
    private readonly Pump _pump = new();
    private readonly Context _context;
    private readonly ITaskOrchestrator _orchestrator;
    private readonly string? _input;
    private readonly EngineCore _core;
    private readonly DataConverter _converter;
    private readonly List<Message> _heldWhileSuspended = [];
    private readonly List<EventSent> _forNextExecution = [];
    private ReplayCheck? _check;
    private List<HistoryEvent> _history = [];
    private List<OrchestrationAction> _actions = [];
    private Task<object?>? _task;
    private Terminated? _terminated;
    private bool _suspended;
    private bool _hasReturned;
    private int _nextTaskId;

    public OrchestrationRun(Execution execution, ITaskOrchestrator orchestrator, EngineCore core)
    {
        _orchestrator = orchestrator;
        _core = core;
        _converter = core.Converter;
        _input = execution.Input;
        Events = new EventInbox(_converter);
        Open = new OpenTasks(_converter);
        _context = new Context(this, execution, core);
    }

    public bool IsReplaying { get; private set; }

    public DateTime Now { get; private set; }

    public EventInbox Events { get; }

    /// <summary>What has not been answered yet.</summary>
    public OpenTasks Open { get; }

    public string? CustomStatus { get; set; }

    /// <summary>Set by <c>ContinueAsNew</c>; counts once the orchestrator returns.</summary>
    public (string? Input, string? Version, bool KeepEvents)? Next { get; set; }

    /// <summary>Brings a fresh run to where its history ends.</summary>
    public void Replay(IReadOnlyList<HistoryEvent> history)
    {
        IsReplaying = true;
        _check = new ReplayCheck(history);
        foreach (HistoryEvent line in history)
        {
            switch (line)
            {
                case StepStarted step:
                    Now = step.At;
                    break;
                case Received received:
                    Take(received.Message);
                    break;
            }
        }

        _check.Finish(_nextTaskId);
        IsReplaying = false;
    }

    /// <summary>Takes a step with new messages.</summary>
    public StepResult Step(DateTime now, IEnumerable<Message> messages)
    {
        _history = [new StepStarted(now)];
        _actions = [];
        Now = now;
        foreach (Message message in messages)
        {
            _history.Add(new Received(message));
            Take(message);
        }

        OrchestrationRuntimeStatus status = _suspended ? OrchestrationRuntimeStatus.Suspended
            : _task is null ? OrchestrationRuntimeStatus.Pending
            : OrchestrationRuntimeStatus.Running;
        // What code asks for that has gone another way than before is not done.
        return new StepResult(_history, _check?.Failure is null ? _actions : [], EndingNow(), CustomStatus, status);
    }

    /// <summary>Numbers something that the orchestrator asks for; a replay holds it against the history.</summary>
    /// <returns>The number.</returns>
    public int Ask(AskedFor what, string name, Func<int, OrchestrationAction> action)
    {
        int id = _nextTaskId++;
        if (IsReplaying)
        {
            _check!.Compare(new Asked(id, what, name));
        }
        else
        {
            OrchestrationAction wanted = action(id);
            _history.Add(Asked.Of(id, what, name, wanted));
            _actions.Add(wanted);
        }

        return id;
    }

    public void Do(OrchestrationAction action)
    {
        if (!IsReplaying)
        {
            _actions.Add(action);
        }
    }

    private void Take(Message message)
    {
        if (_terminated is not null)
        {
            return;
        }

        switch (message)
        {
            case Terminate terminate:
                _terminated = new Terminated(terminate.Output, terminate.Recursive);
                break;
            case Suspend:
                _suspended = true;
                break;
            case Resume:
                _suspended = false;
                Message[] held = [.. _heldWhileSuspended];
                _heldWhileSuspended.Clear();
                Array.ForEach(held, Take);
                break;
            case not null when _suspended:
                _heldWhileSuspended.Add(message);
                break;
            default:
                _pump.Run(() => Deliver(message!));
                if (!_hasReturned && _task is { IsCompleted: true } task)
                {
                    _hasReturned = true;
                    Return(task);
                }

                break;
        }
    }

    // An orchestrator that has ended leaves its critical section.
    private void Return(Task<object?> task)
    {
        _context.EntityFeature.Leave();
        if (IsReplaying)
        {
            return;
        }

        if (task.IsFaulted)
        {
            _core.Log.OrchestrationFailed(task.Exception.InnerException!, _context.InstanceId, _context.Name);
        }
        else if (Next is null)
        {
            _core.Log.OrchestrationCompleted(_context.InstanceId, _context.Name);
        }
    }

    private void Deliver(Message message)
    {
        switch (message)
        {
            case Start when _task is null:
                if (!IsReplaying)
                {
                    _core.Log.OrchestrationStarted(_context.InstanceId, _context.Name);
                }

                _task = StartAsync();
                break;
            case TaskDone done:
                Open.Answer(done);
                break;
            case LockGranted granted:
                Open.Answer(new TaskDone(granted.TaskId, null, null));
                break;
            case TimerDue due:
                Open.Fire(due);
                break;
            case EventSent sent when Next is not null:
                _forNextExecution.Add(sent);
                break;
            case EventSent sent:
                Events.Receive(sent);
                break;
        }
    }

    private async Task<object?> StartAsync() =>
        await _orchestrator.RunAsync(_context, _converter.Deserialize(_input, _orchestrator.InputType) ?? Default(_orchestrator.InputType));

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private Ending? EndingNow()
    {
        Ending? cut = (Ending?)_terminated ?? _check?.Failure;
        if (cut is not null)
        {
            return cut;
        }

        if (_suspended || _task is not { IsCompleted: true } task || Open.HoldEnd)
        {
            return null;
        }

        if (task.IsFaulted || task.IsCanceled)
        {
            Exception wrong = task.Exception?.InnerException ?? new TaskCanceledException(task);
            return new Failed(_core.FailureOf(wrong));
        }

        return Next is { } next
            ? new ContinuedAsNew(next.Input, next.Version, [.. next.KeepEvents ? Events.Unclaimed : [], .. _forNextExecution])
            : End(task.Result);
    }

    private Ending End(object? output)
    {
        try
        {
            return new Completed(_converter.Serialize(output));
        }
#pragma warning disable CA1031 // Whatever keeps the output from being written fails the instance.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            return new Failed(_core.FailureOf(wrong));
        }
    }
}
