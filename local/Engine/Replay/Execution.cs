using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>What an execution is started with.</summary>
internal sealed record Execution(
    string InstanceId,
    string ExecutionId,
    string Name,
    string? Version,
    string? Input,
    IReadOnlyDictionary<string, string>? Tags,
    Parent? Parent)
{
    /// <exception cref="ArgumentException">The id is an entity's.</exception>
    public static string IdFor(string? wanted, Func<string> other) => wanted?.StartsWith('@') == true
        ? throw new ArgumentException($"'{wanted}' is the id of an entity: an orchestration's does not begin with '@'.", nameof(wanted))
        : wanted ?? other();
}

/// <summary>The orchestration that waits for this one.</summary>
internal sealed record Parent(string Name, Address Address)
{
    public ParentOrchestrationInstance ToPublic() => new(Name, Address.InstanceId);
}
