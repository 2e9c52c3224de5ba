using Tasdir.Domain.Cases;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail;

/// <summary>
/// Writes the letters of the procedure: the recipient's language first, the other under it, so that a decision is notified
/// in Arabic with its French copy or the other way round.
/// </summary>
public static class Letters
{
    /// <summary>A letter about a case.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="facts">What the letter tells of it.</param>
    /// <param name="language">The recipient's language, <c>fr</c> or <c>ar</c>.</param>
    /// <exception cref="ArgumentException">A fact is missing that this letter cannot do without.</exception>
    public static Task<Letter> ComposeAsync(LetterKind kind, LetterFacts facts, string language) => LetterWriter.WriteAsync(
        language,
        phrases => phrases.Subject($"{kind}_Subject", ("reference", facts.Reference)),
        facts.RecipientName,
        facts.Region,
        phrases => LetterTable.PartsOf(kind).Select(part => part(kind, facts, phrases)).OfType<Block>());

    /// <summary>A mail about a member's absence: to the member with the page where it is changed, to who acts meanwhile without.</summary>
    /// <param name="facts">The absence.</param>
    /// <param name="language">The recipient's language, <c>fr</c> or <c>ar</c>.</param>
    public static Task<Letter> ComposeAbsenceAsync(AbsenceFacts facts, string language) => LetterWriter.WriteAsync(
        language,
        phrases => AbsenceNote.Subject(facts, phrases),
        recipient: null,
        facts.Committee,
        phrases => AbsenceNote.Blocks(facts, phrases),
        "Absence_Closing");

    /// <summary>The daily digest of a region's officers.</summary>
    /// <param name="facts">The region's open files.</param>
    /// <param name="language">The recipient's language, <c>fr</c> or <c>ar</c>.</param>
    public static Task<Letter> ComposeDigestAsync(DigestFacts facts, string language) => LetterWriter.WriteAsync(
        language,
        phrases => phrases.Subject(
            "Digest_Subject",
            ("day", phrases.Date(facts.Day)),
            ("waiting", $"{Digest.Waiting(facts)}"),
            ("late", $"{Digest.Late(facts)}")),
        facts.RecipientName,
        facts.Region,
        phrases => Digest.Blocks(facts, phrases));

    /// <summary>The mail that calls a member to a meeting, reminds of it, or answers an answer to it.</summary>
    /// <param name="facts">The meeting and its cases.</param>
    /// <param name="language">The recipient's language, <c>fr</c> or <c>ar</c>.</param>
    public static Task<Letter> ComposeAgendaAsync(AgendaFacts facts, string language) => LetterWriter.WriteAsync(
        language,
        phrases => Agenda.Subject(facts, phrases),
        recipient: null,
        facts.Region ?? Agenda.WholeCountry,
        phrases => Agenda.Blocks(facts, phrases));
}
