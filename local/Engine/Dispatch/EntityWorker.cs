using Microsoft.DurableTask.Entities;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>
/// Runs what waits for an entity, one after the other, in one transaction. An operation that fails leaves no trace but its
/// answer; while the entity is locked, all but its holder wait.
/// </summary>
internal sealed class EntityWorker(EngineCore core)
{
    /// <summary>Runs what can be run.</summary>
    /// <returns>What is to wait on.</returns>
    public async Task<IReadOnlyList<Message>> RunAsync(string entityId, List<Message> messages, CancellationToken stop)
    {
        if (!core.Admission.AcceptsEntity(EntityInstanceId.FromString(entityId).Name))
        {
            return messages;
        }

        DateTimeOffset now = core.Options.Clock.GetUtcNow();
        EntityRow row = core.Database.Read(sql => EntityRows.Find(sql, entityId)) ?? new EntityRow(entityId, null, null, null, now);
        EntityBatch batch = new(core, row);
        await batch.RunAsync(messages, stop);
        List<Message> starts = [];
        await core.CommitAsync(
            sql =>
            {
                starts.Clear();
                Mail.Delete(sql, batch.Done);
                EntityRows.Store(sql, batch.Row with { UpdatedAt = now });
                batch.Starts.ForEach(start => Start(sql, start, now, starts));
                batch.Sent.ForEach(message => Mail.Send(sql, message));
                return true;
            },
            _ =>
            {
                starts.ForEach(start => core.Forget(start.To));
                starts.ForEach(core.Deliver);
                batch.Sent.ForEach(core.Deliver);
            });
        if (batch.HasMore)
        {
            core.Wake(entityId);
        }

        return batch.Waiting;
    }

    private void Start(Sql sql, P.ExecutionStartedEvent start, DateTimeOffset now, List<Message> starts)
    {
        if (Instances.Find(sql, start.OrchestrationInstance.InstanceId) is null or { HasEnded: true })
        {
            Instances.Add(sql, core.NextNumber(), start, now);
            Message message = core.Start(start, now, start.ScheduledStartTimestamp?.ToDateTimeOffset());
            Mail.Send(sql, message);
            starts.Add(message);
        }
    }
}
