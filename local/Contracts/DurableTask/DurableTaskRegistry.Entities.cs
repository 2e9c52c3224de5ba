using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask;

/// <summary>The ways to add entities: by class, as an object, by a factory.</summary>
public sealed partial class DurableTaskRegistry
{
    public DurableTaskRegistry AddEntity(TaskName name, Func<IServiceProvider, ITaskEntity> factory)
    {
        Check.NotDefault(name);
        Check.NotNull(factory);
        return _entities.TryAdd(name, factory)
            ? this
            : throw new ArgumentException($"An {nameof(ITaskEntity)} named '{name}' is already added.", nameof(name));
    }

    public DurableTaskRegistry AddEntity(TaskName name, Type type)
    {
        Check.Concrete<ITaskEntity>(type);
        return AddEntity(name, services => (ITaskEntity)ActivatorUtilities.CreateInstance(services, type));
    }

    public DurableTaskRegistry AddEntity(Type type) => AddEntity(TaskName.Of(type), type);

    public DurableTaskRegistry AddEntity<TEntity>(TaskName name)
        where TEntity : class, ITaskEntity => AddEntity(name, typeof(TEntity));

    public DurableTaskRegistry AddEntity<TEntity>()
        where TEntity : class, ITaskEntity => AddEntity(typeof(TEntity));

    public DurableTaskRegistry AddEntity(TaskName name, ITaskEntity entity)
    {
        Check.NotNull(entity);
        return AddEntity(name, _ => entity);
    }

    public DurableTaskRegistry AddEntity(ITaskEntity entity) => AddEntity(TaskName.Of(Check.NotNull(entity).GetType()), entity);
}
