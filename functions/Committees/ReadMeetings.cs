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
public sealed class DownloadMinutes(ServedMinutes served)
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
        return region is not null && MeetingView.MaySee(caller, region) && await served.FindAsync(request, region, on, cancellation) is { } minutes
            ? minutes
            : Problems.Of(request, RequestCodes.NotFound);
    }
}
