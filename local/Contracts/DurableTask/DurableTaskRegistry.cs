using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask;

public sealed partial class DurableTaskRegistry
{
    private readonly VersionedTasks<ITaskOrchestrator> _orchestrators = new();
    private readonly VersionedTasks<ITaskActivity> _activities = new();
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskEntity>> _entities = [];

    /// <summary>Names and versions of the orchestrators.</summary>
    internal IEnumerable<(TaskName Name, TaskVersion Version)> OrchestratorKeys => _orchestrators.Keys;

    /// <summary>Names and versions of the activities.</summary>
    internal IEnumerable<(TaskName Name, TaskVersion Version)> ActivityKeys => _activities.Keys;

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators() => _orchestrators.All;

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities() => _activities.All;

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskEntity>>> GetEntities() => _entities.Select(entity => entity);

    /// <summary>The orchestrator of a version; one without versions serves every version.</summary>
    internal Func<IServiceProvider, ITaskOrchestrator>? Orchestrator(TaskName name, string? version = null) =>
        _orchestrators.Find(name, version);

    /// <summary>The activity of a version; one without versions serves every version.</summary>
    internal Func<IServiceProvider, ITaskActivity>? Activity(TaskName name, string? version = null) => _activities.Find(name, version);

    internal Func<IServiceProvider, ITaskEntity>? Entity(TaskName name) => _entities.GetValueOrDefault(name);
}
