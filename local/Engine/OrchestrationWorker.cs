using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>Takes orchestrations a step further: messages in, history and whatever follows out, in one transaction.</summary>
internal sealed class OrchestrationWorker(EngineCore core)
{
    private const int MessagesPerStep = 1000;
    private readonly ConcurrentDictionary<string, Warm> _warm = new();
    private readonly ILogger _log = core.Loggers.CreateLogger<OrchestrationWorker>();

    public async Task StepAsync(string instanceId, CancellationToken cancellation)
    {
        DateTimeOffset now = core.Options.Clock.GetUtcNow();
        Instance? instance;
        List<Waiting> messages;
        using (SqliteConnection db = core.Database.Open())
        {
            instance = Instances.Find(db, instanceId);
            messages = Mail.Take(db, instanceId, now, MessagesPerStep);
        }

        if (messages.Count == 0)
        {
            return;
        }

        if (instance is null || instance.HasEnded)
        {
            _log.LogWarning("{Count} messages for {InstanceId}, which is not running, are dropped.", messages.Count, instanceId);
            await core.CommitAsync(db => Drop(db, messages));
            return;
        }

        try
        {
            await StepAsync(instance, messages, now);
        }
        catch
        {
            _warm.TryRemove(instanceId, out _);
            throw;
        }

        if (messages.Count == MessagesPerStep)
        {
            core.Deliver(new Envelope(instanceId, new Start()));
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

        (StepResult result, Warm? warm) = Advance(execution, current, now);
        OrchestrationCommit commit = new(core, instance, result, messages, now, warm?.Lines - result.History.Count ?? 0);
        OrchestrationOutcome outcome = await core.CommitAsync(commit.Write);
        if (result.Ending is null && warm is not null && !core.Options.DeliverTwice && _warm.Count < core.Options.WarmInstances)
        {
            _warm[execution.InstanceId] = warm;
        }
        else
        {
            _warm.TryRemove(execution.InstanceId, out _);
        }

        outcome.Activities.ForEach(core.Activities.Enqueue);
        outcome.Sent.ForEach(core.Deliver);
        if (outcome.Ended)
        {
            _log.LogDebug("{InstanceId} has ended.", execution.InstanceId);
        }

        core.Announce(execution.InstanceId);
    }

    private (StepResult Result, Warm? Warm) Advance(Execution execution, Message[] messages, DateTimeOffset now)
    {
        if (core.Registry.Orchestrator(execution.Name) is not { } factory)
        {
            TaskFailureDetails failure = new(
                typeof(InvalidOperationException).FullName!, $"No orchestrator '{execution.Name}' exists.", null, null, null);
            return (new StepResult([], [], new Failed(failure), null, false), null);
        }

        if (!_warm.TryRemove(execution.InstanceId, out Warm? warm) || warm.ExecutionId != execution.ExecutionId)
        {
            using SqliteConnection db = core.Database.Open();
            List<HistoryEvent> history = Mail.History(db, execution.InstanceId);
            IServiceScope scope = core.Services.CreateScope();
            OrchestrationRun run = new(execution, factory(scope.ServiceProvider), core.Converter, core.Loggers, core.Options);
            run.Replay(history);
            warm = new Warm(execution.ExecutionId, run, history.Count);
        }

        StepResult result = warm.Run.Step(now.UtcDateTime, messages);
        return (result, warm with { Lines = warm.Lines + result.History.Count });
    }

    private static bool Drop(SqliteConnection db, List<Waiting> messages)
    {
        Mail.Delete(db, messages);
        return true;
    }

    private sealed record Warm(string ExecutionId, OrchestrationRun Run, int Lines);
}

/// <summary>What a step's transaction leaves to be done in memory.</summary>
internal sealed record OrchestrationOutcome(List<ActivityTask> Activities, List<Envelope> Sent, bool Ended);
