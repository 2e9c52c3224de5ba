using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Host;

/// <summary>Turns a function's method into one delegate, so that running it needs no reflection.</summary>
internal static class FunctionCompiler
{
    public static Func<Invocation, Task<object?>> Compile(Function function)
    {
        var invocation = Expression.Parameter(typeof(Invocation));
        var arguments = function.Method.GetParameters().Select(p => Argument(function, p, invocation));
        var call = Expression.Call(Instance(function, invocation), function.Method, arguments);
        return Expression.Lambda<Func<Invocation, Task<object?>>>(AsTask(call), invocation).Compile();
    }

    private static UnaryExpression? Instance(Function function, ParameterExpression invocation)
    {
        if (function.Method.IsStatic)
        {
            return null;
        }

        var type = function.Method.DeclaringType!;
        var create = Expression.Constant(ActivatorUtilities.CreateFactory(type, Type.EmptyTypes));
        var services = Expression.Property(invocation, nameof(Invocation.InstanceServices));
        return Expression.Convert(Expression.Invoke(create, services, Expression.Constant(Array.Empty<object?>())), type);
    }

    private static Expression Argument(Function function, ParameterInfo parameter, ParameterExpression invocation)
    {
        var type = parameter.ParameterType;
        return Signature.SourceOf(function, parameter) switch
        {
            ArgumentSource.Trigger => Cast(Expression.Property(invocation, nameof(Invocation.Trigger)), type),
            ArgumentSource.Input => Cast(Expression.Property(invocation, nameof(Invocation.Input)), type),
            ArgumentSource.Context => invocation,
            ArgumentSource.Cancellation => Expression.Property(invocation, nameof(Invocation.CancellationToken)),
            ArgumentSource.DurableClient => Expression.Call(typeof(FunctionCompiler), nameof(Client), null, invocation),
            ArgumentSource.Route => Expression.Call(RouteReader(type), invocation, Expression.Constant(parameter.Name)),
            _ => throw new InvalidOperationException($"Parameter {parameter.Name} of {function.Name} has no source."),
        };
    }

    // Null for a value type is its default, as an activity without input gets it.
    private static Expression Cast(Expression value, Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null
        ? Expression.Condition(
            Expression.ReferenceEqual(value, Expression.Constant(null)), Expression.Default(type), Expression.Convert(value, type))
        : Expression.Convert(value, type);

    private static Expression AsTask(MethodCallExpression call)
    {
        var type = call.Type;
        if (type == typeof(void))
        {
            return Expression.Block(call, Expression.Constant(Task.FromResult<object?>(null)));
        }

        if (type == typeof(Task) || type == typeof(ValueTask))
        {
            return Expression.Call(typeof(FunctionCompiler), nameof(Finished), null, call);
        }

        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return generic == typeof(Task<>) || generic == typeof(ValueTask<>)
            ? Expression.Call(typeof(FunctionCompiler), nameof(ResultOf), type.GetGenericArguments(), call)
            : Expression.Call(typeof(Task), nameof(Task.FromResult), [typeof(object)], Expression.Convert(call, typeof(object)));
    }

    private static async Task<object?> Finished(Task task)
    {
        await task;
        return null;
    }

    private static async Task<object?> Finished(ValueTask task)
    {
        await task;
        return null;
    }

    private static async Task<object?> ResultOf<T>(Task<T> task) => await task;

    private static async Task<object?> ResultOf<T>(ValueTask<T> task) => await task;

    // Not a service of its own: an application that injects the client would run here and not on Azure.
    private static DurableTaskClient Client(Invocation invocation) =>
        invocation.InstanceServices.GetRequiredService<DurableEngine>().Client;

    private static T? RouteValue<T>(Invocation invocation, string name)
        where T : IParsable<T>
    {
        var text = RouteText(invocation, name);
        if (text is null && default(T) is null)
        {
            return default;
        }

        return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new BadHttpRequestException($"The address has no usable value for \"{name}\".");
    }

    private static T? OptionalRouteValue<T>(Invocation invocation, string name)
        where T : struct, IParsable<T> => RouteText(invocation, name) is null ? null : RouteValue<T>(invocation, name);

    private static string? RouteText(Invocation invocation, string name) =>
        invocation.BindingContext.BindingData.TryGetValue(name, out var value)
            ? Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;

    private static MethodInfo RouteReader(Type type) => Nullable.GetUnderlyingType(type) is { } value
        ? Generic(nameof(OptionalRouteValue), value)
        : Generic(nameof(RouteValue), type);

    private static MethodInfo Generic(string name, Type type) => typeof(FunctionCompiler)
        .GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type);
}
