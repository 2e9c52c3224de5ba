using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>Takes orchestrations a step further: messages in, history and whatever follows out, in one transaction.</summary>
internal sealed class OrchestrationWorker(EngineCore core) : IAsyncDisposable
{
    private readonly WarmRuns _warm = new(core.Options.WarmInstances);
    private readonly ILogger _log = core.Loggers.CreateLogger<OrchestrationWorker>();

    /// <summary>Takes a step with the messages that wait for an instance.</summary>
    /// <returns>Those that are to wait on.</returns>
    public async Task<IReadOnlyList<Waiting>> StepAsync(string instanceId, List<Waiting> messages)
    {
        LiveRun? run = _warm.Take(instanceId);
        if (run is not null && messages.Any(waiting => waiting.Message is Start))
        {
            // The instance was made anew.
            await run.DisposeAsync();
            run = null;
        }

        Instance? instance = run?.Instance ?? core.Database.Read(sql => Instances.Find(sql, instanceId));
        if (instance is null or { HasEnded: true })
        {
            _log.LogInformation("{Count} messages for {InstanceId}, which is not running, are dropped.", messages.Count, instanceId);
            await DropAsync(messages);
            return [];
        }

        List<Waiting> current = [.. messages.Where(m => m.Message.Execution is null || m.Message.Execution == instance.Execution.ExecutionId)];
        if (current.Count < messages.Count)
        {
            await DropAsync([.. messages.Except(current)]);
        }

        TaskFailureDetails? mismatch = core.Admission.VersionFailure(instance.Execution.Version);
        bool isLeft = (mismatch is not null && core.Admission.IsRejecting) || !await core.Admission.AcceptsAsync(instance.Execution);
        if (run is not null && (isLeft || mismatch is not null))
        {
            await run.DisposeAsync();
            run = null;
        }

        if (isLeft)
        {
            return current;
        }

        if (current.Count > 0)
        {
            await StepAsync(instance, run, current, mismatch);
        }
        else if (run is not null)
        {
            await _warm.KeepAsync(run);
        }

        return [];
    }

    public ValueTask DisposeAsync() => _warm.DisposeAsync();

    private async Task StepAsync(Instance instance, LiveRun? run, List<Waiting> messages, TaskFailureDetails? unmade)
    {
        DateTimeOffset now = core.Options.Clock.GetUtcNow();
        bool goesOn = false;
        try
        {
            if (run is null && unmade is null)
            {
                (run, unmade) = await MakeAsync(instance);
            }

            int step = run?.Steps ?? core.Database.Read(sql => History.Steps(sql, instance.Key));
            StepResult result = run?.Step(now, messages.Select(waiting => waiting.Message)) ?? Unmade(now, messages, unmade!);
            OrchestrationCommit commit = new(core, instance, result, messages, now, step);
            goesOn = await core.CommitAsync(commit.Write, commit.Follow) && result.Ending is null;
            core.Statistics.Stepped();
            if (run is not null)
            {
                run.Instance = commit.Standing;
            }
        }
        finally
        {
            if (run is not null && goesOn && !core.Options.DeliverTwice && core.Options.WarmInstances > 0)
            {
                await _warm.KeepAsync(run);
            }
            else if (run is not null)
            {
                await run.DisposeAsync();
            }
        }
    }

    // What it should have taken up is kept, for when it is rewound.
    private static StepResult Unmade(DateTimeOffset now, List<Waiting> messages, TaskFailureDetails failure) => new(
        [new StepStarted(now.UtcDateTime), .. messages.Select(waiting => new Received(waiting.Message))],
        [],
        new Failed(failure),
        null,
        OrchestrationRuntimeStatus.Running);

    /// <summary>The run of an execution, replayed; or why there is none.</summary>
    private async Task<(LiveRun? Run, TaskFailureDetails? Unmade)> MakeAsync(Instance instance)
    {
        Execution execution = instance.Execution;
        if (core.Registry.Orchestrator(execution.Name, execution.Version) is not { } factory)
        {
            return (null, Missing.Orchestrator(execution.Name, execution.Version));
        }

        (List<HistoryEvent> history, int steps) = core.Database.Read(sql => History.Read(sql, instance.Key));
        AsyncServiceScope scope = core.Services.CreateAsyncScope();
        ITaskOrchestrator orchestrator;
        try
        {
            orchestrator = factory(scope.ServiceProvider);
        }
#pragma warning disable CA1031 // Whatever keeps an orchestrator from being made fails its instance.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            await core.LetGoAsync(scope);
            return (null, core.FailureOf(wrong));
        }

        OrchestrationRun run = new(execution, orchestrator, core);
        if (history.Count > 0)
        {
            core.Statistics.Replayed();
            run.Replay(history);
        }

        return (new LiveRun(core, instance, run, scope, steps), null);
    }

    // What was granted to somebody who is gone is given back.
    private Task<bool> DropAsync(IReadOnlyList<Waiting> messages)
    {
        List<Letter> releases =
        [
            .. messages.Select(waiting => waiting.Message).OfType<LockGranted>().SelectMany(granted => granted.Section.Entities.Select(
                entity => core.Letter(new Envelope(entity, new LockRelease(granted.Section.Id))))),
        ];
        return core.CommitAsync(
            sql =>
            {
                Mail.Delete(sql, messages);
                releases.ForEach(release => Mail.Send(sql, release));
                return true;
            },
            _ => releases.ForEach(core.Deliver));
    }
}
