using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Client
{
    public sealed class SerializedData
    {
        public SerializedData(string data, DataConverter? converter = null)
        {
            Value = Check.NotNull(data);
            Converter = converter ?? Converters.JsonDataConverter.Default;
        }

        public string Value { get; }

        public DataConverter Converter { get; }

        public T ReadAs<T>() => Converter.Deserialize<T>(Value)!;
    }
}

namespace Microsoft.DurableTask.Client.Entities
{
    [JsonConverter(typeof(EntityMetadataConverter))]
    public class EntityMetadata<TState>
    {
        private readonly TState? _state;

        public EntityMetadata(EntityInstanceId id)
        {
            Id = Check.NotDefault(id);
            IncludesState = false;
        }

        public EntityMetadata(EntityInstanceId id, TState? state)
            : this(id)
        {
            IncludesState = state is not null;
            _state = state;
        }

        public EntityInstanceId Id { get; }

        public DateTimeOffset LastModifiedTime { get; init; }

        public int BacklogQueueSize { get; init; }

        public string? LockedBy { get; init; }

        [MemberNotNullWhen(true, nameof(State))]
        public bool IncludesState { get; }

        public TState State => IncludesState ? _state! : throw new InvalidOperationException($"Cannot retrieve state when {nameof(IncludesState)}=false");
    }

    [JsonConverter(typeof(EntityMetadataConverter))]
    public sealed class EntityMetadata : EntityMetadata<SerializedData>
    {
        public EntityMetadata(EntityInstanceId id, SerializedData? state = null)
            : base(id, state)
        {
        }
    }

    public abstract class DurableEntityClient
    {
        protected DurableEntityClient(string name) => Name = name;

        public string Name { get; }

        public virtual Task SignalEntityAsync(EntityInstanceId id, string operationName, CancellationToken cancellation) =>
            SignalEntityAsync(id, operationName, null, null, cancellation);

        public virtual Task SignalEntityAsync(
            EntityInstanceId id, string operationName, SignalEntityOptions options, CancellationToken cancellation = default) =>
            SignalEntityAsync(id, operationName, null, options, cancellation);

        public abstract Task SignalEntityAsync(
            EntityInstanceId id,
            string operationName,
            object? input = null,
            SignalEntityOptions? options = null,
            CancellationToken cancellation = default);

        public virtual Task<EntityMetadata?> GetEntityAsync(EntityInstanceId id, CancellationToken cancellation) =>
            GetEntityAsync(id, true, cancellation);

        public abstract Task<EntityMetadata?> GetEntityAsync(
            EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default);

        public virtual Task<EntityMetadata<T>?> GetEntityAsync<T>(EntityInstanceId id, CancellationToken cancellation) =>
            GetEntityAsync<T>(id, true, cancellation);

        public abstract Task<EntityMetadata<T>?> GetEntityAsync<T>(
            EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default);

        public abstract AsyncPageable<EntityMetadata> GetAllEntitiesAsync(EntityQuery? filter = null);

        public abstract AsyncPageable<EntityMetadata<T>> GetAllEntitiesAsync<T>(EntityQuery? filter = null);

        public abstract Task<CleanEntityStorageResult> CleanEntityStorageAsync(
            CleanEntityStorageRequest? request = null, bool continueUntilComplete = true, CancellationToken cancellation = default);
    }

    public record EntityQuery
    {
        public const int DefaultPageSize = 100;
        private readonly string? _instanceIdStartsWith;

        // "Name", "@Name" and "@name" are the same beginning; a key after a second '@' keeps its case.
        public string? InstanceIdStartsWith
        {
            get => _instanceIdStartsWith;
            init
            {
                string? prefix = value is null || value.StartsWith('@') ? value : "@" + value;
                int key = prefix?.IndexOf('@', 1) ?? -1;
                _instanceIdStartsWith = key < 0 ? prefix?.ToLowerInvariant() : prefix![..key].ToLowerInvariant() + prefix[key..];
            }
        }

        public DateTimeOffset? LastModifiedFrom { get; init; }

        public DateTimeOffset? LastModifiedTo { get; init; }

        public bool IncludeState { get; init; } = true;

        public bool IncludeTransient { get; init; }

        public int? PageSize { get; init; }

        public string? ContinuationToken { get; init; }
    }

    public readonly record struct CleanEntityStorageRequest
    {
        public static CleanEntityStorageRequest Default => new() { RemoveEmptyEntities = true, ReleaseOrphanedLocks = true };

        public bool RemoveEmptyEntities { get; init; }

        public bool ReleaseOrphanedLocks { get; init; }

        public string? ContinuationToken { get; init; }
    }

    public readonly record struct CleanEntityStorageResult
    {
        public int EmptyEntitiesRemoved { get; init; }

        public int OrphanedLocksReleased { get; init; }

        public string? ContinuationToken { get; init; }
    }
}
