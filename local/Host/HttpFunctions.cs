using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Host;

/// <summary>Serves the application's HTTP functions.</summary>
internal sealed class HttpFunctions(FunctionRunner runner, HostJson hostJson, ILogger<HttpFunctions> log)
{
    /// <summary>The function's address template, from the root.</summary>
    public string RouteOf(Function function)
    {
        var route = ((HttpTriggerAttribute)function.Trigger).Route ?? function.Name;
        return "/" + string.Join('/', new[] { hostJson.RoutePrefix, route }.Select(part => part.Trim('/')).Where(part => part.Length > 0));
    }

    /// <exception cref="StartupException">Two functions have the same address and method, or a route cannot be read.</exception>
    public void Map(IEndpointRouteBuilder endpoints, IReadOnlyList<Function> functions)
    {
        RefuseDoubles(functions);
        foreach (var function in functions)
        {
            try
            {
                var methods = ((HttpTriggerAttribute)function.Trigger).Methods;
                RequestDelegate serve = http => ServeAsync(function, http);
                _ = methods is { Length: > 0 }
                    ? endpoints.MapMethods(RouteOf(function), methods.Select(m => m.ToUpperInvariant()), serve)
                    : endpoints.Map(RouteOf(function), serve);
            }
            catch (Microsoft.AspNetCore.Routing.Patterns.RoutePatternException e)
            {
                throw new StartupException($"Function {function.Name} has a route that cannot be read: {e.Message}", e);
            }
        }
    }

    private async Task ServeAsync(Function function, HttpContext http)
    {
        try
        {
            var route = http.Request.RouteValues.ToDictionary(StringComparer.OrdinalIgnoreCase);
            var invocation = new Invocation(function, http.RequestServices, route);
            var data = new RequestData(invocation, http);
            invocation.Trigger = function.TriggerParameter.ParameterType == typeof(HttpRequestData) ? data : http.Request;
            invocation.Features.Set<IHttpRequestDataFeature>(data);
            invocation.Items[FunctionContextExtensions.HttpContextKey] = http;
            await WriteAsync(http, await runner.RunAsync(invocation, http.RequestAborted));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug("The caller of {Function} went away", function.Name);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = e.StatusCode;
        }
        catch (Exception e)
        {
            log.LogError(e, "Function {Function} failed", function.Name);
            Fail(http);
        }
    }

    private static void Fail(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private static Task WriteAsync(HttpContext http, object? result) => result switch
    {
        null => Task.CompletedTask,
        HttpResponseData data => ResponseData.WriteAsync(data, http),
        IActionResult action => action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        IResult plain => plain.ExecuteAsync(http),
        string text => Results.Text(text).ExecuteAsync(http),
        _ => http.Response.WriteAsJsonAsync(result, result.GetType(), http.RequestAborted),
    };

    private void RefuseDoubles(IReadOnlyList<Function> functions)
    {
        var taken = new Dictionary<string, Function>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in functions)
        {
            foreach (var method in ((HttpTriggerAttribute)function.Trigger).Methods ?? ["any method"])
            {
                var address = $"{method.ToUpperInvariant()} {RouteOf(function)}";
                if (!taken.TryAdd(address, function))
                {
                    throw new StartupException($"Functions {taken[address].Name} and {function.Name} have the same address, {address}.");
                }
            }
        }
    }
}
