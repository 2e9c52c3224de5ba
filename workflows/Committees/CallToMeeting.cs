using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Tasdir.Domain.Committees;
using Tasdir.Mail;
using Tasdir.Mail.Replies;
using Tasdir.Storage;
using Tasdir.Storage.Committees;
using Tasdir.Storage.Mail;

namespace Tasdir.Workflows.Committees;

/// <summary>Calls the members of a meeting, or reminds them.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Reminder">0 for the call, from 1 for a reminder.</param>
/// <param name="IsLast">Whether it is the last reminder.</param>
/// <param name="Seat">The one seat that is called; null for all.</param>
public sealed record MeetingCall(MeetingToHold Meeting, int Reminder, bool IsLast, string? Seat = null)
{
    /// <summary>Whether it calls everybody: those, too, who have voted, for they may vote otherwise until the close.</summary>
    internal bool IsToAll => Reminder == 0 && Seat is null;
}

/// <summary>
/// Writes to the members of a meeting: one mail each, with a link for every case on which they can act. The call is to all of them;
/// reminders are of the cases on which they have not voted. With the last one the chair is told of the cases that have no quorum
/// yet. A mail that is sent again has the same id. Whose mail is refused holds nobody up: the alternate is written to instead, and
/// the secretary told.
/// </summary>
public sealed class CallToMeeting(
    AgendaDesk desk, MeetingStore meetings, MailSender mail, ReplyAddresses replies, CallAlternates alternates, CommitteeMail waiting, TimeProvider clock, ILogger<CallToMeeting> log)
{
    /// <summary>Writes to them.</summary>
    [Function(nameof(CallToMeeting))]
    public async Task Run([ActivityTrigger] MeetingCall call, CancellationToken cancellation)
    {
        Meeting meeting = (await meetings.FindAsync(call.Meeting.Region, call.Meeting.On, cancellation))!;
        HashSet<(string Seat, string Mailbox)> written = [];
        Queue<MeetingCall> calls = new([call]);
        while (calls.TryDequeue(out MeetingCall? next))
        {
            foreach (LostCall lost in await WriteAsync(meeting, next, written, cancellation))
            {
                if (await alternates.Run(lost, cancellation))
                {
                    calls.Enqueue(new MeetingCall(call.Meeting, Reminder: 0, IsLast: false, lost.Seat));
                }
            }
        }
    }

    // Gives the mails that were refused.
    private async Task<IReadOnlyList<LostCall>> WriteAsync(
        Meeting meeting, MeetingCall call, HashSet<(string Seat, string Mailbox)> written, CancellationToken cancellation)
    {
        List<LostCall> lost = [];
        var called =
            from one in await desk.OpenAsync(meeting, cancellation)
            where call.Seat is null || call.Seat == one.Member.Seat
            where !one.HasVote || (call.IsLast && one.Member.Chair) || (call.IsToAll && !one.HasConflict)
            group one by (one.Member.Seat, Mailbox: one.Member.Mailbox!.ToLowerInvariant());
        foreach (var cases in called.Where(cases => written.Add(cases.Key)))
        {
            if (await WriteAsync(meeting, call, [.. cases], cancellation) is { } refused)
            {
                lost.Add(refused);
            }
        }

        return lost;
    }

    private async Task<LostCall?> WriteAsync(Meeting meeting, MeetingCall call, CaseOfMember[] cases, CancellationToken cancellation)
    {
        Member member = cases[0].Member;
        AgendaFacts facts = await desk.FactsAsync(meeting, call.Reminder > 0 ? AgendaOccasion.Reminder : AgendaOccasion.Call, cases, cancellation) with
        {
            WithoutQuorum = call.IsLast && member.Chair ? cases.Count(one => Quorum.Of(one.Session) is var quorum && quorum.Counted < quorum.Needed) : null,
        };
        if (facts.Cases.Count == 0 && facts.WithoutQuorum is null or 0)
        {
            return null;
        }

        string mailId = Keys.MeetingMail(meeting.Id, member.Seat, member.Mailbox!, call.Reminder);
        try
        {
            await mail.SendAsync(
                mailId, member.Mailbox!, await Letters.ComposeAgendaAsync(facts, "fr"), cancellation, replies.AddressFor(meeting.Region, meeting.On, member.Mailbox!));
            return null;
        }
        catch (MailRefusedException refused) when (refused.IsOfThisMail)
        {
            log.LogWarning("Mail {MailId} is refused by the mail service.", mailId);
            await waiting.AddAsync(
                WaitingMail.Lost(mailId, meeting.Region, member.Seat, member.Mailbox, "refused", refused.Message, clock.GetUtcNow()), cancellation);
            return new LostCall(call.Meeting, member.Seat, mailId);
        }
    }
}
