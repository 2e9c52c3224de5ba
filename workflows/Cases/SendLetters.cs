using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Mail;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>
/// Sends the letters of a case that are recorded and not yet taken by the mail service. A crash between sending and
/// marking sends a letter again under the same id; none is left out.
/// </summary>
public sealed class SendLetters(
    Procedure procedure, CaseStore store, Projections projections, LetterDesk desk, LetterFiling filing, MailSender mail)
{
    /// <summary>Sends them.</summary>
    [Function(nameof(SendLetters))]
    public async Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        (IReadOnlyList<string> lines, _) = await store.ReadLogAsync(step.Reference, cancellation)
            ?? throw new InvalidOperationException($"{step.Reference}: no such case.");
        CaseFile file = CaseLog.Read(step.Reference, lines).File;
        foreach (LetterRecorded letter in file.LettersToSend)
        {
            CaseFile then = CaseLog.Read(step.Reference, lines.Take(letter.Sequence)).File;
            (string to, Letter written, string? replyTo) = await desk.WriteAsync(then, letter, await procedure.CircumstancesOfAsync(then, cancellation));
            if (!file.FiledLetters.Exists(filed => filed.MailId == letter.MailId))
            {
                await filing.FileAsync(then, letter, written, cancellation);
            }

            CaseEvent outcome = await SendAsync(letter, to, written, replyTo, cancellation);
            await store.AppendAsync(
                step.Reference,
                new Operation($"{nameof(SendLetters)}:{letter.MailId}", Actor.Procedure),
                _ => Outcome.Record(outcome),
                beforeWriting: null,
                cancellation);
        }

        if (file.LettersToSend.Count > 0)
        {
            await projections.ProjectAsync(await store.GetAsync(step.Reference, cancellation), cancellation);
        }
    }

    private async Task<CaseEvent> SendAsync(LetterRecorded letter, string to, Letter written, string? replyTo, CancellationToken cancellation)
    {
        try
        {
            MailOutcome outcome = await mail.SendAsync(letter.MailId, to, written, cancellation, replyTo);
            return new LetterSent(letter.MailId, HeldBack: outcome == MailOutcome.NotAllowed);
        }
        catch (MailRefusedException refused) when (refused.IsOfThisMail)
        {
            // This letter will never be taken; any other refusal is about our key or our account, and worth waiting for.
            return new LetterRefused(letter.MailId, (int)refused.Status);
        }
    }
}
