using System.Text.RegularExpressions;
using MimeKit;

namespace Tasdir.Mail.Replies;

/// <summary>Who wrote a mail: a person or a machine.</summary>
public enum MailNature
{
    /// <summary>A person, as far as can be told.</summary>
    Personal,

    /// <summary>A machine that answers for an absent person, or a list.</summary>
    Automatic,

    /// <summary>A mail system that could not deliver.</summary>
    Bounce,
}

/// <summary>Tells mails that machines wrote (RFC 3834, RFC 3464): they count as no answer and get none, so that no two machines write to each other.</summary>
public static partial class AutomaticMail
{
    private static readonly string[] s_machines =
        ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-AutoReply-From", "List-Id", "List-Unsubscribe"];

    /// <summary>Who wrote a mail.</summary>
    public static MailNature NatureOf(ReceivedMail mail) =>
        IsBounce(mail) ? MailNature.Bounce
        : IsAutomatic(mail) ? MailNature.Automatic
        : MailNature.Personal;

    // A report says what became of the mail: of one that is only late, or did arrive, nothing is lost (RFC 3464, 2.3.3).
    private static bool IsBounce(ReceivedMail mail) => IsReport(mail) && (ActionsTold(mail) is not { Length: > 0 } actions || actions.Contains("failed"));

    private static string[] ActionsTold(ReceivedMail mail) => mail.Message.Body is null ? [] :
    [
        .. mail.Message.BodyParts.OfType<MessageDeliveryStatus>()
            .SelectMany(report => report.StatusGroups)
            .Select(recipient => recipient["Action"]).OfType<string>()
            .Select(action => action.Split([' ', '('])[0].ToLowerInvariant()),
    ];

    private static bool IsReport(ReceivedMail mail) =>
        mail.Message.Body?.ContentType is { } type && type.IsMimeType("multipart", "report")
            && !string.Equals(type.Parameters["report-type"], "disposition-notification", StringComparison.OrdinalIgnoreCase)
        || mail.From.Any(from => Postmaster().IsMatch(from.Address))
        || mail.Header("X-Failed-Recipients") is not null
        || (mail.ReturnPath == "" && BounceSubject().IsMatch(mail.Subject));

    private static bool IsAutomatic(ReceivedMail mail) =>
        IsReport(mail)
        || mail.ReturnPath == ""
        || mail.Header("Return-Path")?.Trim() == "<>"
        || (mail.Header("Auto-Submitted") is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || mail.Header("X-Auto-Response-Suppress")?.Contains("All", StringComparison.OrdinalIgnoreCase) == true
        || s_machines.Any(name => mail.Header(name) is not null)
        || mail.Header("Precedence")?.Trim().ToLowerInvariant() is "bulk" or "junk" or "list" or "auto_reply"
        || mail.Message.Body?.ContentType.IsMimeType("multipart", "report") == true
        || AbsenceSubject().IsMatch(mail.Subject);

    [GeneratedRegex(@"^(mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]+)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Postmaster();

    [GeneratedRegex(@"undeliver|delivery (status|failure)|returned mail|failure notice|mail delivery|non remis|échec de (la )?remise|message non distribué|non distribuable|تعذر (ال)?تسليم|لم يتم (ال)?تسليم|فشل (ال)?تسليم", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex BounceSubject();

    [GeneratedRegex(@"^\W*(réponse automatique|reponse automatique|automatic reply|auto(matic)?[- ]?reply|autoreply|out of (the )?office|absence|absent(e)?\b|absent du bureau|message d['’]absence|je suis absent|en congé|congés?\b|notification d['’]absence|رد تلقائي|الرد التلقائي|رد آلي|خارج المكتب|غائب|إجازة|في إجازة)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex AbsenceSubject();
}
