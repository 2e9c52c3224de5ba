namespace Tasdir.Local.Mailbox;

/// <summary>A mail as the mailbox keeps it.</summary>
/// <param name="Id">The mailbox's own number for it, as text; also what SendGrid would give as X-Message-Id.</param>
/// <param name="At">When it first arrived, by the host's clock.</param>
/// <param name="From">The sender's address.</param>
/// <param name="ReplyTo">Where answers go, when that is not the sender.</param>
/// <param name="To">The recipients' addresses, separated by comma and space.</param>
/// <param name="Text">The plain text part, or null.</param>
/// <param name="Html">The HTML part, or null.</param>
/// <param name="CustomArgs">The sender's own marks on the mail.</param>
/// <param name="Deliveries">How often it arrived: more than once when the sender repeated it under the same <c>mailId</c>.</param>
internal sealed record Message(
    string Id,
    DateTimeOffset At,
    string From,
    string? ReplyTo,
    string To,
    string Subject,
    string? Text,
    string? Html,
    IReadOnlyDictionary<string, string> CustomArgs,
    int Deliveries)
{
    public const string MailIdArgument = "mailId";

    /// <summary>Whether the mail is written from right to left.</summary>
    public bool IsRightToLeft => Html is not null
        && (Html.Contains("dir=\"rtl\"", StringComparison.OrdinalIgnoreCase) || Html.Contains("dir='rtl'", StringComparison.OrdinalIgnoreCase)
            || Html.Contains("dir=rtl", StringComparison.OrdinalIgnoreCase));
}
