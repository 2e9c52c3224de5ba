using DurableTask.Core.Exceptions;
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
    private readonly EventInbox _events;
    private readonly Context _context;
    private readonly ITaskOrchestrator _orchestrator;
    private readonly string? _input;
    private readonly EngineCore _core;
    private readonly DataConverter _converter;
    private readonly Dictionary<int, (Action<TaskDone> Done, bool HoldsEnd)> _tasks = [];
    private readonly Dictionary<int, Action> _timers = [];
    private readonly List<Message> _heldWhileSuspended = [];
    private readonly List<EventSent> _forNextExecution = [];
    private Dictionary<int, Asked> _expected = [];
    private List<HistoryEvent> _history = [];
    private List<OrchestrationAction> _actions = [];
    private Task<object?>? _task;
    private Terminated? _terminated;
    private Failed? _nonDeterministic;
    private bool _suspended;
    private bool _hasReturned;
    private int _nextTaskId;

    public OrchestrationRun(Execution execution, ITaskOrchestrator orchestrator, EngineCore core)
    {
        _orchestrator = orchestrator;
        _core = core;
        _converter = core.Converter;
        _input = execution.Input;
        _events = new EventInbox(_converter);
        _context = new Context(this, execution, core);
    }

    public bool IsReplaying { get; private set; }

    public DateTime Now { get; private set; }

    public EventInbox Events => _events;

    public string? CustomStatus { get; set; }

    /// <summary>Set by <c>ContinueAsNew</c>; counts once the orchestrator returns.</summary>
    public (string? Input, string? Version, bool KeepEvents)? Next { get; set; }

    /// <summary>Brings a fresh run to where its history ends.</summary>
    public void Replay(IReadOnlyList<HistoryEvent> history)
    {
        IsReplaying = true;
        _expected = history.OfType<Asked>().ToDictionary(asked => asked.TaskId);
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

        if (_expected.Values.Where(asked => asked.TaskId >= _nextTaskId).MinBy(asked => asked.TaskId) is { } missing)
        {
            Note($"the history has {Describe(missing)} at position {missing.TaskId}, and the orchestrator did not ask for it");
        }

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
        if (_nonDeterministic is not null || _terminated is not null)
        {
            // What code asks for that has gone another way than before is not done; locks are given back.
            _actions = [.. _nonDeterministic is null ? _actions : [], .. _context.EntityFeature.Releases()];
        }

        return new StepResult(_history, _actions, EndingNow(), CustomStatus, status);
    }

    /// <summary>Numbers something that the orchestrator asks for; a replay holds it against the history.</summary>
    /// <returns>The number.</returns>
    public int Ask(AskedFor what, string name, Func<int, OrchestrationAction> action)
    {
        int id = _nextTaskId++;
        Asked asked = new(id, what, name);
        if (!IsReplaying)
        {
            OrchestrationAction wanted = action(id);
            _history.Add(Asked.Of(id, what, name, wanted));
            _actions.Add(wanted);
        }
        else if (!_expected.TryGetValue(id, out Asked? before))
        {
            Fail($"the orchestrator asks for {Describe(asked)} at position {id}, and the history has nothing there");
        }
        else if (before.What != what || !string.Equals(before.Name, name, StringComparison.OrdinalIgnoreCase))
        {
            Fail($"the orchestrator asks for {Describe(asked)} at position {id}, and the history has {Describe(before)} there");
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

    /// <summary>The result of something asked for, when it comes; the execution does not end before that, unless told otherwise.</summary>
    public Task<T> ResultOf<T>(int taskId, Func<TaskFailureDetails, Exception> failed, bool holdsEnd = true)
    {
        TaskCompletionSource<T> source = new();
        _tasks.Add(taskId, (Take, holdsEnd));
        return source.Task;

        void Take(TaskDone done)
        {
            if (done.Failure is { } failure)
            {
                source.SetException(failed(failure));
                return;
            }

            try
            {
                source.SetResult(_converter.Deserialize<T>(done.Result)!);
            }
#pragma warning disable CA1031 // Whatever keeps a result from being read is told to whoever waits for it.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                source.SetException(wrong);
            }
        }
    }

    public void ExpectTimer(int taskId, Action fired) => _timers.Add(taskId, fired);

    public bool ForgetTimer(int taskId) => _timers.Remove(taskId);

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
            // A result that comes twice, or for a task of before, finds nobody.
            case TaskDone done when _tasks.Remove(done.TaskId, out (Action<TaskDone> Done, bool HoldsEnd) task):
                task.Done(done);
                break;
            case LockGranted granted when _tasks.Remove(granted.TaskId, out (Action<TaskDone> Done, bool HoldsEnd) task):
                task.Done(new TaskDone(granted.TaskId, null, null));
                break;
            case TimerDue due when _timers.Remove(due.TaskId, out Action? fired):
                fired();
                break;
            case EventSent sent when Next is not null:
                _forNextExecution.Add(sent);
                break;
            case EventSent sent:
                _events.Receive(sent);
                break;
        }
    }

    private async Task<object?> StartAsync() =>
        await _orchestrator.RunAsync(_context, _converter.Deserialize(_input, _orchestrator.InputType) ?? Default(_orchestrator.InputType));

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private Ending? EndingNow()
    {
        if (_terminated is not null || _nonDeterministic is not null)
        {
            return (Ending?)_terminated ?? _nonDeterministic;
        }

        // As in production: what the orchestrator asked for and did not wait for, or cancel, keeps the instance running.
        if (_suspended || _task is not { IsCompleted: true } task || _timers.Count > 0 || _tasks.Values.Any(open => open.HoldsEnd))
        {
            return null;
        }

        if (task.IsFaulted || task.IsCanceled)
        {
            Exception wrong = task.Exception?.InnerException ?? new TaskCanceledException(task);
            return new Failed(_core.FailureOf(wrong));
        }

        return Next is { } next
            ? new ContinuedAsNew(next.Input, next.Version, [.. next.KeepEvents ? _events.Unclaimed : [], .. _forNextExecution])
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

    private void Fail(string what) => throw new NonDeterministicOrchestrationException(Note(what));

    // Noted besides being thrown: an orchestrator that catches everything must not hide it.
    private string Note(string what)
    {
        string message = $"Non-Deterministic workflow detected: {what}. Was its code changed while this instance was running?";
        _nonDeterministic ??= new Failed(
            new TaskFailureDetails(typeof(NonDeterministicOrchestrationException).FullName!, message, null, null, null));
        return message;
    }

    private static string Describe(Asked asked) => $"{asked.What} '{asked.Name}'";
}
