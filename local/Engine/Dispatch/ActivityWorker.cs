using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Engine;

/// <summary>Runs activities, each in a scope of its own. One that was interrupted runs again after the next start.</summary>
internal sealed class ActivityWorker(EngineCore core)
{
    private readonly Channel<ActivityTask> _ready = Channel.CreateUnbounded<ActivityTask>();

    public void Enqueue(ActivityTask task)
    {
        core.Busy.Begin();
        if (!_ready.Writer.TryWrite(task))
        {
            // Nothing is taken up any more; the activity waits in the file.
            core.Busy.End();
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        await using CancellationTokenRegistration close = stop.Register(() => _ready.Writer.TryComplete());
        await Task.WhenAll(
            Enumerable.Range(0, core.Options.MaxConcurrentActivities).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        await foreach (ActivityTask task in _ready.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                if (!stop.IsCancellationRequested && IsAccepted(task) && await ResultAsync(task, stop) is { } done)
                {
                    Answer(task, done with { Execution = task.Caller.Execution });
                }
            }
            finally
            {
                core.Busy.End();
            }
        }
    }

    // One that is not waits in the file.
    private bool IsAccepted(ActivityTask task) => core.Admission.Accepts(task)
        && (core.Admission.VersionFailure(task.Version) is null || !core.Admission.IsRejecting);

    // The step that takes the result up stores it: one flush to the disk for both.
    private void Answer(ActivityTask task, TaskDone done)
    {
        core.Statistics.RanActivity();
        for (int times = core.Options.DeliverTwice ? 2 : 1; times > 0; times--)
        {
            core.Put(task.Caller.InstanceId, new Waiting(done, Row: 0, task.Id));
        }
    }

    // Null if the activity was cut off by the stop: it runs again after the next start.
    private async Task<TaskDone?> ResultAsync(ActivityTask task, CancellationToken stop)
    {
        if (core.Admission.VersionFailure(task.Version) is { } mismatch)
        {
            return new TaskDone(task.Caller.TaskId, null, mismatch);
        }

        if (core.Registry.Activity(task.Name, task.Version) is not { } factory)
        {
            return new TaskDone(task.Caller.TaskId, null, Missing.Activity(task.Name, task.Version));
        }

        AsyncServiceScope scope = core.Services.CreateAsyncScope();
        try
        {
            ITaskActivity activity = factory(scope.ServiceProvider);
            object? input = core.Converter.Deserialize(task.Input, activity.InputType)
                ?? (activity.InputType.IsValueType ? Activator.CreateInstance(activity.InputType) : null);
            core.Log.ActivityStarted(task.Caller.InstanceId, task.Name);
            object? result = await activity.RunAsync(new ActivityContext(task), input);
            core.Log.ActivityCompleted(task.Caller.InstanceId, task.Name);
            return new TaskDone(task.Caller.TaskId, core.Converter.Serialize(result), null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever an activity throws is its answer.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            core.Log.ActivityFailed(wrong, task.Caller.InstanceId, task.Name);
            return new TaskDone(task.Caller.TaskId, null, core.FailureOf(wrong));
        }
        finally
        {
            await core.LetGoAsync(scope);
        }
    }

    private sealed class ActivityContext(ActivityTask task) : TaskActivityContext
    {
        public override TaskName Name => task.Name;

        public override string InstanceId => task.Caller.InstanceId;

        public override string Version => task.Version ?? "";
    }
}
