using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>Takes orchestrations a step further: messages in, history and whatever follows out, in one transaction.</summary>
internal sealed class OrchestrationWorker(EngineCore core) : IAsyncDisposable
{
    // Those between two steps; one that takes a step is not in here.
    private readonly ConcurrentDictionary<string, LiveRun> _warm = new();
    private readonly ILogger _log = core.Loggers.CreateLogger<OrchestrationWorker>();

    public async Task StepAsync(string instanceId)
    {
        DateTimeOffset now = core.Options.Clock.GetUtcNow();
        Instance? instance;
        List<Waiting> messages;
        using (SqliteConnection db = core.Database.Open())
        {
            instance = Instances.Find(db, instanceId);
            messages = Mail.Take(db, instanceId, now);
        }

        if (messages.Count == 0)
        {
            return;
        }

        if (instance is null || instance.HasEnded)
        {
            _log.LogInformation("{Count} messages for {InstanceId}, which is not running, are dropped.", messages.Count, instanceId);
            await core.CommitAsync(db => Drop(db, messages));
            return;
        }

        await StepAsync(instance, messages, now);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LiveRun run in _warm.Values)
        {
            await run.DisposeAsync();
        }
    }

    private async Task StepAsync(Instance instance, List<Waiting> messages, DateTimeOffset now)
    {
        Execution execution = instance.Execution;
        Message[] current = [.. messages.Select(waiting => waiting.Message).Where(m => m.Execution is null || m.Execution == execution.ExecutionId)];
        if (current.Length == 0)
        {
            await core.CommitAsync(db => Drop(db, messages));
            return;
        }

        (LiveRun? run, TaskFailureDetails? unmade) = await FindAsync(execution);
        bool goesOn = false;
        try
        {
            int linesBefore = run?.Lines ?? 0;
            StepResult result = run?.Step(now, current)
                ?? new StepResult([], [], new Failed(unmade!), null, OrchestrationRuntimeStatus.Running);
            OrchestrationCommit commit = new(core, instance, result, messages, now, linesBefore);
            OrchestrationOutcome outcome = await core.CommitAsync(commit.Write);
            goesOn = !outcome.Ended;
            outcome.Activities.ForEach(core.Activities.Enqueue);
            outcome.Sent.ForEach(core.Deliver);
            core.Announce(execution.InstanceId);
        }
        finally
        {
            if (run is not null && goesOn && !core.Options.DeliverTwice && core.Options.WarmInstances > 0)
            {
                _warm[execution.InstanceId] = run;
                await CoolAsync();
            }
            else if (run is not null)
            {
                await run.DisposeAsync();
            }
        }
    }

    // Busy ones stay: the one that has waited longest gives way.
    private async Task CoolAsync()
    {
        if (_warm.Count > core.Options.WarmInstances
            && _warm.MinBy(pair => pair.Value.SteppedAt) is { Value: not null } oldest
            && _warm.TryRemove(oldest))
        {
            await oldest.Value.DisposeAsync();
        }
    }

    /// <summary>The run of an execution, from memory or replayed; or why there is none.</summary>
    private async Task<(LiveRun? Run, TaskFailureDetails? Unmade)> FindAsync(Execution execution)
    {
        if (_warm.TryRemove(execution.InstanceId, out LiveRun? warm))
        {
            if (warm.ExecutionId == execution.ExecutionId)
            {
                return (warm, null);
            }

            await warm.DisposeAsync();
        }

        if (core.Registry.Orchestrator(execution.Name, execution.Version) is not { } factory)
        {
            return (null, Missing.Orchestrator(execution.Name));
        }

        List<HistoryEvent> history = Read(execution);
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
            await scope.DisposeAsync();
            return (null, TaskFailureDetails.FromException(wrong));
        }

        OrchestrationRun run = new(execution, orchestrator, core.Converter, core.Loggers, core.Options);
        run.Replay(history);
        return (new LiveRun(execution.ExecutionId, run, scope, history.Count), null);
    }

    private List<HistoryEvent> Read(Execution execution)
    {
        using SqliteConnection db = core.Database.Open();
        return Mail.History(db, execution.InstanceId);
    }

    private static bool Drop(SqliteConnection db, List<Waiting> messages)
    {
        Mail.Delete(db, messages);
        return true;
    }
}

/// <summary>What a step's transaction leaves to be done in memory.</summary>
internal sealed record OrchestrationOutcome(List<ActivityTask> Activities, List<Envelope> Sent, bool Ended);
