using Tasdir.Mail.Replies;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>What a secretary is shown of a mail that waits.</summary>
internal static class MailForSecretary
{
    private const int MostWords = 4000;

    /// <summary>A mail that waits, as far as it could be read.</summary>
    /// <param name="key">The mail, as the inbox names it.</param>
    /// <param name="at">When it came, UTC.</param>
    /// <param name="why">Why it waits.</param>
    /// <param name="mail">The mail; null if it could not be read.</param>
    /// <param name="place">The seat that it is about, or null.</param>
    /// <param name="meeting">The meeting that it is about, or null.</param>
    public static WaitingMail Of(string key, DateTimeOffset at, MailTrouble why, ReceivedMail? mail, MailPlace? place, MeetingPlace? meeting)
    {
        Answer? answer = mail is null || why is MailTrouble.Automatic or MailTrouble.Bounced ? null : Read(mail).Answer;
        string words = mail is null ? "" : string.Join('\n', OwnWords.Of(mail.Text, mail.Html));
        return new WaitingMail
        {
            Id = key,
            Region = place?.Region ?? meeting?.Meeting.Region ?? Http.Caller.WholeCountry,
            ReceivedAt = at,
            Why = why,
            Reference = place?.File.Reference,
            Seat = place?.Member.Seat,
            From = Cut(mail?.Message.From.ToString(), 320),
            Subject = Cut(mail?.Subject, 500),
            Words = Cut(words, MostWords),
            Choice = answer?.Choice,
            Amount = answer?.Amount,
            Spf = Cut(mail?.Spf, 40),
            Dkim = Cut(mail?.Dkim, 500),
            Attachments = [.. (mail?.Attachments ?? []).Take(20).Select(name => Cut(name, 200)!)],
            HasSource = true,
        };
    }

    /// <summary>What is understood of a mail.</summary>
    public static Understood Read(ReceivedMail mail) =>
        Understanding.Of(OwnWords.Of(mail.Text, mail.Html), mail.From is [{ Name: { } name }, ..] ? name : null);

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;
}
