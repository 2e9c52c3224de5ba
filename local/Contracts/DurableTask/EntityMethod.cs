using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.DurableTask.Entities;

/// <summary>A method that an operation is dispatched to; looked up once for a type and a name.</summary>
internal sealed class EntityMethod
{
    private static readonly ConcurrentDictionary<(Type Type, string Operation), EntityMethod?> s_known = new();
    private readonly MethodInfo _method;
    private readonly MethodInvoker _invoker;
    private readonly ParameterInfo[] _parameters;
    private readonly Func<object?, ValueTask<object?>> _result;

    private EntityMethod(MethodInfo method)
    {
        _method = method;
        _invoker = MethodInvoker.Create(method);
        _parameters = method.GetParameters();
        _result = ReaderOf(method.ReturnType);
    }

    /// <exception cref="AmbiguousMatchException">More than one public method has the name, whatever its case.</exception>
    public static EntityMethod? Find(Type type, string operation) => s_known.GetOrAdd(
        (type, operation),
        key => key.Type.GetMethod(key.Operation, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } method
            ? new EntityMethod(method)
            : null);

    public ValueTask<object?> InvokeAsync(object target, TaskEntityOperation operation) =>
        _result(_invoker.Invoke(target, Bind(operation).AsSpan()));

    private object?[] Bind(TaskEntityOperation operation)
    {
        object?[] arguments = new object?[_parameters.Length];
        ParameterInfo? context = null;
        ParameterInfo? input = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            ParameterInfo parameter = _parameters[i];
            bool isContext = parameter.ParameterType == typeof(TaskEntityContext);
            if ((isContext ? context : input) is { } other)
            {
                throw Unbindable(operation, $"Both '{other}' and '{parameter}' would be the {(isContext ? "context" : "input")}.");
            }

            arguments[i] = isContext ? operation.Context : Input(parameter, operation);
            _ = isContext ? context = parameter : input = parameter;
        }

        return arguments;
    }

    private object? Input(ParameterInfo parameter, TaskEntityOperation operation) =>
        operation.HasInput ? operation.GetInput(parameter.ParameterType)
        : parameter.HasDefaultValue ? parameter.DefaultValue
        : throw Unbindable(
            operation,
            $"There was an error binding parameter '{parameter}'. The operation expected an input value, but no input was provided by the caller.");

    private InvalidOperationException Unbindable(TaskEntityOperation operation, string why) =>
        new($"Error dispatching {operation} to '{_method}'.\n{why}");

    // What was declared counts, not what is returned: a Task that happens to carry a value is awaited and answers nothing.
    private static Func<object?, ValueTask<object?>> ReaderOf(Type declared)
    {
        Type? generic = declared.IsGenericType ? declared.GetGenericTypeDefinition() : null;
        if (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
        {
            string reader = generic == typeof(Task<>) ? nameof(OfTask) : nameof(OfValueTask);
            return typeof(EntityMethod).GetMethod(reader, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(declared.GetGenericArguments())
                .CreateDelegate<Func<object?, ValueTask<object?>>>();
        }

        return typeof(Task).IsAssignableFrom(declared) ? Awaited
            : declared == typeof(ValueTask) ? AwaitedValue
            : result => new ValueTask<object?>(result);
    }

    private static async ValueTask<object?> OfTask<T>(object? result) => await (Task<T>)result!;

    private static async ValueTask<object?> OfValueTask<T>(object? result) => await (ValueTask<T>)result!;

    private static async ValueTask<object?> Awaited(object? result)
    {
        await (Task)result!;
        return null;
    }

    private static async ValueTask<object?> AwaitedValue(object? result)
    {
        await (ValueTask)result!;
        return null;
    }
}
