using System.Net;

namespace Tasdir.Mail;

/// <summary>The mail service could not take a mail over for now. The message names the mail by its id only.</summary>
public sealed class MailUnavailableException : Exception
{
    internal MailUnavailableException(string mailId, HttpStatusCode status)
        : base($"The mail service cannot take mail {mailId} for now: it answered {(int)status}.")
    {
    }

    internal MailUnavailableException(string mailId, Exception cause)
        : base($"The mail service cannot take mail {mailId} for now: it was not reached.", cause)
    {
    }
}

/// <summary>The mail service refused a mail for good. The message names the mail by its id only.</summary>
public sealed class MailRefusedException : Exception
{
    internal MailRefusedException(string mailId, HttpStatusCode status)
        : base($"The mail service refused mail {mailId}: it answered {(int)status}.") => Status = status;

    /// <summary>What the service answered: 401 and 403 concern the key or the sender, 400 and 413 the mail itself.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Whether the mail itself is refused, for its address for instance, and no other mail would be.</summary>
    public bool IsOfThisMail => Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge;
}
