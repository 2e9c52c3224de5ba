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
    Parent? Parent);

/// <summary>The orchestration that waits for this one.</summary>
internal sealed record Parent(string Name, Address Address)
{
    public ParentOrchestrationInstance ToPublic() => new(Name, Address.InstanceId);
}
