using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>The messages of one batch over one state of an entity.</summary>
internal sealed class EntityBatch(EngineCore core, EntityRow row, ILogger log)
{
    // A batch is one transaction: what a slow entity has done is stored now and then.
    private const int MostAtOnce = 500;
    private readonly EntityInstanceId _id = EntityInstanceId.FromString(row.EntityId);
    private readonly List<Waiting> _held = [];
    private LinkedList<Waiting> _left = [];

    /// <summary>The entity as the batch leaves it.</summary>
    public EntityRow Row { get; private set; } = row;

    public List<Envelope> Sent { get; } = [];

    public List<EntityStart> Starts { get; } = [];

    /// <summary>What was run, granted or released.</summary>
    public List<Waiting> Done { get; } = [];

    /// <summary>What waits for the lock, and what the next batch begins with.</summary>
    public IReadOnlyList<Waiting> Waiting => [.. _held, .. _left];

    /// <summary>Whether there is more to run.</summary>
    public bool HasMore => _left.Count > 0;

    public async Task RunAsync(IEnumerable<Waiting> messages, IServiceProvider services)
    {
        _left = new LinkedList<Waiting>(messages);
        while (Done.Count < MostAtOnce && _left.First?.Value is { } waiting)
        {
            _left.RemoveFirst();
            switch (waiting.Message)
            {
                case LockRelease release:
                    Release(release);
                    Done.Add(waiting);
                    break;
                case EntityRequest request when Row.LockedBy is null || Row.LockedBy == request.Caller?.InstanceId:
                    await RunAsync(request, services);
                    Done.Add(waiting);
                    break;
                case LockRequest request when Row.LockedBy is null:
                    Grant(request);
                    Done.Add(waiting);
                    break;
                default:
                    _held.Add(waiting);
                    break;
            }
        }
    }

    private void Grant(LockRequest request)
    {
        Row = Row with { LockedBy = request.Caller.InstanceId, Section = request.Section.Id };
        int next = request.Position + 1;
        Sent.Add(next < request.Section.Entities.Count
            ? new Envelope(request.Section.Entities[next], request with { Position = next })
            : new Envelope(
                request.Caller.InstanceId, new LockGranted(request.Caller.TaskId, request.Section) { Execution = request.Caller.Execution }));
    }

    // Those that waited for the lock come before what came later.
    private void Release(LockRelease release)
    {
        if (Row.Section == release.SectionId)
        {
            Row = Row with { LockedBy = null, Section = null };
            _left = new LinkedList<Waiting>([.. _held, .. _left]);
            _held.Clear();
        }
    }

    private async Task RunAsync(EntityRequest request, IServiceProvider services)
    {
        string? result = null;
        TaskFailureDetails? failure = null;
        core.Statistics.RanOperation();
        try
        {
            if (core.Registry.Entity(_id.Name) is { } factory)
            {
                result = await RunAsync(factory(services), request);
            }
            else
            {
                failure = Missing.Entity(_id.Name);
            }
        }
#pragma warning disable CA1031 // Whatever an operation throws is its answer.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            log.LogWarning(wrong, "Operation {Operation} of {EntityId} failed.", request.Operation, _id);
            failure = core.FailureOf(wrong);
        }

        if (request.Caller is { } caller)
        {
            Sent.Add(new Envelope(caller.InstanceId, new TaskDone(caller.TaskId, result, failure) { Execution = caller.Execution }));
        }
    }

    private async Task<string?> RunAsync(ITaskEntity entity, EntityRequest request)
    {
        EntityOperation operation = new(core, _id, request, Row.State);
        string? result = core.Converter.Serialize(await entity.RunAsync(operation));
        Row = Row with { State = operation.SerializedState };
        Sent.AddRange(operation.Sent);
        Starts.AddRange(operation.Starts);
        return result;
    }
}
