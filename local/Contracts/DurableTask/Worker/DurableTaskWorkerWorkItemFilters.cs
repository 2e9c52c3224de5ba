using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Worker;

#pragma warning disable CA1034 // Nested, as in the real package.
public class DurableTaskWorkerWorkItemFilters
{
    public IReadOnlyList<OrchestrationFilter> Orchestrations { get; set; } = [];

    public IReadOnlyList<ActivityFilter> Activities { get; set; } = [];

    public IReadOnlyList<EntityFilter> Entities { get; set; } = [];

    internal bool IsEmpty => Orchestrations.Count + Activities.Count + Entities.Count == 0;

    /// <summary>What a registry can run: its names, and the versions where it has any.</summary>
    internal static DurableTaskWorkerWorkItemFilters Of(DurableTaskRegistry registry, DurableTaskWorkerOptions options)
    {
        string[]? strict = options.Versioning is { MatchStrategy: DurableTaskWorkerOptions.VersionMatchStrategy.Strict } versioning
            ? [versioning.Version ?? ""]
            : null;
        return new DurableTaskWorkerWorkItemFilters
        {
            Orchestrations = [.. Grouped(registry.OrchestratorKeys).Select(task => new OrchestrationFilter(task.Name, task.Versions))],
            Activities = [.. Grouped(registry.ActivityKeys).Select(task => new ActivityFilter(task.Name, task.Versions))],
            Entities = [.. registry.GetEntities().Select(entity => new EntityFilter(entity.Key.Name))],
        };

        IEnumerable<(string Name, string[] Versions)> Grouped(IEnumerable<(TaskName Name, TaskVersion Version)> keys) =>
            keys.GroupBy(key => key.Name).Select(group => (group.Key.Name, strict ?? Versions([.. group.Select(key => key.Version.Version)])));
    }

    // Only the unversioned one: it serves every version.
    private static string[] Versions(string[] versions) =>
        versions is [""] ? [] : [.. versions.Order(StringComparer.OrdinalIgnoreCase)];

    public readonly struct OrchestrationFilter(string name, IReadOnlyList<string>? versions)
    {
        public OrchestrationFilter()
            : this("", [])
        {
        }

        public string Name { get; init; } = name;

        public IReadOnlyList<string> Versions { get; init; } = versions ?? [];
    }

    public readonly struct ActivityFilter(string name, IReadOnlyList<string>? versions)
    {
        public ActivityFilter()
            : this("", [])
        {
        }

        public string Name { get; init; } = name;

        public IReadOnlyList<string> Versions { get; init; } = versions ?? [];
    }

    public readonly struct EntityFilter(string name)
    {
        public EntityFilter()
            : this("")
        {
        }

        public string Name { get; init; } = name;
    }
}

/// <summary>Refuses a filter that names what the worker does not have: it would wait for ever.</summary>
internal sealed class WorkItemFiltersCheck(IOptionsMonitor<DurableTaskRegistry> registries) : IValidateOptions<DurableTaskWorkerWorkItemFilters>
{
    public ValidateOptionsResult Validate(string? name, DurableTaskWorkerWorkItemFilters options)
    {
        if (options.IsEmpty)
        {
            return ValidateOptionsResult.Skip;
        }

        DurableTaskRegistry registry = registries.Get(name);
        string unknown =
            Unknown("Orchestrations", options.Orchestrations.Select(filter => filter.Name), registry.OrchestratorKeys.Select(key => key.Name))
            + Unknown("Activities", options.Activities.Select(filter => filter.Name), registry.ActivityKeys.Select(key => key.Name))
            + Unknown("Entities", options.Entities.Select(filter => filter.Name), registry.GetEntities().Select(entity => entity.Key));
        return unknown.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Cannot configure work item filters for worker '{(string.IsNullOrEmpty(name) ? "<default>" : name)}': the following filter "
                + "names do not match any registered task. Register them on the worker (via AddTasks/AddOrchestrator/AddActivity/AddEntity) "
                + "or remove them from the filters." + unknown);
    }

    private static string Unknown(string kind, IEnumerable<string> names, IEnumerable<TaskName> registered)
    {
        HashSet<TaskName> known = [.. registered];
        string[] unknown = [.. names.Where(name => !known.Contains(name)).Select(name => string.IsNullOrEmpty(name) ? "<empty>" : name)];
        return unknown.Length == 0 ? "" : $" {kind}: [{string.Join(", ", unknown)}]";
    }
}
#pragma warning restore CA1034
