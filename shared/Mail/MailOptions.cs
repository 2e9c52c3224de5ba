using System.ComponentModel.DataAnnotations;

namespace Tasdir.Mail;

/// <summary>How mail leaves, from configuration section <c>Mail</c>; checked when the app starts.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Mail";

    /// <summary>The entry of <see cref="AllowedRecipients"/> that means everybody.</summary>
    public const string Everybody = "*";

    /// <summary>Key of the mail service.</summary>
    [Required]
    public string ApiKey { get; set; } = "";

    /// <summary>Address of the mail service, to which <c>/v3/mail/send</c> is added.</summary>
    [Required, Url]
    public string Host { get; set; } = "https://api.sendgrid.com";

    /// <summary>The address that letters come from.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "";

    /// <summary>The name that letters come from.</summary>
    [Required]
    public string FromName { get; set; } = "Tasdir · تصدير";

    /// <summary>
    /// Whom mail may go to: addresses, domains written <c>@example.org</c>, or <see cref="Everybody"/>. With none, no mail
    /// leaves; so only production, and a mailbox that keeps everything to itself, say everybody.
    /// </summary>
    public IList<string> AllowedRecipients { get; } = [];

    /// <summary>How long to wait for the mail service, 1 to 100 seconds.</summary>
    [Range(1, 100)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Whether mail may go to an address.</summary>
    public bool Allows(string address) => AllowedRecipients.Any(allowed =>
        allowed == Everybody
        || string.Equals(allowed, address, StringComparison.OrdinalIgnoreCase)
        || (allowed.StartsWith('@') && address.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)));
}
