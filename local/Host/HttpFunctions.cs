using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;
using Tasdir.Local.Rpc;

namespace Tasdir.Local.Host;

/// <summary>Serves the HTTP functions: starts the invocation and lets the request go on into the worker, which pairs both.</summary>
internal sealed class HttpFunctions(FunctionCatalogue functions, Invoker invoker, HostJson hostJson, ILogger<HttpFunctions> log)
{
    private const string InvocationHeader = "x-ms-invocation-id";

    // How long a function that is told that its time is over may take to end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Every HTTP function.</summary>
    public IEnumerable<Function> All => functions.Of("httpTrigger");

    /// <summary>The function's address template, from the root.</summary>
    public string RouteOf(Function function) =>
        "/" + string.Join('/', new[] { hostJson.RoutePrefix, function.Trigger.Route ?? function.Name }.Select(part => part.Trim('/')).Where(part => part.Length > 0));

    /// <param name="endpoints">Where to serve them.</param>
    /// <param name="worker">The worker's own pipeline.</param>
    /// <exception cref="StartupException">Two functions have the same address and method, or a route cannot be read.</exception>
    public void Map(IEndpointRouteBuilder endpoints, RequestDelegate worker)
    {
        RefuseDoubles();
        foreach (var function in All)
        {
            try
            {
                var methods = function.Trigger.Methods;
                RequestDelegate serve = http => ServeAsync(function, http, worker);
                _ = methods is { Count: > 0 }
                    ? endpoints.MapMethods(RouteOf(function), methods.Select(m => m.ToUpperInvariant()), serve)
                    : endpoints.Map(RouteOf(function), serve);
            }
            catch (RoutePatternException e)
            {
                throw new StartupException($"Function {function.Name} has a route that cannot be read: {e.Message}", e);
            }
        }
    }

    private async Task ServeAsync(Function function, HttpContext http, RequestDelegate worker)
    {
        var invocation = InvocationFor(function, http);
        http.Request.Headers[InvocationHeader] = invocation.Id;

        // The worker looks for its own endpoint, and keeps one that is found already.
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        var running = invoker.RunAsync(invocation, http.RequestAborted);
        try
        {
            var answering = worker(http);
            await LetGoIfLateAsync(running, answering, http);
            await answering;
            await running;
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug("The caller of {Function} went away", function.Name);
        }
        catch (Exception e)
        {
            log.LogError(e, "Function {Function} failed", function.Name);
            Fail(http);
        }
        finally
        {
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Azure restarts a worker whose function outlasts functionTimeout; here the others go on, and the caller of this one is let go.
    private static async Task LetGoIfLateAsync(Task running, Task answering, HttpContext http)
    {
        await Task.WhenAny(running, answering);
        if (running.Exception?.InnerException is TimeoutException && await Task.WhenAny(answering, Task.Delay(Grace)) != answering)
        {
            http.Abort();
        }
    }

    private static Invocation InvocationFor(Function function, HttpContext http)
    {
        var request = http.Request;
        Invocation invocation = new(function, new TypedData { Http = new RpcHttp() })
        {
            Metadata =
            {
                ["Query"] = Json(request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
                ["Headers"] = Json(request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
            },
        };
        foreach (var (name, value) in request.RouteValues)
        {
            invocation.Metadata[name] = new TypedData { String = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "" };
        }

        return invocation;
    }

    private static TypedData Json(Dictionary<string, string> pairs) => new() { Json = JsonSerializer.Serialize(pairs) };

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

    private void RefuseDoubles()
    {
        var taken = new Dictionary<string, Function>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in All)
        {
            foreach (var method in function.Trigger.Methods ?? ["any method"])
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
