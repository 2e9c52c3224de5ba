using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask.Entities;

public readonly struct EntityInstanceId : IEquatable<EntityInstanceId>
{
    public EntityInstanceId(string name, string key)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('@', StringComparison.Ordinal))
        {
            throw new ArgumentException("An entity's name is not empty and has no '@'.", nameof(name));
        }

        Name = name.ToLowerInvariant();
        Key = key ?? throw new ArgumentNullException(nameof(key));
    }

    public string Name { get; }

    public string Key { get; }

    public static bool operator ==(EntityInstanceId left, EntityInstanceId right) => left.Equals(right);

    public static bool operator !=(EntityInstanceId left, EntityInstanceId right) => !left.Equals(right);

    public static EntityInstanceId FromString(string instanceId)
    {
        int at = instanceId.StartsWith('@') ? instanceId.IndexOf('@', 1) : -1;
        return at > 1
            ? new EntityInstanceId(instanceId[1..at], instanceId[(at + 1)..])
            : throw new ArgumentException($"'{instanceId}' is not the id of an entity.", nameof(instanceId));
    }

    public bool Equals(EntityInstanceId other) => Name == other.Name && Key == other.Key;

    public override bool Equals(object? obj) => obj is EntityInstanceId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Name, Key);

    public override string ToString() => $"@{Name}@{Key}";
}

public record CallEntityOptions;

public record SignalEntityOptions
{
    public DateTimeOffset? SignalTime { get; init; }

    public static implicit operator SignalEntityOptions(DateTimeOffset value) => new() { SignalTime = value };
}

public interface ITaskEntity
{
    ValueTask<object?> RunAsync(TaskEntityOperation operation);
}

public abstract class TaskEntityContext
{
    public abstract EntityInstanceId Id { get; }

    public virtual void SignalEntity(EntityInstanceId id, string operationName, SignalEntityOptions options) =>
        SignalEntity(id, operationName, null, options);

    public abstract void SignalEntity(EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null);

    public virtual string ScheduleNewOrchestration(TaskName name, StartOrchestrationOptions options) =>
        ScheduleNewOrchestration(name, null, options);

    public abstract string ScheduleNewOrchestration(TaskName name, object? input = null, StartOrchestrationOptions? options = null);
}

public abstract class TaskEntityOperation
{
    public abstract string Name { get; }

    public abstract TaskEntityContext Context { get; }

    public abstract TaskEntityState State { get; }

    public abstract bool HasInput { get; }

    public abstract object? GetInput(Type inputType);

    public virtual T? GetInput<T>() => (T?)GetInput(typeof(T));
}

public abstract class TaskEntityState
{
    public abstract bool HasState { get; }

    public abstract object? GetState(Type type);

    public virtual T? GetState<T>(T? defaultValue = default) => HasState ? (T?)GetState(typeof(T)) : defaultValue;

    public abstract void SetState(object? state);
}

public sealed class EntityOperationFailedException : Exception
{
    public EntityOperationFailedException(EntityInstanceId entityId, string operationName, TaskFailureDetails failureDetails)
        : base($"Operation '{operationName}' of entity '{entityId}' failed: {failureDetails.ErrorMessage}")
    {
        EntityId = entityId;
        OperationName = operationName;
        FailureDetails = failureDetails;
    }

    public EntityInstanceId EntityId { get; }

    public string OperationName { get; }

    public TaskFailureDetails FailureDetails { get; }
}

public abstract class TaskOrchestrationEntityFeature
{
    public abstract Task<TResult> CallEntityAsync<TResult>(
        EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null);

    public virtual Task<TResult> CallEntityAsync<TResult>(EntityInstanceId id, string operationName, CallEntityOptions? options) =>
        CallEntityAsync<TResult>(id, operationName, null, options);

    public abstract Task CallEntityAsync(EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null);

    public virtual Task CallEntityAsync(EntityInstanceId id, string operationName, CallEntityOptions? options) =>
        CallEntityAsync(id, operationName, null, options);

    public abstract Task SignalEntityAsync(
        EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null);

    public virtual Task SignalEntityAsync(EntityInstanceId id, string operationName, SignalEntityOptions? options) =>
        SignalEntityAsync(id, operationName, null, options);

    public virtual Task<IAsyncDisposable> LockEntitiesAsync(params EntityInstanceId[] entityIds) =>
        LockEntitiesAsync((IEnumerable<EntityInstanceId>)entityIds);

    public abstract Task<IAsyncDisposable> LockEntitiesAsync(IEnumerable<EntityInstanceId> entityIds);

    public virtual bool InCriticalSection() => InCriticalSection(out _);

    public abstract bool InCriticalSection([NotNullWhen(true)] out IReadOnlyList<EntityInstanceId>? entityIds);
}
