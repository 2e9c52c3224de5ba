using System.Text.Json;
using System.Text.Json.Serialization;
using DurableTask.Core;
using Google.Protobuf.WellKnownTypes;
using Newtonsoft.Json;
using JsonSerializer = System.Text.Json.JsonSerializer;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>
/// What is sent to an entity, in the framework's own JSON: an operation, or a request for its lock. Entities are locked one
/// after the other, in one order for everybody, so no two critical sections wait for each other: each hands the request on,
/// the last one answers.
/// </summary>
internal sealed record EntityMessage
{
    private const string Request = "op";
    private const string Release = "release";
    private static readonly JsonSerializerOptions s_options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, MaxDepth = 512 };

    [JsonPropertyName("op")]
    public string? Operation { get; init; }

    [JsonPropertyName("signal")]
    public bool IsSignal { get; init; }

    [JsonPropertyName("input")]
    public string? Input { get; init; }

    [JsonPropertyName("id")]
    public string Id { get; init; } = "";

    [JsonPropertyName("parent")]
    public string? Parent { get; init; }

    [JsonPropertyName("parentExecution")]
    public string? ParentExecution { get; init; }

    [JsonPropertyName("due")]
    public DateTime? Due { get; init; }

    [JsonPropertyName("lockset")]
    public IReadOnlyList<LockedEntity>? LockSet { get; init; }

    [JsonPropertyName("pos")]
    public int Position { get; init; }

    [JsonPropertyName("parentTraceContext")]
    public EntityTraceContext? TraceContext { get; init; }

    /// <summary>When it is to be taken up; null: at once.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset? DueAt => Due is { } due ? new DateTimeOffset(DateTime.SpecifyKind(due, DateTimeKind.Utc)) : null;

    public static bool IsRelease(P.HistoryEvent happened) => happened.EventRaised.Name == Release;

    /// <summary>Reads the input of an event that was sent to an entity, or of one that an orchestration has sent.</summary>
    public static EntityMessage Read(string json) => JsonSerializer.Deserialize<EntityMessage>(json, s_options)!;

    public P.EventRaisedEvent ToEvent() => new() { Name = Request, Input = JsonSerializer.Serialize(this, s_options) };

    /// <summary>Gives a lock back.</summary>
    public static P.EventRaisedEvent ReleaseOf(EntityRow locked) => new()
    {
        Name = Release,
        Input = JsonSerializer.Serialize(new EntityMessage { Id = locked.Section!, Parent = locked.LockedBy }, s_options),
    };

    /// <summary>Tells whoever asked that the lock is theirs.</summary>
    public P.EventRaisedEvent Granted() => new() { Name = Id, Input = "{}" };

    /// <summary>Tells whoever asked what came of an operation.</summary>
    public P.EventRaisedEvent Answer(P.OperationResult result) => new()
    {
        Name = Id,
        Input = result.Failure is { FailureDetails: { } failure }
            ? JsonConvert.SerializeObject(new { result = (string?)null, failureDetails = Core(failure) })
            : JsonSerializer.Serialize(new { result = result.Success?.Result }),
    };

    /// <summary>The failure that an answer tells of, if it does.</summary>
    public static P.TaskFailureDetails? FailureOf(P.EventRaisedEvent answer)
    {
        if (!Guid.TryParse(answer.Name, out _) || answer.Input is null)
        {
            return null;
        }

        using JsonDocument told = JsonDocument.Parse(answer.Input);
        return told.RootElement.ValueKind == JsonValueKind.Object
            && told.RootElement.TryGetProperty("failureDetails", out JsonElement failure) && failure.ValueKind == JsonValueKind.Object
            ? new() { ErrorType = failure.GetProperty("ErrorType").GetString(), ErrorMessage = failure.GetProperty("ErrorMessage").GetString() }
            : null;
    }

    private static FailureDetails Core(P.TaskFailureDetails failure) => new(
        failure.ErrorType,
        failure.ErrorMessage,
        failure.StackTrace,
        failure.InnerFailure is { } inner ? Core(inner) : null,
        failure.IsNonRetriable,
        failure.Properties.ToDictionary(property => property.Key, property => Plain(property.Value)));

    private static object? Plain(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.StructValue => value.StructValue.Fields.ToDictionary(field => field.Key, field => Plain(field.Value)),
        Value.KindOneofCase.ListValue => value.ListValue.Values.Select(Plain).ToList(),
        _ => null,
    };
}

/// <summary>An entity of a critical section.</summary>
internal sealed record LockedEntity([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("key")] string Key)
{
    public override string ToString() => $"@{Name}@{Key}";
}

/// <summary>Where a trace comes from, in the framework's JSON.</summary>
internal sealed record EntityTraceContext(string TraceParent, string? TraceState);
