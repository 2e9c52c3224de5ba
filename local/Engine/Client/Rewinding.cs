using Google.Protobuf.WellKnownTypes;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>
/// Takes a failed instance back to before the failure that it failed of: what failed is done again, what had succeeded by
/// then is kept, what the orchestrator asked for after it is forgotten and asked for again. Within one transaction.
/// </summary>
internal sealed class Rewinding(EngineCore core, Sql sql, DateTimeOffset now, string? reason)
{
    /// <summary>What is to be run again.</summary>
    public List<ActivityTask> Activities { get; } = [];

    /// <summary>What is to be delivered.</summary>
    public List<Message> Messages { get; } = [];

    public void Rewind(Instance failed)
    {
        List<P.HistoryEvent> history = History.Read(sql, failed).Events;
        int cut = RewindPoint.Of(history, failed.Failure);
        List<P.HistoryEvent> kept = [.. history.Take(cut)];
        Dictionary<string, P.HistoryEvent> asked = [];
        foreach (P.HistoryEvent line in kept)
        {
            if (HistoryReading.AskedKey(line) is { } key)
            {
                asked[key] = line;
            }
        }

        List<P.HistoryEvent> later = [.. history.Skip(cut).Where(line => IsKept(line, asked))];
        HashSet<string> answered = [.. kept.Concat(later).Select(HistoryReading.AnsweredKey).OfType<string>()];
        kept.Add(new P.HistoryEvent { EventId = -1, Timestamp = now.ToTimestamp(), ExecutionRewound = new() { Reason = reason } });
        History.Delete(sql, failed.Key);
        History.Append(sql, failed.Key, 0, History.Bytes(kept));
        Instances.Update(sql, failed with { Status = P.OrchestrationStatus.Running, UpdatedAt = now, Output = null, Failure = null });
        later.ForEach(line => Send(core.Message(
            failed.InstanceId, line.ExecutionStarted is null ? line : core.Start(failed.Started, now).Event, failed.ExecutionId)));
        foreach (P.HistoryEvent open in asked.Where(line => !answered.Contains(line.Key)).Select(line => line.Value))
        {
            AskAgain(failed, open);
        }
    }

    // What came after the failure still counts, unless it answers something that is forgotten.
    private static bool IsKept(P.HistoryEvent line, Dictionary<string, P.HistoryEvent> asked) => line switch
    {
        { TaskFailed: not null } or { SubOrchestrationInstanceFailed: not null } or { ExecutionTerminated: not null } => false,
        { EventRaised: { } raised } => EntityMessage.FailureOf(raised) is null && (asked.ContainsKey(raised.Name) || !Guid.TryParse(raised.Name, out _)),
        _ when HistoryReading.AnsweredKey(line) is { } key => asked.ContainsKey(key),
        _ => HistoryReading.IsTaken(line),
    };

    private void AskAgain(Instance instance, P.HistoryEvent open)
    {
        if (open.TaskScheduled is { } scheduled)
        {
            ActivityTask task = new(core.NextNumber(), HistoryReading.Request(instance, open.EventId, scheduled));
            ActivityTask.Add(sql, instance.Key, task);
            Activities.Add(task);
        }
        else if (open.SubOrchestrationInstanceCreated is { } created)
        {
            StartAgain(instance, open.EventId, created);
        }
        else if (open.TimerCreated is { } timer)
        {
            P.HistoryEvent fired = new() { EventId = -1, Timestamp = now.ToTimestamp(), TimerFired = new() { TimerId = open.EventId, FireAt = timer.FireAt } };
            Send(core.Message(instance.InstanceId, fired, instance.ExecutionId, timer.FireAt.ToDateTimeOffset()));
        }
        else if (open.EventSent is { } call)
        {
            Send(core.Message(call.InstanceId, new P.EventRaisedEvent { Name = call.Name, Input = call.Input }));
        }
    }

    // A child of this instance that still runs will answer; one that has ended well answers again.
    private void StartAgain(Instance parent, int id, P.SubOrchestrationInstanceCreatedEvent created)
    {
        Instance? existing = Instances.Find(sql, created.InstanceId);
        P.ExecutionStartedEvent anew = HistoryReading.Started(parent, id, created);
        if (existing?.Parent?.OrchestrationInstance.InstanceId == parent.InstanceId && existing.Status != P.OrchestrationStatus.Terminated)
        {
            existing.Started.ParentInstance = anew.ParentInstance;
            Instances.SetParent(sql, existing);
            if (existing.Status == P.OrchestrationStatus.Failed)
            {
                Rewind(existing);
            }
            else if (existing.Status == P.OrchestrationStatus.Completed)
            {
                Send(core.Answer(anew.ParentInstance, now, existing.Output, isCompleted: true, null));
            }

            return;
        }

        Instances.Add(sql, core.NextNumber(), anew, now);
        Send(core.Start(anew, now));
    }

    private void Send(Message message)
    {
        Mail.Send(sql, message);
        Messages.Add(message);
    }
}
