using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>
/// Runs what waits for an entity, one after the other, in one scope and one transaction. An operation that fails leaves no
/// trace but its answer; while the entity is locked, all but its holder wait.
/// </summary>
internal sealed class EntityWorker(EngineCore core)
{
    private readonly ILogger _log = core.Loggers.CreateLogger<EntityWorker>();

    /// <summary>Runs what can be run.</summary>
    /// <returns>What is to wait on.</returns>
    public async Task<IReadOnlyList<Waiting>> RunAsync(string entityId, List<Waiting> messages)
    {
        if (!core.Admission.AcceptsEntity(EntityInstanceId.FromString(entityId).Name))
        {
            return messages;
        }

        DateTimeOffset now = core.Options.Clock.GetUtcNow();
        EntityRow row = core.Database.Read(sql => EntityRows.Find(sql, entityId)) ?? new EntityRow(entityId, null, null, null, now);
        EntityBatch batch = new(core, row, _log);
        AsyncServiceScope scope = core.Services.CreateAsyncScope();
        try
        {
            await batch.RunAsync(messages, scope.ServiceProvider);
        }
        finally
        {
            await core.LetGoAsync(scope);
        }

        List<Letter> letters = [.. batch.Sent.Select(core.Letter)];
        List<Letter> starts = [];
        await core.CommitAsync(
            sql =>
            {
                starts.Clear();
                Mail.Delete(sql, batch.Done);
                EntityRows.Store(sql, batch.Row with { UpdatedAt = now });
                batch.Starts.ForEach(start => Start(sql, start, now, starts));
                letters.ForEach(letter => Mail.Send(sql, letter));
                return true;
            },
            _ =>
            {
                starts.ForEach(start => core.Forget(start.Envelope.To));
                starts.ForEach(core.Deliver);
                letters.ForEach(core.Deliver);
            });
        if (batch.HasMore)
        {
            core.Wake(entityId);
        }

        return batch.Waiting;
    }

    private void Start(Sql sql, EntityStart start, DateTimeOffset now, List<Letter> starts)
    {
        if (Instances.Find(sql, start.Execution.InstanceId) is null or { HasEnded: true })
        {
            Instances.Add(sql, core.NextNumber(), start.Execution, now);
            Letter letter = core.Letter(
                new Envelope(start.Execution.InstanceId, new Start { Execution = start.Execution.ExecutionId }, start.At));
            Mail.Send(sql, letter);
            starts.Add(letter);
        }
    }
}

/// <summary>An orchestration that an entity starts.</summary>
internal sealed record EntityStart(Execution Execution, DateTimeOffset? At);
