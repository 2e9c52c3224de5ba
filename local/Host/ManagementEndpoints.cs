using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Host;

/// <summary>The addresses that a check-status response names, as the durable extension serves them. Here: to start instances and to steer them.</summary>
internal static class ManagementEndpoints
{
    public const string Path = "/runtime/webhooks/durabletask";

    public static void Map(IEndpointRouteBuilder web)
    {
        var instances = web.MapGroup(Path + "/instances");
        InstanceEndpoints.Map(instances);
        instances.MapPost("/{id}/raiseEvent/{eventName}", RaiseAsync);
        instances.MapPost("/{id}/restart", RestartAsync);
        Steer("terminate", (client, id, reason) => client.TerminateInstanceAsync(id, reason));
        Steer("suspend", (client, id, reason) => client.SuspendInstanceAsync(id, reason));
        Steer("resume", (client, id, reason) => client.ResumeInstanceAsync(id, reason));
        Steer("rewind", (client, id, reason) => client.RewindInstanceAsync(id, reason ?? ""), failedToo: true);
        web.MapPost(
            Path + "/orchestrators/{name}/{id?}",
            (string name, string? id, HttpRequest request, DurableEngine engine) => StartAsync(name, id, request, engine));

        void Steer(string verb, Func<DurableTaskClient, string, string?, Task> act, bool failedToo = false) => instances.MapPost(
            "/{id}/" + verb,
            async (string id, string? reason, DurableEngine engine) =>
                await RefusalAsync(engine.Client, id, failedToo) ?? await AcceptedAsync(act(engine.Client, id, reason)));
    }

    private static async Task<IResult> RaiseAsync(string id, string eventName, HttpRequest request, DurableEngine engine)
    {
        if (await RefusalAsync(engine.Client, id, failedToo: false) is { } refusal)
        {
            return refusal;
        }

        if (!request.HasJsonContentType())
        {
            return BadRequest("Only application/json request content is supported");
        }

        try
        {
            return await AcceptedAsync(engine.Client.RaiseEventAsync(id, eventName, await JsonIn(request)));
        }
        catch (JsonException)
        {
            return BadRequest("Invalid JSON content");
        }
    }

    private static async Task<IResult> StartAsync(string name, string? id, HttpRequest request, DurableEngine engine)
    {
        try
        {
            var options = new StartOrchestrationOptions(id);
            return CheckStatus(await engine.Client.ScheduleNewOrchestrationInstanceAsync(name, await JsonIn(request), options), request);
        }
        catch (JsonException)
        {
            return BadRequest("Invalid JSON content");
        }
    }

    private static async Task<IResult> RestartAsync(string id, HttpRequest request, DurableEngine engine, bool? restartWithNewInstanceId)
    {
        try
        {
            return CheckStatus(await engine.Client.RestartAsync(id, restartWithNewInstanceId ?? true), request);
        }
        catch (ArgumentException)
        {
            return BadRequest("InstanceId does not match a valid orchestration instance.");
        }
    }

    private static IResult CheckStatus(string id, HttpRequest request)
    {
        var instance = $"{request.Scheme}://{request.Host}{Path}/instances/{Uri.EscapeDataString(id)}";
        request.HttpContext.Response.Headers.RetryAfter = "10";
        return Results.Accepted(instance, new
        {
            id,
            purgeHistoryDeleteUri = instance,
            sendEventPostUri = instance + "/raiseEvent/{eventName}",
            statusQueryGetUri = instance,
            terminatePostUri = instance + "/terminate?reason={text}",
            suspendPostUri = instance + "/suspend?reason={text}",
            resumePostUri = instance + "/resume?reason={text}",
        });
    }

    // What has ended is not steered any more; only a failed instance can be taken back to before its failure.
    private static async Task<IResult?> RefusalAsync(DurableTaskClient client, string id, bool failedToo)
    {
        var instance = await client.GetInstanceAsync(id);
        return instance is null ? Results.NotFound()
            : instance.IsCompleted && !(failedToo && instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed)
                ? Results.StatusCode(StatusCodes.Status410Gone)
            : null;
    }

    private static async Task<IResult> AcceptedAsync(Task done)
    {
        await done;
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static IResult BadRequest(string message) => Results.Json(new { Message = message }, statusCode: StatusCodes.Status400BadRequest);

    private static async Task<JsonElement?> JsonIn(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        return text.Length == 0 ? null : JsonDocument.Parse(text).RootElement.Clone();
    }
}
