using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Mail;
using Tasdir.Storage;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Writes to the member and to who acts meanwhile. Sent again, the mails have the same ids.</summary>
public sealed class SendAbsenceMails(
    AbsenceStore absences, AbsencePasses passes, MailSender mail, IOptions<SiteOptions> site, TimeProvider clock, ILogger<SendAbsenceMails> log)
{
    /// <summary>Sends both.</summary>
    [Function(nameof(SendAbsenceMails))]
    public async Task Run([ActivityTrigger] AbsenceToTell told, CancellationToken cancellation)
    {
        Delegation absence = (await absences.OfAsync(told.Committee, cancellation)).First(one => one.Id == told.Id).Delegation;
        CommitteeRules rules = Programmes.Current(WorkingCalendar.Default.DateOf(clock.GetUtcNow())).Committees;
        Committee committee = told.Committee == Meetings.WholeCountry ? rules.National : rules.Of(told.Committee);
        Text seat = committee.Seats.FirstOrDefault(one => one.Code == absence.Seat)?.Name ?? new Text(absence.Seat, absence.Seat);
        AbsenceFacts toDelegate = new(
            committee.Name, seat, absence.From, absence.Until, absence.Mailbox, absence.Delegate, told.IsEnded, Page: null);
        AbsenceFacts toMember = toDelegate with { Page = passes.Create(site.Value, told.Committee, absence.Seat, absence.Mailbox) };

        await SendAsync(Keys.AbsenceReceipt(told.Id, told.IsEnded), absence.Mailbox, toMember, cancellation);
        await SendAsync(Keys.DelegateNote(told.Id, told.IsEnded), absence.Delegate, toDelegate, cancellation);
    }

    private async Task SendAsync(string mailId, string to, AbsenceFacts facts, CancellationToken cancellation)
    {
        try
        {
            await mail.SendAsync(mailId, to, await Letters.ComposeAbsenceAsync(facts, "fr"), cancellation);
        }
        catch (MailRefusedException refused) when (refused.IsOfThisMail)
        {
            // This one will never be taken; the other person still has to know.
            log.LogWarning("Mail {MailId} is refused by the mail service.", mailId);
        }
    }
}
