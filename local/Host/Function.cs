using System.Text.Json;
using Tasdir.Local.Rpc;

namespace Tasdir.Local.Host;

/// <summary>A function as the worker has described it.</summary>
internal sealed class Function
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private Function(RpcFunctionMetadata metadata, Binding trigger, IReadOnlyList<string> clients)
    {
        Id = metadata.FunctionId;
        Name = metadata.Name;
        Trigger = trigger;
        Clients = clients;
    }

    /// <summary>The worker's own number for it.</summary>
    public string Id { get; }

    public string Name { get; }

    public Binding Trigger { get; }

    /// <summary>The parameters that receive a durable client.</summary>
    public IReadOnlyList<string> Clients { get; }

    /// <exception cref="StartupException">The function has no trigger.</exception>
    public static Function Of(RpcFunctionMetadata metadata)
    {
        Binding[] bindings = [.. metadata.RawBindings.Select(raw => JsonSerializer.Deserialize<Binding>(raw, Json)!)];
        var trigger = bindings.FirstOrDefault(binding => binding.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase))
            ?? throw new StartupException($"Function {metadata.Name} cannot be run: it has no trigger.");
        return new Function(
            metadata, trigger, [.. bindings.Where(binding => binding.Is("durableClient")).Select(binding => binding.Name)]);
    }

    public override string ToString() => Name;
}

/// <summary>A binding of a function, as in function.json; of each kind of trigger its own members have values.</summary>
internal sealed record Binding(string Name, string Type)
{
    public string? Route { get; init; }

    public IReadOnlyList<string>? Methods { get; init; }

    public string? QueueName { get; init; }

    public string? Connection { get; init; }

    public string? Schedule { get; init; }

    public bool RunOnStartup { get; init; }

    public bool UseMonitor { get; init; } = true;

    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);
}
