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
        try
        {
            if (run is not null && messages.Any(waiting => waiting.Message is Start))
            {
                // The instance was made anew.
                await run.DisposeAsync();
                run = null;
            }

            Instance? instance = run?.Instance ?? core.Database.Read(sql => Instances.Find(sql, instanceId));
            List<Waiting> current = await CurrentAsync(instanceId, instance, messages);
            if (instance is null || current.Count == 0)
            {
                return [];
            }

            TaskFailureDetails? mismatch = core.Admission.VersionFailure(instance.Execution.Version);
            if ((mismatch is not null && core.Admission.IsRejecting) || !await core.Admission.AcceptsAsync(instance.Execution))
            {
                return current;
            }

            Step step = new(instance, current, core.Options.Clock.GetUtcNow());
            run = mismatch is null ? run ?? await MakeAsync(instance, step) : await LeaveAsync(run, step, mismatch);
            OrchestrationCommit commit = new(core, instance, Take(step, run), current, step.Now, step.Number);
            bool isWritten = await core.CommitAsync(commit.Write, commit.Follow);
            core.Statistics.Stepped();
            if (isWritten && run is not null && commit.GoesOn && !core.Options.DeliverTwice && core.Options.WarmInstances > 0)
            {
                run.Instance = commit.Standing;
                await _warm.KeepAsync(run);
                run = null;
            }

            if (commit.Left.Count > 0)
            {
                core.Wake(instanceId);
            }

            return commit.Left;
        }
        finally
        {
            if (run is not null)
            {
                await run.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync() => _warm.DisposeAsync();

    /// <summary>What is for the execution that runs now; the rest is dropped.</summary>
    private async Task<List<Waiting>> CurrentAsync(string instanceId, Instance? instance, List<Waiting> messages)
    {
        string? execution = instance is { HasEnded: false } ? instance.Execution.ExecutionId : null;
        List<Waiting> current = execution is null ? [] : [.. messages.Where(m => m.Message.Execution is null || m.Message.Execution == execution)];
        if (execution is null)
        {
            _log.LogInformation("{Count} messages for {InstanceId}, which is not running, are dropped.", messages.Count, instanceId);
        }

        if (current.Count < messages.Count)
        {
            await DropAsync([.. messages.Except(current)]);
        }

        return current;
    }

    private static async Task<LiveRun?> LeaveAsync(LiveRun? run, Step step, TaskFailureDetails why)
    {
        step.Unmade = why;
        if (run is not null)
        {
            await run.DisposeAsync();
        }

        return null;
    }

    // Code that leaves the orchestrator's own task and throws, which only what is no orchestrator code can, fails it too.
    private StepResult Take(Step step, LiveRun? run)
    {
        step.Number = run?.Steps ?? core.Database.Read(sql => History.Steps(sql, step.Instance.Key));
        if (run is null)
        {
            return Unmade(step, step.Unmade!);
        }

        try
        {
            return run.Step(step.Now, step.Messages.Select(waiting => waiting.Message));
        }
#pragma warning disable CA1031 // Whatever comes out of the code of the application fails its instance.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            return Unmade(step, core.FailureOf(wrong));
        }
    }

    // What it should have taken up is kept, for when it is rewound.
    private static StepResult Unmade(Step step, TaskFailureDetails failure) => new(
        [new StepStarted(step.Now.UtcDateTime), .. step.Messages.Select(waiting => new Received(waiting.Message))],
        [],
        new Failed(failure),
        step.Instance.CustomStatus,
        OrchestrationRuntimeStatus.Running);

    /// <summary>The run of an execution, replayed; or none, and the step knows why.</summary>
    private async Task<LiveRun?> MakeAsync(Instance instance, Step step)
    {
        Execution execution = instance.Execution;
        if (core.Registry.Orchestrator(execution.Name, execution.Version) is not { } factory)
        {
            step.Unmade = Missing.Orchestrator(execution.Name, execution.Version);
            return null;
        }

        (List<HistoryEvent> history, int steps) = core.Database.Read(sql => History.Read(sql, instance.Key));
        AsyncServiceScope scope = core.Services.CreateAsyncScope();
        try
        {
            OrchestrationRun run = new(execution, factory(scope.ServiceProvider), core);
            if (history.Count > 0)
            {
                core.Statistics.Replayed();
                run.Replay(history);
            }

            return new LiveRun(core, instance, run, scope, steps);
        }
#pragma warning disable CA1031 // Whatever keeps an orchestrator from being made fails its instance.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            await core.LetGoAsync(scope);
            step.Unmade = core.FailureOf(wrong);
            return null;
        }
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

    /// <summary>A step under way.</summary>
    private sealed class Step(Instance instance, List<Waiting> messages, DateTimeOffset now)
    {
        public Instance Instance => instance;

        public List<Waiting> Messages => messages;

        public DateTimeOffset Now => now;

        /// <summary>Which of the execution's steps it is.</summary>
        public int Number { get; set; }

        /// <summary>Why there is no run to take it.</summary>
        public TaskFailureDetails? Unmade { get; set; }
    }
}
