using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Mail;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Mail;

namespace Tasdir.Workflows.Cases;

/// <summary>
/// Sends the letters of a case that are recorded and not yet taken by the mail service. A crash between sending and
/// marking sends a letter again under the same id; none is left out. One that is refused for good is shown to the officer;
/// if it was to a member, the alternate is written to, and the secretary told.
/// </summary>
public sealed class SendLetters(
    Procedure procedure, CaseStore store, Projections projections, LetterDesk desk, LetterFiling filing, MailSender mail, CommitteeMail waiting, TimeProvider clock)
{
    /// <summary>Sends them.</summary>
    [Function(nameof(SendLetters))]
    public async Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        bool sent = false;
        CaseFile file;
        // A refusal brings a letter to the alternate, and a seat has one.
        while ((file = await SendOpenAsync(step.Reference, cancellation)).LettersToSend.Count > 0)
        {
            sent = true;
        }

        if (sent)
        {
            await projections.ProjectAsync(file, cancellation);
        }
    }

    // Gives the case as it was before.
    private async Task<CaseFile> SendOpenAsync(string reference, CancellationToken cancellation)
    {
        (IReadOnlyList<string> lines, _) = await store.ReadLogAsync(reference, cancellation)
            ?? throw new InvalidOperationException($"{reference}: no such case.");
        CaseFile file = CaseLog.Read(reference, lines).File;
        foreach (LetterRecorded letter in file.LettersToSend)
        {
            CaseFile then = CaseLog.Read(reference, lines.Take(letter.Sequence)).File;
            (string to, Letter written, string? replyTo) = await desk.WriteAsync(then, letter, await procedure.CircumstancesOfAsync(then, cancellation));
            if (!file.FiledLetters.Exists(filed => filed.MailId == letter.MailId))
            {
                await filing.FileAsync(then, letter, written, cancellation);
            }

            Func<CaseFile, Outcome> outcome = await SendAsync(file, letter, to, written, replyTo, cancellation);
            await store.AppendAsync(
                reference, new Operation($"{nameof(SendLetters)}:{letter.MailId}", Actor.Procedure), outcome, beforeWriting: null, cancellation);
        }

        return file;
    }

    private async Task<Func<CaseFile, Outcome>> SendAsync(
        CaseFile file, LetterRecorded letter, string to, Letter written, string? replyTo, CancellationToken cancellation)
    {
        try
        {
            MailOutcome outcome = await mail.SendAsync(letter.MailId, to, written, cancellation, replyTo);
            return _ => Outcome.Record(new LetterSent(letter.MailId, HeldBack: outcome == MailOutcome.NotAllowed));
        }
        catch (MailRefusedException refused) when (refused.IsOfThisMail)
        {
            // This letter will never be taken; any other refusal is about our key or our account, and worth waiting for.
            await TellSecretaryAsync(file, letter, to, refused, cancellation);
            return now => Deliveries.Refuse(now, now.Letters.Find(one => one.Recorded == letter)!, (int)refused.Status);
        }
    }

    private async Task TellSecretaryAsync(CaseFile file, LetterRecorded letter, string to, MailRefusedException refused, CancellationToken cancellation)
    {
        if (letter.Seat is { } seat)
        {
            WaitingMail lost = WaitingMail.Lost(letter.MailId, Deliveries.CommitteeOf(file, seat), seat, to, "refused", refused.Message, clock.GetUtcNow());
            await waiting.AddAsync(lost with { Reference = file.Reference }, cancellation);
        }
    }
}
