using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Which meeting.</summary>
/// <param name="Region">Region of the committee.</param>
/// <param name="On">Its day.</param>
public sealed record MeetingToHold(string Region, DateOnly On);

/// <summary>How a meeting goes.</summary>
/// <param name="Agenda">Its cases.</param>
/// <param name="Reminders">When members are reminded, UTC.</param>
/// <param name="ClosesAt">When its day is over, UTC.</param>
public sealed record MeetingPlan(IReadOnlyList<string> Agenda, IReadOnlyList<DateTimeOffset> Reminders, DateTimeOffset ClosesAt);

/// <summary>Puts the open cases of the committee, or those that its secretary chose, on the agenda of a meeting.</summary>
public sealed class DrawUpAgenda(Procedure procedure, CaseStore store, Projections projections, MeetingStore meetings, TimeProvider clock)
{
    /// <summary>Draws it up. Drawn up again, it has the same cases.</summary>
    [Function(nameof(DrawUpAgenda))]
    public async Task<MeetingPlan> Run([ActivityTrigger] MeetingToHold held, CancellationToken cancellation)
    {
        Meeting meeting = await meetings.FindAsync(held.Region, held.On, cancellation)
            ?? throw new InvalidOperationException($"No meeting in {held.Region} on {held.On:yyyy-MM-dd}.");
        Circumstances now = new(Programmes.Current(meeting.On), await procedure.CalendarAsync(cancellation), clock.GetUtcNow());
        // A meeting whose day is over takes no more cases, even if it is begun anew.
        IReadOnlyList<string> agenda = now.IsPast(meeting.On)
            ? await meetings.AgendaAsync(meeting.Id, cancellation)
            : await PlaceAsync(meeting, cancellation);
        return new(agenda, [.. Meetings.RemindersOf(meeting, now).Select(now.Calendar.OpeningOf)], now.Calendar.EndOfDay(meeting.On));
    }

    /// <summary>The cases that a meeting can treat, as the lists have them.</summary>
    public static async Task<IReadOnlyList<string>> CandidatesAsync(Projections projections, Meeting meeting, CancellationToken cancellation)
    {
        List<string> found = [];
        foreach (string region in meeting.Level == CommitteeLevel.National ? Programmes.Current(meeting.On).Regions.Select(region => region.Code) : [meeting.Region])
        {
            found.AddRange((await projections.AllOfTurnAsync(region, Turn.Committee, cancellation))
                .Where(line => line.State == meeting.Treats).Select(line => line.Reference));
        }

        return found;
    }

    private async Task<IReadOnlyList<string>> PlaceAsync(Meeting meeting, CancellationToken cancellation)
    {
        List<string> agenda = [];
        foreach (string reference in meeting.Chosen ?? await CandidatesAsync(projections, meeting, cancellation))
        {
            if (await PlaceAsync(meeting, reference, cancellation))
            {
                agenda.Add(reference);
            }
        }

        await meetings.PlaceAsync(meeting.Id, agenda, cancellation);
        return agenda;
    }

    // A case that left the committee since it was listed, or is on another agenda, is not on this one.
    private async Task<bool> PlaceAsync(Meeting meeting, string reference, CancellationToken cancellation)
    {
        Operation operation = new($"{nameof(DrawUpAgenda)}:{meeting.Id}", Actor.Procedure);
        Appended appended = await store.AppendAsync(
            reference,
            operation,
            file => file.State == meeting.Treats ? Sitting.PlaceOnAgenda(file, meeting.Id, meeting.On) : Outcome.AlreadySo,
            beforeWriting: null,
            cancellation);
        if (appended.File is not { } file || !file.Sessions.Exists(session => session.Meeting == meeting.Id))
        {
            return false;
        }

        await projections.ProjectAsync(file, cancellation);
        return true;
    }
}
