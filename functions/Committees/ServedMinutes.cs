using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Committees;
using Tasdir.Storage.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>Gives out the minutes of a meeting.</summary>
public sealed class ServedMinutes(MeetingStore meetings)
{
    /// <summary>The minutes of a committee's meeting, to be saved; null if there are none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="region">The committee's region; <c>00</c> for the national one.</param>
    /// <param name="on">The day, as the address spells it.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IResult?> FindAsync(HttpRequest request, string region, string on, CancellationToken cancellation)
    {
        Meeting? meeting = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? await meetings.FindAsync(region, day, cancellation)
            : null;
        return meeting is null ? null : await FindAsync(request, meeting, cancellation);
    }

    /// <summary>The minutes of a meeting, to be saved; null if there are none.</summary>
    public async Task<IResult?> FindAsync(HttpRequest request, Meeting meeting, CancellationToken cancellation)
    {
        if (await meetings.FindMinutesAsync(meeting.Id, cancellation) is not { } minutes)
        {
            return null;
        }

        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        request.HttpContext.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(minutes.ToMemory(), "application/pdf", meeting.Id + ".pdf");
    }
}
