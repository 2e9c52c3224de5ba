using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Engine;

/// <summary>Entities as orchestrations reach them, and the critical section that an orchestration may be in.</summary>
internal sealed class EntityFeature(OrchestrationRun run, Context context, Execution execution, DataConverter converter)
    : TaskOrchestrationEntityFeature
{
    private Section? _section;

    // Those of the section that no call is under way to; null until the section is entered.
    private HashSet<string>? _free;

    public override Task CallEntityAsync(
        EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null) =>
        CallEntityAsync<object>(id, operationName, input, options);

    public override async Task<TResult> CallEntityAsync<TResult>(
        EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null)
    {
        string entity = NameOf(id);
        string? data = converter.Serialize(input);
        Section? section = _section;
        UseLock(entity);
        int taskId = run.Ask(AskedFor.EntityCall, $"{entity}:{operationName}", number => new SendMessage(
            entity, new EntityRequest(operationName, data, new Address(execution.InstanceId, execution.ExecutionId, number))));
        try
        {
            return await run.Open.ResultOf<TResult>(
                taskId, failure => new EntityOperationFailedException(id, operationName, failure), holdsEnd: false);
        }
        finally
        {
            if (section is not null && section == _section)
            {
                _free?.Add(entity);
            }
        }
    }

    public override Task SignalEntityAsync(
        EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
    {
        string entity = NameOf(id);
        if (_section?.Entities.Contains(entity) == true)
        {
            throw new InvalidOperationException("Must not signal a locked entity from a critical section.");
        }

        EntityRequest request = new(operationName, converter.Serialize(input), null);
        run.Ask(AskedFor.EntitySignal, $"{entity}:{operationName}", _ => new SendMessage(entity, request, options?.SignalTime));
        return Task.CompletedTask;
    }

    public override async Task<IAsyncDisposable> LockEntitiesAsync(IEnumerable<EntityInstanceId> entityIds)
    {
        ArgumentNullException.ThrowIfNull(entityIds);
        string[] entities = [.. entityIds.Select(NameOf).Distinct().Order(StringComparer.Ordinal)];
        if (entities.Length == 0)
        {
            throw new ArgumentException("The list of entities to lock must not be empty.", nameof(entityIds));
        }

        if (_section is not null)
        {
            throw new InvalidOperationException("Must not enter another critical section from within a critical section.");
        }

        Section section = new(context.NewGuid().ToString(), entities);
        _section = section;
        int taskId = run.Ask(AskedFor.EntityLock, string.Join(' ', entities), number => new SendMessage(
            entities[0], new LockRequest(section, new Address(execution.InstanceId, execution.ExecutionId, number), Position: 0)));
        await run.Open.ResultOf<object>(taskId, failure => new TaskFailedException(nameof(LockEntitiesAsync), taskId, failure), holdsEnd: false);
        _free = [.. entities];
        return new Exit(this, section);
    }

    public override bool InCriticalSection([NotNullWhen(true)] out IReadOnlyList<EntityInstanceId>? entityIds)
    {
        entityIds = _free is null ? [] : [.. _free.Select(EntityInstanceId.FromString)];
        return _section is not null;
    }

    /// <exception cref="InvalidOperationException">The orchestration is in a critical section.</exception>
    public void RefuseSubOrchestration()
    {
        if (_section is not null)
        {
            throw new InvalidOperationException("While holding locks, cannot call suborchestrators.");
        }
    }

    /// <summary>Leaves the critical section, if the orchestration is in one.</summary>
    public void Leave()
    {
        foreach (string entity in _section?.Entities ?? [])
        {
            LockRelease release = new(_section!.Id);
            run.Ask(AskedFor.EntityRelease, entity, _ => new SendMessage(entity, release));
        }

        _section = null;
        _free = null;
    }

    private static string NameOf(EntityInstanceId id) =>
        id == default ? throw new ArgumentException("The id of an entity has a name.", nameof(id)) : id.ToString();

    private void UseLock(string entity)
    {
        if (_section is { } section && _free?.Remove(entity) != true)
        {
            throw new InvalidOperationException(
                _free is null ? "Must await the completion of the lock request prior to calling any entity."
                : section.Entities.Contains(entity)
                    ? "Must not call an entity from a critical section while a prior call to the same entity is still pending."
                    : "Must not call an entity from a critical section if it is not one of the locked entities.");
        }
    }

    private sealed class Exit(EntityFeature feature, Section section) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            if (feature._section == section)
            {
                feature.Leave();
            }

            return ValueTask.CompletedTask;
        }
    }
}
