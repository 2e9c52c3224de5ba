using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Host;

/// <summary>Where a parameter's argument comes from.</summary>
internal enum ArgumentSource
{
    None,
    Trigger,
    Input,
    Context,
    Cancellation,
    DurableClient,
    Route,
}

/// <summary>The rules for a function's parameters: which kinds it may have, and where each one's argument comes from.</summary>
internal static class Signature
{
    public static ArgumentSource SourceOf(Function function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.Position == function.TriggerParameter.Position)
        {
            return function.Trigger is ActivityTriggerAttribute && type != typeof(TaskActivityContext)
                ? ArgumentSource.Input
                : ArgumentSource.Trigger;
        }

        return type switch
        {
            _ when type == typeof(FunctionContext) => ArgumentSource.Context,
            _ when type == typeof(CancellationToken) => ArgumentSource.Cancellation,
            _ when type == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute)) => ArgumentSource.DurableClient,
            _ => function.Trigger switch
            {
                HttpTriggerAttribute http when IsRouteValue(http, function, parameter) => ArgumentSource.Route,
                OrchestrationTriggerAttribute when parameter.Position == InputOf(function)?.Position => ArgumentSource.Input,
                ActivityTriggerAttribute when type == typeof(TaskActivityContext) => ArgumentSource.Trigger,
                ActivityTriggerAttribute when type == typeof(string) && parameter.Name == "instanceId" => ArgumentSource.Route,
                _ => ArgumentSource.None,
            },
        };
    }

    /// <summary>The sentence that says what is wrong with the function; null when it can be run.</summary>
    public static string? Fault(Function function)
    {
        var trigger = function.TriggerParameter;
        var expected = function.Trigger switch
        {
            HttpTriggerAttribute when trigger.ParameterType == typeof(HttpRequestData) => typeof(HttpRequestData),
            HttpTriggerAttribute => typeof(HttpRequest),
            TimerTriggerAttribute => typeof(TimerInfo),
            OrchestrationTriggerAttribute => typeof(TaskOrchestrationContext),
            EntityTriggerAttribute => typeof(TaskEntityDispatcher),
            _ => trigger.ParameterType,
        };
        if (trigger.ParameterType != expected)
        {
            return $"parameter {trigger.Name} must be a {expected.Name}";
        }

        if (function.Method.ContainsGenericParameters)
        {
            return "a function cannot be generic";
        }

        var unbound = function.Method.GetParameters().FirstOrDefault(p => SourceOf(function, p) == ArgumentSource.None);
        return unbound is null ? null : $"nothing can be given to parameter {unbound.Name} ({unbound.ParameterType.Name})";
    }

    /// <summary>An orchestration's input: the first parameter that nothing else provides.</summary>
    public static ParameterInfo? InputOf(Function orchestration) => orchestration.Method.GetParameters().FirstOrDefault(p =>
        p.Position != orchestration.TriggerParameter.Position
        && p.ParameterType != typeof(FunctionContext)
        && p.ParameterType != typeof(CancellationToken)
        && !p.IsDefined(typeof(DurableClientAttribute)));

    private static bool IsRouteValue(HttpTriggerAttribute http, Function function, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return RoutePatternFactory.Parse(http.Route ?? function.Name).GetParameter(parameter.Name!) is not null
            && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>));
    }
}
