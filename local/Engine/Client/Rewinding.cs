using Microsoft.DurableTask.Client;

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
    public List<Letter> Letters { get; } = [];

    public void Rewind(Instance failed)
    {
        List<HistoryEvent> history = History.Read(sql, failed.Key).Lines;
        int cut = RewindPoint.Of(history, failed.Failure);
        Dictionary<int, Asked> asked = history.Take(cut).OfType<Asked>().ToDictionary(line => line.TaskId);
        List<Message> later = [.. history.Skip(cut).OfType<Received>().Select(line => line.Message).Where(message => IsKept(message, asked))];
        HashSet<int> answered =
        [
            .. history.Take(cut).OfType<Received>().Select(line => line.Message).Concat(later).Select(TaskIdOf).OfType<int>(),
        ];
        History.Delete(sql, failed.Key);
        History.Append(
            sql, failed.Key, 0, Json.Write<List<HistoryEvent>>([.. history.Take(cut), new Rewound(now.UtcDateTime, reason)]));
        Instances.Update(sql, failed with
        {
            Status = OrchestrationRuntimeStatus.Running,
            UpdatedAt = now,
            Output = null,
            Failure = null,
        });
        later.ForEach(message => Send(failed.Execution.InstanceId, message));
        foreach (Asked open in asked.Values.Where(line => !answered.Contains(line.TaskId)))
        {
            AskAgain(failed, open);
        }
    }

    // What came after the failure still counts, unless it answers something that is forgotten.
    private static bool IsKept(Message message, Dictionary<int, Asked> asked) => message switch
    {
        TaskDone { Failure: not null } => false,
        Start => true,
        EventSent or Suspend or Resume => true,
        _ => TaskIdOf(message) is { } id && asked.ContainsKey(id),
    };

    private static int? TaskIdOf(Message message) => message switch
    {
        TaskDone done => done.TaskId,
        TimerDue due => due.TaskId,
        LockGranted granted => granted.TaskId,
        _ => null,
    };

    private void AskAgain(Instance instance, Asked open)
    {
        Execution execution = instance.Execution;
        Address caller = new(execution.InstanceId, execution.ExecutionId, open.TaskId);
        switch (open.What)
        {
            case AskedFor.Activity:
                ActivityTask task = new(core.NextNumber(), caller, open.Name, open.Version, open.Input);
                ActivityTask.Add(sql, instance.Key, task);
                Activities.Add(task);
                break;
            case AskedFor.SubOrchestration when open.To is { } child:
                StartAgain(child, open, new Parent(execution.Name, caller));
                break;
            case AskedFor.Timer when open.At is { } at:
                Send(execution.InstanceId, new TimerDue(open.TaskId) { Execution = execution.ExecutionId }, new DateTimeOffset(at, TimeSpan.Zero));
                break;
            case AskedFor.EntityCall when open.To is { } entity:
                Send(entity, new EntityRequest(open.Name[(entity.Length + 1)..], open.Input, caller));
                break;
        }
    }

    // A child of this instance that still runs will answer; one that has ended well answers again.
    private void StartAgain(string child, Asked open, Parent parent)
    {
        Instance? existing = Instances.Find(sql, child);
        if (existing?.Execution.Parent?.Address.InstanceId == parent.Address.InstanceId && existing.Status != OrchestrationRuntimeStatus.Terminated)
        {
            Instances.SetParent(sql, existing.Key, parent);
            if (existing.Status == OrchestrationRuntimeStatus.Failed)
            {
                Rewind(existing with { Execution = existing.Execution with { Parent = parent } });
            }
            else if (existing.Status == OrchestrationRuntimeStatus.Completed)
            {
                Send(parent.Address.InstanceId, new TaskDone(open.TaskId, existing.Output, null) { Execution = parent.Address.Execution });
            }

            return;
        }

        Execution execution = new(child, Guid.NewGuid().ToString("N"), open.Name, open.Version, open.Input, null, parent);
        Instances.Add(sql, core.NextNumber(), execution, now);
        Send(child, new Start { Execution = execution.ExecutionId });
    }

    private void Send(string to, Message message, DateTimeOffset? dueAt = null)
    {
        Letter letter = core.Letter(new Envelope(to, message, dueAt));
        Mail.Send(sql, letter);
        Letters.Add(letter);
    }
}
