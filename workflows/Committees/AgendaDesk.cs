using Microsoft.Extensions.Options;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Mail;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>A case that a meeting has to decide, and one of its members.</summary>
public sealed record CaseOfMember(CaseFile File, Member Member)
{
    /// <summary>The session that the meeting holds.</summary>
    public Session Session => File.Sessions[^1];

    /// <summary>Whether the member has voted on it.</summary>
    public bool HasVote => Session.VoteOf(Member.Seat) is not null;

    /// <summary>Whether the member declared a conflict of interest: the dossier is closed to them.</summary>
    public bool HasConflict => Sitting.HasConflict(File, Member.Mailbox!);
}

/// <summary>Tells what is to be written to a member of a meeting.</summary>
public sealed class AgendaDesk(Procedure procedure, CaseStore store, MeetingStore meetings, VoteLinks votes, MeetingLinks links, IOptions<SiteOptions> site)
{
    /// <summary>The cases that a meeting has still to decide, once for each member who acts for a seat.</summary>
    public async Task<IReadOnlyList<CaseOfMember>> OpenAsync(Meeting meeting, CancellationToken cancellation)
    {
        List<CaseOfMember> open = [];
        foreach (string reference in await meetings.AgendaAsync(meeting.Id, cancellation))
        {
            CaseFile file = await store.GetAsync(reference, cancellation);
            if (RequestKey.AwaitedBy(file) is { Ask: Ask.Votes } && file.Sessions[^1].Meeting == meeting.Id)
            {
                open.AddRange(file.Sessions[^1].Members.Where(member => !member.IsVacant).Select(member => new CaseOfMember(file, member)));
            }
        }

        return open;
    }

    /// <summary>What a member is told.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="occasion">What it is written for.</param>
    /// <param name="own">The member's cases; none for somebody who acts for no seat any more.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<AgendaFacts> FactsAsync(Meeting meeting, AgendaOccasion occasion, IReadOnlyCollection<CaseOfMember> own, CancellationToken cancellation)
    {
        WorkingCalendar calendar = await procedure.CalendarAsync(cancellation);
        Member? member = own.FirstOrDefault()?.Member;
        return new AgendaFacts
        {
            Region = meeting.Level == CommitteeLevel.National ? null : Programmes.Current(meeting.On).Region(meeting.Region).Name,
            On = meeting.On,
            Occasion = occasion,
            Seat = member?.Name,
            Overview = member is null ? null : links.Create(site.Value, meeting, member.Seat, member.Mailbox!, calendar),
            Cases = [.. own.Where(one => occasion == AgendaOccasion.Call || !one.HasVote).Select(one => AgendaCaseOf(one, calendar))],
        };
    }

    private AgendaCase AgendaCaseOf(CaseOfMember one, WorkingCalendar calendar) => new(
        one.File.Reference,
        one.File.Form.Name ?? one.File.Reference,
        procedure.RulesOf(one.File).Scheme(one.File.Form.Scheme!).Name,
        one.Session.Amount,
        votes.Create(site.Value, one.File, one.Session, one.Member, calendar));
}
