namespace Microsoft.DurableTask.Entities;

public abstract class TaskEntity<TState> : ITaskEntity
{
    protected virtual bool AllowStateDispatch => false;

    protected TState State { get; set; } = default!;

    protected TaskEntityContext Context { get; private set; } = null!;

    public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        Check.NotNull(operation);
        Context = operation.Context;
        State = operation.State.GetState(typeof(TState)) is { } stored ? (TState)stored : InitializeState(operation);
        if (EntityMethod.Find(GetType(), operation.Name) is { } own)
        {
            return await RunAsync(own, this, operation);
        }

        if (OfState(operation) is { } ofState)
        {
            return await RunAsync(ofState, State!, operation);
        }

        if (string.Equals(operation.Name, "delete", StringComparison.OrdinalIgnoreCase))
        {
            operation.State.SetState(null);
            return null;
        }

        throw new NotSupportedException($"No suitable method found for entity operation '{operation}'.");
    }

    protected virtual TState InitializeState(TaskEntityOperation entityOperation) =>
        Nullable.GetUnderlyingType(typeof(TState)) is { } underlying
            ? (TState)Activator.CreateInstance(underlying)!
            : Activator.CreateInstance<TState>();

    private EntityMethod? OfState(TaskEntityOperation operation) => (AllowStateDispatch, State) switch
    {
        (false, _) => null,
        (true, null) => throw new InvalidOperationException("Attempting to dispatch to state, but entity state is null."),
        _ => EntityMethod.Find(State.GetType(), operation.Name),
    };

    private async ValueTask<object?> RunAsync(EntityMethod method, object target, TaskEntityOperation operation)
    {
        object? result = await method.InvokeAsync(target, operation);
        operation.State.SetState(State);
        return result;
    }
}

public static class TaskEntityOperationExtensions;
