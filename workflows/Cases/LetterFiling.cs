using System.Security.Cryptography;
using Tasdir.Domain.Cases;
using Tasdir.Mail;
using Tasdir.Mail.Paper;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>
/// Files the letters that notify a decision (<see cref="FiledLetter.Is"/>): the PDF first, then its hash in the case's log. What
/// was written is not written anew, so a crash between the two files the same letter.
/// </summary>
public sealed class LetterFiling(CaseStore store, LetterStore letters)
{
    /// <summary>Files a letter, unless it is filed or not of those.</summary>
    /// <param name="then">The case as it was when the letter was recorded.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="written">What it says.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task FileAsync(CaseFile then, LetterRecorded letter, Letter written, CancellationToken cancellation)
    {
        if (!FiledLetter.Is(letter.Letter))
        {
            return;
        }

        BinaryData paper = BinaryData.FromBytes(PaperWriter.Write(written.Page, then.ChangedAt));
        BinaryData kept = await letters.WriteOnceAsync(then.Reference, letter.MailId, paper, cancellation);
        LetterFiled filed = new(letter.MailId, Convert.ToHexStringLower(SHA256.HashData(kept)), kept.Length);
        await store.AppendAsync(
            then.Reference,
            new Operation($"{nameof(LetterFiling)}:{letter.MailId}", Actor.Procedure),
            _ => Outcome.Record(filed),
            beforeWriting: null,
            cancellation);
    }
}
