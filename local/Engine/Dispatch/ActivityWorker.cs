using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>Runs activities. One that was interrupted runs again after the next start.</summary>
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
                if (!stop.IsCancellationRequested && IsAccepted(task) && await ResponseAsync(task, stop) is { } response)
                {
                    Answer(task, response);
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
        && (core.Admission.VersionFailure(task.Request.Version) is null || !core.Admission.IsRejecting);

    // The step that takes the result up stores it: one flush to the disk for both.
    private void Answer(ActivityTask task, P.ActivityResponse response)
    {
        core.Statistics.RanActivity();
        P.HistoryEvent done = new() { EventId = -1, Timestamp = core.Options.Clock.GetUtcNow().ToTimestamp() };
        if (response.FailureDetails is { } failure)
        {
            done.TaskFailed = new P.TaskFailedEvent { TaskScheduledId = task.Request.TaskId, FailureDetails = failure };
        }
        else
        {
            done.TaskCompleted = new P.TaskCompletedEvent { TaskScheduledId = task.Request.TaskId, Result = response.Result };
        }

        for (int times = core.Options.DeliverTwice ? 2 : 1; times > 0; times--)
        {
            core.Put(new Message(task.InstanceId, done) { Activity = task.Id, Execution = task.Request.OrchestrationInstance.ExecutionId });
        }
    }

    // Null if the activity was cut off by the stop: it runs again after the next start.
    private async Task<P.ActivityResponse?> ResponseAsync(ActivityTask task, CancellationToken stop)
    {
        if (core.Admission.VersionFailure(task.Request.Version) is { } mismatch)
        {
            return new P.ActivityResponse { FailureDetails = mismatch };
        }

        P.ActivityResponse? response = null;
        while (response is null && !stop.IsCancellationRequested)
        {
            await core.TryAsync($"activity {task.Request.Name} of {task.InstanceId}", async () => response = await RunAsync(task, stop), stop);
        }

        return response;
    }

    private async Task<P.ActivityResponse?> RunAsync(ActivityTask task, CancellationToken stop)
    {
        using ActivityTrace? trace = ActivityTrace.Begin(task.Request);
        try
        {
            P.ActivityResponse response = await core.Executor.RunActivityAsync(trace?.Request ?? task.Request, stop);
            trace?.End(response.FailureDetails);
            return response;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
