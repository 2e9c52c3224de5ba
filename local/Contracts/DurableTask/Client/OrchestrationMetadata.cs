using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Microsoft.DurableTask.Client;

public enum OrchestrationRuntimeStatus
{
    Running,
    Completed,

    [Obsolete("The ContinuedAsNew status is obsolete and exists only for compatibility reasons.")]
    ContinuedAsNew,

    Failed,

    [Obsolete("The Canceled status is not currently used and exists only for compatibility reasons.")]
    Canceled,

    Terminated,
    Pending,
    Suspended,
}

public sealed class OrchestrationMetadata
{
    private const int MostShown = 50;

    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString()
    {
        string input = SerializedInput is null ? "" : $", Input: '{Trimmed(SerializedInput)}'";
        string output = SerializedOutput is null ? "" : $", Output: '{Trimmed(SerializedOutput)}'";
        string failure = FailureDetails is null ? "" : $", FailureDetails: '{FailureDetails.ErrorType} - {Trimmed(FailureDetails.ErrorMessage)}'";
        return $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus},"
            + $" CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}{input}{output}{failure}]";
    }

    private static string Trimmed(string data) => data.Length > MostShown ? data[..MostShown] + "..." : data;

    private T? Read<T>(string? data, [CallerMemberName] string? caller = null) => DataConverter is null
        ? throw new InvalidOperationException(
            $"The {caller} method can only be used on {nameof(OrchestrationMetadata)} objects that are fetched with the option to "
            + "include inputs and outputs.")
        : DataConverter.Deserialize<T>(data);
}
