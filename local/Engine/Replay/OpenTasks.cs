using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>What an orchestrator has asked for and has not been answered yet, by number.</summary>
internal sealed class OpenTasks(DataConverter converter)
{
    private readonly Dictionary<int, (Action<TaskDone> Done, bool HoldsEnd)> _tasks = [];
    private readonly Dictionary<int, Action> _timers = [];

    /// <summary>As in production, what was neither awaited nor cancelled keeps the instance running.</summary>
    public bool HoldEnd => _timers.Count > 0 || _tasks.Values.Any(open => open.HoldsEnd);

    /// <summary>The result of a task, when it comes; the execution does not end before that, unless told otherwise.</summary>
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
                source.SetResult(converter.Deserialize<T>(done.Result)!);
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

    // An answer that comes twice, or for a task of before, finds nobody.
    public void Answer(TaskDone done)
    {
        if (_tasks.Remove(done.TaskId, out (Action<TaskDone> Done, bool HoldsEnd) task))
        {
            task.Done(done);
        }
    }

    public void Fire(TimerDue due)
    {
        if (_timers.Remove(due.TaskId, out Action? fired))
        {
            fired();
        }
    }
}
