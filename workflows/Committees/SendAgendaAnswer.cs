using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Committees;
using Tasdir.Mail;
using Tasdir.Mail.Replies;
using Tasdir.Storage;
using Tasdir.Storage.Committees;

namespace Tasdir.Workflows.Committees;

/// <summary>Writes to who answered the mail about a meeting: that this is no vote, and where the cases are voted on that wait for one.</summary>
public sealed class SendAgendaAnswer(AgendaDesk desk, MeetingStore meetings, MailSender mail, ReplyAddresses replies)
{
    /// <summary>Sends it. Sent again, it has the same id.</summary>
    [Function(nameof(SendAgendaAnswer))]
    public async Task Run([ActivityTrigger] AnsweredAgenda answered, CancellationToken cancellation)
    {
        Meeting meeting = (await meetings.FindAsync(answered.Meeting.Region, answered.Meeting.On, cancellation))!;
        IReadOnlyList<CaseOfMember> open = await desk.OpenAsync(meeting, cancellation);
        CaseOfMember[] cases = [.. open.Where(one => string.Equals(one.Member.Mailbox, answered.Mailbox, StringComparison.OrdinalIgnoreCase))];
        await mail.SendAsync(
            Keys.AgendaAnswer(meeting.Id, answered.Mailbox, answered.On),
            answered.Mailbox,
            await Letters.ComposeAgendaAsync(await desk.FactsAsync(meeting, AgendaOccasion.Answer, cases, cancellation), "fr"),
            cancellation,
            replies.AddressFor(meeting.Region, meeting.On, answered.Mailbox));
    }
}
