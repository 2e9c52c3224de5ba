using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Tasdir.Mail;

/// <summary>What became of a mail.</summary>
public enum MailOutcome
{
    /// <summary>The mail service took it over; whether it arrives, its delivery marks will tell.</summary>
    Accepted,

    /// <summary>It was not sent, because this environment may not write to its recipient.</summary>
    NotAllowed,
}

/// <summary>Sends letters through SendGrid, or through whatever speaks its v3 mail endpoint at <see cref="MailOptions.Host"/>.</summary>
public sealed class MailSender(IHttpClientFactory http, IOptions<MailOptions> options, ILogger<MailSender> log)
{
    /// <summary>The custom argument that brings a mail's id back in delivery marks.</summary>
    public const string MailIdArgument = "mailId";

    /// <summary>Name of the HTTP client.</summary>
    internal const string ClientName = "Mail";

    /// <summary>Hands one letter to the mail service.</summary>
    /// <param name="mailId">The mail's id in the case log.</param>
    /// <param name="to">The recipient's address.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="cancellation">Gives up waiting; the mail may have been taken over nevertheless.</param>
    /// <param name="replyTo">Where answers go; null for nowhere but the sender's own address.</param>
    /// <exception cref="MailUnavailableException">The service was busy, failed or was not reached: worth another try.</exception>
    /// <exception cref="MailRefusedException">The service refused this mail: another try would end the same.</exception>
    public async Task<MailOutcome> SendAsync(string mailId, string to, Letter letter, CancellationToken cancellation, string? replyTo = null)
    {
        if (!options.Value.Allows(to))
        {
            log.LogInformation("Mail {MailId} is not sent: its recipient is not on the allow-list.", mailId);
            return MailOutcome.NotAllowed;
        }

        Response response = await PostAsync(mailId, Message(mailId, to, letter, replyTo), cancellation);
        if (response.IsSuccessStatusCode)
        {
            return MailOutcome.Accepted;
        }

        throw response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
            ? new MailUnavailableException(mailId, response.StatusCode)
            : new MailRefusedException(mailId, response.StatusCode);
    }

    private async Task<Response> PostAsync(string mailId, SendGridMessage message, CancellationToken cancellation)
    {
        SendGridClient client = new(
            http.CreateClient(ClientName),
            new SendGridClientOptions { ApiKey = options.Value.ApiKey, Host = options.Value.Host });
        try
        {
            return await client.SendEmailAsync(message, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new MailUnavailableException(mailId, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new MailUnavailableException(mailId, e);
        }
    }

    private SendGridMessage Message(string mailId, string to, Letter letter, string? replyTo)
    {
        SendGridMessage message = new()
        {
            From = new EmailAddress(options.Value.From, options.Value.FromName),
            Subject = letter.Subject,
            PlainTextContent = letter.Text,
            HtmlContent = letter.Html,
        };
        message.AddTo(new EmailAddress(to));
        if (replyTo is not null)
        {
            message.SetReplyTo(new EmailAddress(replyTo));
        }

        message.AddGlobalCustomArg(MailIdArgument, mailId);
        message.AddGlobalHeader("Auto-Submitted", "auto-generated");

        // Tracking would send every signed link, and who opened it when, through a third address.
        message.SetClickTracking(enable: false, enableText: false);
        message.SetOpenTracking(enable: false);
        return message;
    }
}
