namespace Microsoft.DurableTask.Worker;

/// <summary>Tells more of an exception than its type and message; kept in <see cref="TaskFailureDetails.Properties"/>.</summary>
public interface IExceptionPropertiesProvider
{
    IDictionary<string, object?>? GetExceptionProperties(Exception exception);
}

/// <summary>Says which orchestrations a worker takes up; the others wait.</summary>
[Obsolete("Experimental")]
public interface IOrchestrationFilter
{
    ValueTask<bool> IsOrchestrationValidAsync(OrchestrationFilterParameters info, CancellationToken cancellationToken = default);
}

public struct OrchestrationFilterParameters
{
    public string? Name { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
