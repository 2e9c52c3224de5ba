namespace Microsoft.DurableTask;

/// <summary>Orchestrators or activities by name and version.</summary>
internal sealed class VersionedTasks<T>
{
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, T>> _tasks = [];
    private readonly HashSet<TaskName> _versioned = [];

    public IEnumerable<(TaskName Name, TaskVersion Version)> Keys => _tasks.Keys;

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, T>>> All =>
        _tasks.Select(task => KeyValuePair.Create(task.Key.Name, task.Value));

    public void Add(TaskName name, TaskVersion version, Func<IServiceProvider, T> factory)
    {
        Check.NotDefault(name);
        Check.NotNull(factory);
        bool isVersioned = version != TaskVersion.Unversioned;
        if (!_tasks.TryAdd((name, version), factory))
        {
            string which = isVersioned ? $" with version '{version.Version}'" : "";
            throw new ArgumentException($"An {typeof(T).Name} named '{name}'{which} is already added.", nameof(name));
        }

        if (isVersioned)
        {
            _versioned.Add(name);
        }
    }

    // A name that has versions does not fall back to its unversioned task: that would run code of another version.
    public Func<IServiceProvider, T>? Find(TaskName name, string? version) =>
        _tasks.GetValueOrDefault((name, version)) ?? (_versioned.Contains(name) ? null : _tasks.GetValueOrDefault((name, default)));
}
