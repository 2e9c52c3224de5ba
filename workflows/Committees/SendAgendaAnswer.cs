using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Tasdir.Domain.Committees;
using Tasdir.Mail;
using Tasdir.Mail.Replies;
using Tasdir.Storage;
using Tasdir.Storage.Committees;

namespace Tasdir.Workflows.Committees;

/// <summary>Writes to who answered the mail about a meeting: that this is no vote, and where the cases are voted on that wait for one.</summary>
public sealed class SendAgendaAnswer(AgendaDesk desk, MeetingStore meetings, MailSender mail, ReplyAddresses replies, ILogger<SendAgendaAnswer> log)
{
    /// <summary>Sends it. Sent again, it has the same id.</summary>
    [Function(nameof(SendAgendaAnswer))]
    public async Task Run([ActivityTrigger] AnsweredAgenda answered, CancellationToken cancellation)
    {
        Meeting meeting = (await meetings.FindAsync(answered.Meeting.Region, answered.Meeting.On, cancellation))!;
        IReadOnlyList<CaseOfMember> open = await desk.OpenAsync(meeting, cancellation);
        CaseOfMember[] cases = [.. open.Where(one => string.Equals(one.Member.Mailbox, answered.Mailbox, StringComparison.OrdinalIgnoreCase))];
        string mailId = Keys.AgendaAnswer(meeting.Id, answered.Mailbox, answered.On);
        Letter letter = await Letters.ComposeAgendaAsync(await desk.FactsAsync(meeting, AgendaOccasion.Answer, cases, cancellation), "fr");
        try
        {
            await mail.SendAsync(mailId, answered.Mailbox, letter, cancellation, replies.AddressFor(meeting.Region, meeting.On, answered.Mailbox));
        }
        catch (MailRefusedException refused) when (refused.IsOfThisMail)
        {
            // It will never be taken; the answer itself waits for the secretary.
            log.LogWarning("Mail {MailId} is refused by the mail service.", mailId);
        }
    }
}
