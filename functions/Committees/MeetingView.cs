using Tasdir.Domain.Committees;
using Tasdir.Functions.Http;
using Tasdir.Storage.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>A meeting as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Region">The committee's region; <c>00</c> for the national one.</param>
/// <param name="On">Its day.</param>
/// <param name="Agenda">The cases on its agenda; none until it is drawn up, in a moment.</param>
/// <param name="Minutes">Whether its minutes are written.</param>
public sealed record MeetingView(string Id, string Region, DateOnly On, IReadOnlyList<string> Agenda, bool Minutes)
{
    /// <summary>The view of a meeting.</summary>
    public static async Task<MeetingView> OfAsync(Meeting meeting, MeetingStore meetings, CancellationToken cancellation) => new(
        meeting.Id,
        meeting.Region,
        meeting.On,
        await meetings.AgendaAsync(meeting.Id, cancellation),
        await meetings.HasMinutesAsync(meeting.Id, cancellation));

    /// <summary>Whether a committee's meetings are somebody's business: its secretary's, its region's officials', the programme's office.</summary>
    public static bool MaySee(Caller caller, string region) => caller.IsOfficial && (caller.Region == region || caller.Covers(region));
}
