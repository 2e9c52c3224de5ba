using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Clock;

/// <summary>Reads and moves the clock over HTTP.</summary>
internal static class ClockEndpoints
{
    public const string Path = "/local/clock";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, http => Answer(http.RequestServices).ExecuteAsync(http));
        endpoints.MapPost(Path, async http => await (await MoveAsync(http)).ExecuteAsync(http));
    }

    private static IResult Answer(IServiceProvider services)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        return Results.Json(new { now = clock.GetUtcNow(), offset = (clock as MovableClock)?.Offset ?? TimeSpan.Zero });
    }

    private static async Task<IResult> MoveAsync(HttpContext http)
    {
        if (http.RequestServices.GetRequiredService<TimeProvider>() is not MovableClock clock)
        {
            return Problem("The clock of this host has been replaced and is moved by whoever replaced it.");
        }

        var (target, fault) = await ReadTargetAsync(http, clock.GetUtcNow());
        if (fault is not null)
        {
            return Problem(fault);
        }

        await http.RequestServices.GetRequiredService<ClockMover>().MoveToAsync(target, http.RequestAborted);
        return Answer(http.RequestServices);
    }

    private static async Task<(DateTimeOffset Target, string? Fault)> ReadTargetAsync(HttpContext http, DateTimeOffset now)
    {
        try
        {
            var move = await JsonSerializer.DeserializeAsync<Move>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted);
            return move switch
            {
                { Advance: { } advance, To: null } when advance < TimeSpan.Zero => (now, "The clock moves forward only: advance is negative."),
                { Advance: { } advance, To: null } => (now + advance, null),
                { Advance: null, To: { } to } when to < now => (now, $"The clock moves forward only: it is {now:O} already."),
                { Advance: null, To: { } to } => (to, null),
                _ => (now, "Give either advance, as \"3.00:00:00\" (days.hours:minutes:seconds), or to, as \"2026-12-24T08:00:00Z\"."),
            };
        }
        catch (JsonException e)
        {
            return (now, $"The body is not JSON with advance (\"3.00:00:00\") or to (\"2026-12-24T08:00:00Z\"): {e.Message}");
        }
        catch (ArgumentOutOfRangeException)
        {
            return (now, "That is beyond the end of the calendar.");
        }
    }

    private static IResult Problem(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The clock was not moved");

    private sealed record Move(TimeSpan? Advance, DateTimeOffset? To);
}
