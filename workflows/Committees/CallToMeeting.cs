using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Committees;
using Tasdir.Mail;
using Tasdir.Mail.Replies;
using Tasdir.Storage;
using Tasdir.Storage.Committees;

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
public sealed class CallToMeeting(AgendaDesk desk, MeetingStore meetings, MailSender mail, ReplyAddresses replies)
{
    /// <summary>Writes to them.</summary>
    [Function(nameof(CallToMeeting))]
    public async Task Run([ActivityTrigger] MeetingCall call, CancellationToken cancellation)
    {
        Meeting meeting = (await meetings.FindAsync(call.Meeting.Region, call.Meeting.On, cancellation))!;
        var called =
            from one in await desk.OpenAsync(meeting, cancellation)
            where call.Seat is null || call.Seat == one.Member.Seat
            where !one.HasVote || (call.IsLast && one.Member.Chair)
            group one by (one.Member.Seat, Mailbox: one.Member.Mailbox!.ToLowerInvariant());
        foreach (CaseOfMember[] cases in called.Select(cases => cases.ToArray()))
        {
            Member member = cases[0].Member;
            AgendaFacts facts = await desk.FactsAsync(meeting, call.Reminder > 0 ? AgendaOccasion.Reminder : AgendaOccasion.Call, cases, cancellation) with
            {
                WithoutQuorum = call.IsLast && member.Chair ? cases.Count(one => Quorum.Of(one.Session) is var quorum && quorum.Counted < quorum.Needed) : null,
            };
            if (facts.Cases.Count > 0 || facts.WithoutQuorum > 0)
            {
                await mail.SendAsync(
                    Keys.MeetingMail(meeting.Id, member.Seat, member.Mailbox!, call.Reminder),
                    member.Mailbox!,
                    await Letters.ComposeAgendaAsync(facts, "fr"),
                    cancellation,
                    replies.AddressFor(meeting.Region, meeting.On, member.Mailbox!));
            }
        }
    }
}
