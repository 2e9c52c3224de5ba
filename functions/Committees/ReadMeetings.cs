using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Http;
using Tasdir.Storage.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>The meetings of a committee, by day.</summary>
/// <param name="Items">The meetings.</param>
public sealed record MeetingsView(IReadOnlyList<MeetingView> Items);

public sealed class ReadMeetings(MeetingStore meetings)
{
    [Function(nameof(ReadMeetings))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/meetings")] HttpRequest request, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        string? region = (string?)request.Query["region"] ?? caller.Region;
        if (region is null || !MeetingView.MaySee(caller, region))
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        List<MeetingView> views = [];
        foreach (Meeting meeting in await meetings.OfAsync(region, cancellation))
        {
            views.Add(await MeetingView.OfAsync(meeting, meetings, cancellation));
        }

        return Results.Json(new MeetingsView(views), CaseJson.Options);
    }
}

/// <summary>Gives out the minutes of a meeting.</summary>
public sealed class DownloadMinutes(MeetingStore meetings)
{
    [Function(nameof(DownloadMinutes))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/meetings/{on}/minutes")] HttpRequest request,
        string on,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        string? region = (string?)request.Query["region"] ?? caller.Region;
        Meeting? meeting = region is not null && MeetingView.MaySee(caller, region)
            && DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? await meetings.FindAsync(region, day, cancellation)
            : null;
        return meeting is not null && await meetings.FindMinutesAsync(meeting.Id, cancellation) is { } minutes
            ? Serve(request, meeting.Id, minutes)
            : Problems.Of(request, RequestCodes.NotFound);
    }

    /// <summary>Minutes, to be saved.</summary>
    public static IResult Serve(HttpRequest request, string meeting, BinaryData minutes)
    {
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        request.HttpContext.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(minutes.ToMemory(), "application/pdf", meeting + ".pdf");
    }
}
