namespace Tasdir.Domain.Cases;

/// <summary>A letter that is kept with its case as a PDF, for as long as the case's log.</summary>
/// <param name="MailId">Id of the mail, and of the letter in its case.</param>
/// <param name="Kind">Which letter.</param>
/// <param name="FiledAt">When it was filed, UTC.</param>
/// <param name="Sha256">SHA-256 of the PDF, lower-case hexadecimal.</param>
/// <param name="Length">Its size in bytes.</param>
public sealed record FiledLetter(string MailId, LetterKind Kind, DateTimeOffset FiledAt, string Sha256, long Length)
{
    /// <summary>
    /// Whether a letter notifies a decision, or what the committee wants to know before it decides. Such a letter is written in
    /// Arabic with a French copy, whichever language the form is in, and is filed.
    /// </summary>
    public static bool Is(LetterKind kind) =>
        kind is LetterKind.DeclaredInadmissible or LetterKind.QuestionAsked or LetterKind.SupportGranted or LetterKind.SupportRefused;
}
