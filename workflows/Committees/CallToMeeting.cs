using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Mail;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Calls the members of a meeting, or reminds them.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Reminder">0 for the call, from 1 for a reminder.</param>
/// <param name="IsLast">Whether it is the last reminder.</param>
/// <param name="Seat">The one seat that is called; null for all.</param>
public sealed record MeetingCall(MeetingToHold Meeting, int Reminder, bool IsLast, string? Seat = null);

/// <summary>
/// Writes to the members of a meeting: one mail each, with a link for every case on which they can still act. With the last
/// reminder the chair is told of the cases that have no quorum yet. A mail that is sent again has the same id.
/// </summary>
public sealed class CallToMeeting(
    Procedure procedure, CaseStore store, MeetingStore meetings, MailSender mail, VoteLinks votes, MeetingLinks links, IOptions<SiteOptions> site)
{
    /// <summary>Writes to them.</summary>
    [Function(nameof(CallToMeeting))]
    public async Task Run([ActivityTrigger] MeetingCall call, CancellationToken cancellation)
    {
        Meeting meeting = (await meetings.FindAsync(call.Meeting.Region, call.Meeting.On, cancellation))!;
        WorkingCalendar calendar = await procedure.CalendarAsync(cancellation);
        List<CaseFile> open = [];
        foreach (string reference in await meetings.AgendaAsync(meeting.Id, cancellation))
        {
            CaseFile file = await store.GetAsync(reference, cancellation);
            if (RequestKey.AwaitedBy(file) is { Ask: Ask.Votes } && file.Sessions[^1].Meeting == meeting.Id)
            {
                open.Add(file);
            }
        }

        var called =
            from file in open
            from member in file.Sessions[^1].Members
            where !member.IsVacant && (call.Seat is null || call.Seat == member.Seat)
            where file.Sessions[^1].VoteOf(member.Seat) is null || (call.IsLast && member.Chair)
            group (file, member) by (member.Seat, Mailbox: member.Mailbox!.ToLowerInvariant());
        foreach (var cases in called)
        {
            Member member = cases.First().member;
            AgendaFacts facts = new()
            {
                Region = meeting.Level == CommitteeLevel.National ? null : Programmes.Current(meeting.On).Region(meeting.Region).Name,
                On = meeting.On,
                Reminder = call.Reminder > 0,
                Seat = member.Name!,
                WithoutQuorum = call.IsLast && member.Chair ? cases.Count(one => Quorum.Of(one.file.Sessions[^1]) is var quorum && quorum.Counted < quorum.Needed) : null,
                Overview = links.Create(site.Value, meeting, member.Seat, member.Mailbox!, calendar),
                Cases = [.. cases.Where(one => one.file.Sessions[^1].VoteOf(one.member.Seat) is null).Select(one => AgendaCaseOf(one.file, one.member, calendar))],
            };
            if (facts.Cases.Count > 0 || facts.WithoutQuorum > 0)
            {
                await mail.SendAsync(
                    Keys.MeetingMail(meeting.Id, member.Seat, member.Mailbox!, call.Reminder), member.Mailbox!, await Letters.ComposeAgendaAsync(facts, "fr"), cancellation);
            }
        }
    }

    private AgendaCase AgendaCaseOf(CaseFile file, Member member, WorkingCalendar calendar) => new(
        file.Reference,
        file.Form.Name ?? file.Reference,
        procedure.RulesOf(file).Scheme(file.Form.Scheme!).Name,
        file.Sessions[^1].Amount,
        votes.Create(site.Value, file, file.Sessions[^1], member, calendar));
}
