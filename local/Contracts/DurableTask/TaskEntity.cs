using System.Reflection;

namespace Microsoft.DurableTask.Entities;

public abstract class TaskEntity<TState> : ITaskEntity
{
    protected virtual bool AllowStateDispatch => false;

    protected TState State { get; set; } = default!;

    protected TaskEntityContext Context { get; private set; } = null!;

    public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        Context = operation.Context;
        State = operation.State.HasState ? operation.State.GetState<TState>()! : InitializeState(operation);
        if (Method(this, operation.Name) is { } own)
        {
            object? result = await Invoke(this, own, operation);
            operation.State.SetState(State);
            return result;
        }

        if (AllowStateDispatch && State is not null && Method(State, operation.Name) is { } ofState)
        {
            object state = State;
            object? result = await Invoke(state, ofState, operation);
            operation.State.SetState(state);
            return result;
        }

        if (string.Equals(operation.Name, "delete", StringComparison.OrdinalIgnoreCase))
        {
            operation.State.SetState(null);
            return null;
        }

        throw new NotSupportedException($"No suitable method found for entity operation '{operation.Name}'.");
    }

    protected virtual TState InitializeState(TaskEntityOperation entityOperation) =>
        Nullable.GetUnderlyingType(typeof(TState)) is { } underlying
            ? (TState)Activator.CreateInstance(underlying)!
            : Activator.CreateInstance<TState>();

    private static MethodInfo? Method(object target, string name)
    {
        MethodInfo[] methods =
        [
            .. target.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance)
                .Where(method => string.Equals(method.Name, name, StringComparison.OrdinalIgnoreCase)
                    && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(TaskEntity<TState>)),
        ];
        return methods.Length <= 1
            ? methods.FirstOrDefault()
            : throw new AmbiguousMatchException($"More than one method of '{target.GetType()}' is called '{name}'.");
    }

    private static async ValueTask<object?> Invoke(object target, MethodInfo method, TaskEntityOperation operation)
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter => Bind(parameter, operation))];
        object? result = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        switch (result)
        {
            case Task task:
                await task;
                return task.GetType().IsGenericType && method.ReturnType.IsGenericType
                    ? task.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(task)
                    : null;
            case ValueTask task:
                await task;
                return null;
            case not null when method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>):
                Task wrapped = (Task)method.ReturnType.GetMethod(nameof(ValueTask<object>.AsTask))!.Invoke(result, null)!;
                await wrapped;
                return wrapped.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(wrapped);
            default:
                return result;
        }
    }

    private static object? Bind(ParameterInfo parameter, TaskEntityOperation operation) =>
        parameter.ParameterType == typeof(TaskEntityContext) ? operation.Context
        : parameter.ParameterType == typeof(TaskEntityOperation) ? operation
        : operation.HasInput ? operation.GetInput(parameter.ParameterType)
        : parameter.HasDefaultValue ? parameter.DefaultValue
        : throw new InvalidOperationException($"Operation '{operation.Name}' expects an input and got none.");
}
