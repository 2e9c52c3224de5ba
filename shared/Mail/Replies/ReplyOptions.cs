using System.ComponentModel.DataAnnotations;

namespace Tasdir.Mail.Replies;

/// <summary>How answers by mail and delivery marks come in, from configuration section <c>Mail</c>; checked when the app starts.</summary>
public sealed class ReplyOptions
{
    /// <summary>The domain whose mail SendGrid's Inbound Parse hands over.</summary>
    [Required]
    public string ReplyDomain { get; set; } = "";

    /// <summary>The key that signs reply addresses; of 32 characters at least.</summary>
    [Required, MinLength(32)]
    public string ReplyKey { get; set; } = "";

    /// <summary>The segment of the path that only SendGrid's Inbound Parse knows; of 16 characters at least.</summary>
    [Required, MinLength(16)]
    public string InboundSecret { get; set; } = "";

    /// <summary>The name that Inbound Parse signs in with.</summary>
    [Required]
    public string InboundUser { get; set; } = "";

    /// <summary>The password that Inbound Parse signs in with; of 16 characters at least.</summary>
    [Required, MinLength(16)]
    public string InboundPassword { get; set; } = "";

    /// <summary>The public key that SendGrid's event webhook signs with: a P-256 key as base64 of its SubjectPublicKeyInfo.</summary>
    [Required]
    public string EventKey { get; set; } = "";

    /// <summary>How old, in minutes, a signed post of events may be: SendGrid tries again for a day, and signs anew each time.</summary>
    [Range(1, 60)]
    public int EventMinutes { get; set; } = 10;
}
