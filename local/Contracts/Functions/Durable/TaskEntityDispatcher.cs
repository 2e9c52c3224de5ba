using System.Runtime.ExceptionServices;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

public sealed class TaskEntityDispatcher
{
    private readonly TaskEntityOperation operation;
    private readonly FunctionContext context;
    private ExceptionDispatchInfo? failure;
    private object? result;

    internal TaskEntityDispatcher(TaskEntityOperation operation, FunctionContext context)
    {
        this.operation = operation;
        this.context = context;
    }

    public async Task DispatchAsync(ITaskEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        try
        {
            result = await entity.RunAsync(operation);
        }
        catch (Exception e)
        {
            // An operation's failure is the operation's answer: function and middleware do not see it, as on Azure.
            failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    public Task DispatchAsync<T>() => typeof(ITaskEntity).IsAssignableFrom(typeof(T))
        ? DispatchAsync((ITaskEntity)ActivatorUtilities.GetServiceOrCreateInstance<T>(context.InstanceServices)!)
        : DispatchAsync(new StateEntity<T>());

    public Task DispatchAsync<T>(params object[] additionalArgs) => typeof(ITaskEntity).IsAssignableFrom(typeof(T))
        ? DispatchAsync((ITaskEntity)ActivatorUtilities.CreateInstance<T>(context.InstanceServices, additionalArgs)!)
        : DispatchAsync(new StateEntity<T>());

    public Task DispatchAsync(Func<TaskEntityOperation, ValueTask<object?>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return DispatchAsync(new DelegateEntity(handler));
    }

    internal object? ResultOrThrow()
    {
        failure?.Throw();
        return result;
    }

    private sealed class StateEntity<T> : TaskEntity<T>
    {
        protected override bool AllowStateDispatch => true;
    }

    private sealed class DelegateEntity(Func<TaskEntityOperation, ValueTask<object?>> handler) : ITaskEntity
    {
        public ValueTask<object?> RunAsync(TaskEntityOperation operation) => handler(operation);
    }
}
