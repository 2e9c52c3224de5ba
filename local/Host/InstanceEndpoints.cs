using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Host;

/// <summary>The management addresses that look at instances and remove them.</summary>
internal static class InstanceEndpoints
{
    private const string ContinuationHeader = "x-ms-continuation-token";

    public static void Map(IEndpointRouteBuilder instances)
    {
        instances.MapGet("/", ListAsync);
        instances.MapDelete("/", PurgeSomeAsync);
        instances.MapGet("/{id}", StatusAsync);
        instances.MapDelete("/{id}", PurgeAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, DurableEngine engine, string? instanceIdPrefix, string? createdTimeFrom, string? createdTimeTo, int? top, bool? showInput)
    {
        var query = new OrchestrationQuery(
            TimeIn(createdTimeFrom),
            TimeIn(createdTimeTo),
            StatusesIn(http.Request),
            InstanceIdPrefix: instanceIdPrefix,
            PageSize: top ?? OrchestrationQuery.DefaultPageSize,
            FetchInputsAndOutputs: true,
            ContinuationToken: http.Request.Headers[ContinuationHeader]);
        await foreach (var page in engine.Client.GetAllInstancesAsync(query).AsPages(query.ContinuationToken, query.PageSize))
        {
            http.Response.Headers[ContinuationHeader] = page.ContinuationToken;
            return Results.Json(page.Values.Select(instance => Payload(instance, showInput ?? true)));
        }

        return Results.Json(Array.Empty<object>());
    }

    private static async Task<IResult> StatusAsync(
        string id, HttpContext http, DurableEngine engine, bool? showInput, bool? returnInternalServerErrorOnFailure)
    {
        if (await engine.Client.GetInstanceAsync(id, getInputsAndOutputs: true) is not { } instance)
        {
            return Results.NotFound();
        }

        var payload = Payload(instance, showInput ?? true);
        if (!instance.IsCompleted)
        {
            http.Response.Headers.RetryAfter = "5";
            return new Located(Results.Json(payload, statusCode: StatusCodes.Status202Accepted));
        }

        var failed = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed && returnInternalServerErrorOnFailure == true;
        return Results.Json(payload, statusCode: failed ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    private static async Task<IResult> PurgeAsync(string id, DurableEngine engine) => await engine.Client.GetInstanceAsync(id) is null
        ? Results.NotFound()
        : Results.Json(new { instancesDeleted = (await engine.Client.PurgeInstanceAsync(id)).PurgedInstanceCount });

    private static async Task<IResult> PurgeSomeAsync(HttpRequest request, DurableEngine engine, string? createdTimeFrom, string? createdTimeTo)
    {
        if (TimeIn(createdTimeFrom) is not { } from)
        {
            return Results.Json("Please provide value for 'createdTimeFrom' parameter.", statusCode: StatusCodes.Status400BadRequest);
        }

        var purged = await engine.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(from, TimeIn(createdTimeTo), StatusesIn(request)));
        return purged.PurgedInstanceCount == 0
            ? Results.NotFound()
            : Results.Json(new { instancesDeleted = purged.PurgedInstanceCount });
    }

    private static DateTimeOffset? TimeIn(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static OrchestrationRuntimeStatus[]? StatusesIn(HttpRequest request)
    {
        var names = request.Query["runtimeStatus"].OfType<string>().SelectMany(value => value.Split(','));
        OrchestrationRuntimeStatus[] found = [.. names.Where(name => Enum.TryParse<OrchestrationRuntimeStatus>(name, true, out _))
            .Select(name => Enum.Parse<OrchestrationRuntimeStatus>(name, true))];
        return found.Length == 0 ? null : found;
    }

    private static object Payload(OrchestrationMetadata instance, bool showInput) => new
    {
        name = instance.Name,
        instanceId = instance.InstanceId,
        runtimeStatus = instance.RuntimeStatus.ToString(),
        input = showInput ? Parsed(instance.SerializedInput) : null,
        customStatus = Parsed(instance.SerializedCustomStatus),
        output = instance.FailureDetails is { } failure ? JsonValue.Create(failure.ErrorMessage) : Parsed(instance.SerializedOutput),
        createdTime = instance.CreatedAt.UtcDateTime.ToString("s") + "Z",
        lastUpdatedTime = instance.LastUpdatedAt.UtcDateTime.ToString("s") + "Z",
    };

    private static JsonNode? Parsed(string? json) => json is null ? null : JsonNode.Parse(json);

    /// <summary>A result with its own address as the place to look again.</summary>
    private sealed class Located(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = httpContext.Request.GetEncodedUrl();
            return inner.ExecuteAsync(httpContext);
        }
    }
}
