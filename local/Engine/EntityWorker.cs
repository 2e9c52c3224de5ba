using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>
/// Runs the operations that wait for an entity, one after the other, in one scope and one transaction. An operation that
/// fails leaves no trace but its answer.
/// </summary>
internal sealed class EntityWorker(EngineCore core)
{
    private const int OperationsPerBatch = 100;
    private readonly ILogger _log = core.Loggers.CreateLogger<EntityWorker>();

    public async Task RunAsync(string entityId)
    {
        DateTimeOffset now = core.Options.Clock.GetUtcNow();
        List<Waiting> messages;
        string? state;
        using (SqliteConnection db = core.Database.Open())
        {
            messages = Mail.Take(db, entityId, now, OperationsPerBatch);
            state = db.Scalar<string>("SELECT state FROM entities WHERE entity_id = $1", entityId);
        }

        if (messages.Count == 0)
        {
            return;
        }

        EntityBatch batch = new(core, EntityInstanceId.FromString(entityId), state);
        await using (AsyncServiceScope scope = core.Services.CreateAsyncScope())
        {
            foreach (EntityRequest request in messages.Select(waiting => waiting.Message).OfType<EntityRequest>())
            {
                await batch.RunAsync(request, scope.ServiceProvider, _log);
            }
        }

        await core.CommitAsync(db =>
        {
            Mail.Delete(db, messages);
            Store(db, entityId, batch.State, now);
            batch.Starts.ForEach(start => StartOrchestration(db, start, now));
            batch.Sent.ForEach(envelope => Mail.Send(db, envelope));
            return true;
        });
        batch.Starts.ForEach(start => core.Deliver(new Envelope(start.Execution.InstanceId, new Start(), start.At)));
        batch.Sent.ForEach(core.Deliver);
        if (messages.Count == OperationsPerBatch)
        {
            core.Deliver(new Envelope(entityId, messages[^1].Message));
        }
    }

    private static void Store(SqliteConnection db, string entityId, string? state, DateTimeOffset now)
    {
        if (state is null)
        {
            db.Run("DELETE FROM entities WHERE entity_id = $1", entityId);
            return;
        }

        db.Run(
            "INSERT INTO entities (entity_id, state, updated_at) VALUES ($1, $2, $3) "
            + "ON CONFLICT (entity_id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at",
            entityId,
            state,
            now);
    }

    private static void StartOrchestration(SqliteConnection db, EntityStart start, DateTimeOffset now)
    {
        if (Instances.Find(db, start.Execution.InstanceId) is null or { HasEnded: true })
        {
            Instances.Start(db, start.Execution, now, start.At);
        }
    }
}

/// <summary>An orchestration that an entity starts.</summary>
internal sealed record EntityStart(Execution Execution, DateTimeOffset? At);

/// <summary>The operations of one batch over one state.</summary>
internal sealed class EntityBatch(EngineCore core, EntityInstanceId id, string? state)
{
    public string? State { get; private set; } = state;

    public List<Envelope> Sent { get; } = [];

    public List<EntityStart> Starts { get; } = [];

    public async Task RunAsync(EntityRequest request, IServiceProvider services, ILogger log)
    {
        string? result = null;
        TaskFailureDetails? failure = null;
        try
        {
            if (core.Registry.Entity(id.Name) is { } factory)
            {
                result = await RunAsync(factory(services), request);
            }
            else
            {
                failure = Missing.Entity(id.Name);
            }
        }
#pragma warning disable CA1031 // Whatever an operation throws is its answer.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            log.LogWarning(wrong, "Operation {Operation} of {EntityId} failed.", request.Operation, id);
            failure = TaskFailureDetails.FromException(wrong);
        }

        if (request.Caller is { } caller)
        {
            Sent.Add(new Envelope(caller.InstanceId, new TaskDone(caller.TaskId, result, failure) { Execution = caller.Execution }));
        }
    }

    private async Task<string?> RunAsync(ITaskEntity entity, EntityRequest request)
    {
        EntityOperation operation = new(core, id, request, State);
        string? result = core.Converter.Serialize(await entity.RunAsync(operation));
        State = operation.SerializedState;
        Sent.AddRange(operation.Sent);
        Starts.AddRange(operation.Starts);
        return result;
    }
}
