using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>Takes orchestrations a step further: messages in, history and whatever follows out, in one transaction.</summary>
internal sealed class OrchestrationWorker(EngineCore core) : IDisposable
{
    // As Azure's host has it: entities take messages that come in another order than they were sent for so long.
    private static readonly P.OrchestratorEntityParameters s_entityParameters = new() { EntityMessageReorderWindow = Duration.FromTimeSpan(TimeSpan.FromMinutes(30)) };
    private readonly HotInstances _hot = new(core.Options.WarmInstances);
    private readonly bool _isKeeping = core.Options is { WarmInstances: > 0, DeliverTwice: false };
    private readonly ILogger _log = core.Loggers.CreateLogger<OrchestrationWorker>();

    /// <summary>Takes a step with the messages that wait for an instance.</summary>
    /// <returns>Those that are to wait on.</returns>
    public async Task<IReadOnlyList<Message>> StepAsync(string instanceId, List<Message> messages, CancellationToken stop)
    {
        HotInstance? hot = _hot.Take(instanceId);
        if (hot is null || messages.Any(IsStart))
        {
            hot = core.Database.Read(sql => HotInstance.Read(sql, instanceId));
        }

        List<Message> current = await CurrentAsync(instanceId, hot?.Instance, messages);
        if (hot is null || current.Count == 0)
        {
            return [];
        }

        P.TaskFailureDetails? mismatch = core.Admission.VersionFailure(hot.Instance.Started.Version);
        if ((mismatch is not null && core.Admission.IsRejecting) || !await core.Admission.AcceptsAsync(hot.Instance.Started))
        {
            return current;
        }

        Step step = new(hot, current, core.Options.Clock.GetUtcNow());
        if (!step.HasBegun && !step.IsTerminated)
        {
            // Nobody has begun yet who could take it up.
            return current;
        }

        using StepTrace? trace = StepTrace.Begin(step, core.Database);
        P.OrchestratorResponse response = mismatch is not null ? Ended(P.OrchestrationStatus.Failed, hot, mismatch)
            : !step.HasBegun ? Ended(P.OrchestrationStatus.Terminated, hot, null, step.Fresh.First(IsTermination).ExecutionTerminated.Input)
            : await RunAsync(step, stop);
        OrchestrationCommit commit = new(core, step, response, trace);
        bool isWritten = await core.CommitAsync(commit.Write, commit.Follow);
        core.Statistics.Stepped();
        if (isWritten && commit.GoesOn && _isKeeping)
        {
            hot.Instance = commit.Standing;
            hot.History?.AddRange(commit.Events);
            hot.History = core.Options.ExtendedSessions ? null : hot.History;
            hot.Steps++;
            _hot.Keep(hot);
        }

        if (commit.Left.Count > 0)
        {
            core.Wake(instanceId);
        }

        return commit.Left;
    }

    public void Dispose() => _hot.Dispose();

    private static bool IsStart(Message message) => message.Event.ExecutionStarted is not null;

    private static bool IsTermination(P.HistoryEvent happened) => happened.ExecutionTerminated is not null;

    // What the engine itself decides, without the code.
    private static P.OrchestratorResponse Ended(P.OrchestrationStatus status, HotInstance hot, P.TaskFailureDetails? failure, string? output = null) => new()
    {
        CustomStatus = hot.Instance.CustomStatus,
        Actions =
        {
            new P.OrchestratorAction
            {
                CompleteOrchestration = new P.CompleteOrchestrationAction { OrchestrationStatus = status, Result = output, FailureDetails = failure },
            },
        },
    };

    private async Task<P.OrchestratorResponse> RunAsync(Step step, CancellationToken stop)
    {
        P.OrchestratorResponse response = await core.Executor.RunOrchestratorAsync(Request(step), stop);
        if (response.RequiresHistory)
        {
            step.Hot.History = core.Database.Read(sql => History.Read(sql, step.Hot.Instance).Events);
            response = await core.Executor.RunOrchestratorAsync(Request(step), stop);
        }

        if (step.Hot.History?.Count > 0)
        {
            core.Statistics.Replayed();
        }

        return response;
    }

    private P.OrchestratorRequest Request(Step step)
    {
        Instance instance = step.Hot.Instance;
        P.OrchestratorRequest request = new()
        {
            InstanceId = instance.InstanceId,
            ExecutionId = instance.ExecutionId,
            NewEvents = { step.Fresh },
            EntityParameters = s_entityParameters,
            OrchestrationTraceContext = instance.Trace,
            Properties =
            {
                ["IncludeState"] = Value.ForBool(step.Hot.History is not null),
                ["IsExtendedSession"] = Value.ForBool(core.Options.ExtendedSessions && _isKeeping),
                ["ExtendedSessionIdleTimeoutInSeconds"] = Value.ForNumber(core.Options.ExtendedSessionIdleTimeout.TotalSeconds),
            },
        };
        if (step.Hot.History is { } history)
        {
            request.PastEvents.Add(history);
        }

        if (core.Options.DefaultVersion is { } version)
        {
            request.Properties["defaultVersion"] = Value.ForString(version);
        }

        return request;
    }

    /// <summary>What is for the execution that runs now; the rest is dropped.</summary>
    private async Task<List<Message>> CurrentAsync(string instanceId, Instance? instance, List<Message> messages)
    {
        string? execution = instance is { HasEnded: false } ? instance.ExecutionId : null;
        List<Message> current = execution is null ? [] : [.. messages.Where(m => m.Execution is null || m.Execution == execution)];
        if (execution is null)
        {
            _log.LogInformation("{Count} messages for {InstanceId}, which is not running, are dropped.", messages.Count, instanceId);
        }

        if (current.Count < messages.Count)
        {
            await DropAsync(instanceId, [.. messages.Except(current)]);
        }

        return current;
    }

    // What was granted to somebody who is gone is given back.
    private Task<bool> DropAsync(string instanceId, IReadOnlyList<Message> messages)
    {
        List<string> sections = [.. messages.Select(message => message.Event.EventRaised?.Name).OfType<string>()];
        List<Message> releases = [];
        return core.CommitAsync(
            sql =>
            {
                Mail.Delete(sql, messages);
                releases = [.. sections.SelectMany(section => EntityRows.HeldBy(sql, instanceId, section)).Select(core.Release)];
                releases.ForEach(release => Mail.Send(sql, release));
                return true;
            },
            _ => releases.ForEach(core.Deliver));
    }
}

/// <summary>A step under way.</summary>
internal sealed class Step(HotInstance hot, IReadOnlyList<Message> messages, DateTimeOffset now)
{
    public HotInstance Hot => hot;

    public IReadOnlyList<Message> Messages => messages;

    public DateTimeOffset Now => now;

    /// <summary>What happens in it: the start comes before whatever waited for it.</summary>
    public IReadOnlyList<P.HistoryEvent> Fresh { get; } =
    [
        new() { EventId = -1, Timestamp = now.ToTimestamp(), OrchestratorStarted = new() },
        .. messages.Select(message => History.Filled(message.Event, hot.Instance)).OrderBy(happened => happened.ExecutionStarted is null),
    ];

    /// <summary>Whether the orchestrator has begun, or begins with this step.</summary>
    public bool HasBegun => hot.Steps > 0 || messages.Any(message => message.Event.ExecutionStarted is not null);

    public bool IsTerminated => messages.Any(message => message.Event.ExecutionTerminated is not null);
}
