using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Storage;
using Tasdir.Storage.Calendar;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>Convenes a committee to a meeting, for whoever of its secretaries says so, wherever. Said again, it is the same meeting.</summary>
public sealed class Convening(MeetingStore meetings, Projections projections, CalendarStore calendars, TimeProvider clock)
{
    /// <summary>Convenes it.</summary>
    /// <param name="region">The committee's region; <c>00</c> for the national one.</param>
    /// <param name="on">The day.</param>
    /// <param name="by">Subject of the secretary's sign-in.</param>
    /// <param name="chosen">The cases, by reference; null for all that are open before the committee.</param>
    /// <param name="client">Starts what carries the meeting.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The meeting, or why there is none.</returns>
    public async Task<(Meeting? Meeting, Refusal? Refused)> ConveneAsync(
        string region, DateOnly on, string by, IReadOnlyList<string>? chosen, DurableTaskClient client, CancellationToken cancellation)
    {
        Meeting meeting = new(Keys.Meeting(region, on), region, on, by, clock.GetUtcNow(), chosen);
        if (await meetings.FindAsync(region, on, cancellation) is not { } convened)
        {
            if (await CheckAsync(meeting, cancellation) is { } refusal)
            {
                return (null, refusal);
            }

            await meetings.ConveneAsync(meeting, cancellation);
            convened = (await meetings.FindAsync(region, on, cancellation))!;
        }

        if (!(convened.Chosen ?? []).SequenceEqual(chosen ?? []))
        {
            return (null, new Refusal(RefusalCodes.MeetingTwice));
        }

        // Said again, it is the same run: the first request may have broken off before it began.
        await client.StartOnceAsync(nameof(CommitteeMeeting), convened.Id, new MeetingToHold(region, on), cancellation);
        return (convened, null);
    }

    private async Task<Refusal?> CheckAsync(Meeting meeting, CancellationToken cancellation)
    {
        ProgrammeRules rules = Programmes.Current(meeting.On);
        Circumstances now = new(rules, await calendars.GetAsync(cancellation), clock.GetUtcNow());
        Committee committee = meeting.Level == CommitteeLevel.National ? rules.Committees.National : rules.Committees.Of(meeting.Region);
        if (Meetings.CheckDay(meeting.On, committee, now) is { } wrongDay)
        {
            return wrongDay;
        }

        IReadOnlyList<string> open = await DrawUpAgenda.CandidatesAsync(projections, meeting, cancellation);
        return meeting.Chosen is { } chosen && chosen.Except(open).FirstOrDefault() is { } other ? new Refusal(RefusalCodes.ValueUnknown, "references", other)
            : open.Count == 0 ? new Refusal(RefusalCodes.MeetingEmpty)
            : null;
    }
}
