using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Tasdir.Local.Mailbox;

/// <summary>An answer to a mail, as its recipient writes it.</summary>
/// <param name="From">Who answers.</param>
/// <param name="Text">What is written.</param>
/// <param name="Spf">The verdict on the sender's server.</param>
/// <param name="Dkim">The verdict on the signatures.</param>
/// <param name="MessageId">Its Message-ID.</param>
internal sealed record MailboxAnswer(string From, string Text, string Spf, string Dkim, string MessageId);

/// <summary>
/// Posts to the application what SendGrid would: answers to mails as Inbound Parse does, and what becomes of mails as the event
/// webhook does. Where to, say the settings <c>Local:InboundParse</c>, <c>Local:InboundCredentials</c> and <c>Local:EventWebhook</c>.
/// </summary>
internal sealed class Webhooks(IConfiguration settings, EventSigner signer, TimeProvider clock) : IDisposable
{
    private readonly HttpClient http = new();

    /// <summary>Posts an answer to a mail. Gives the application's status.</summary>
    public async Task<int> AnswerAsync(Message mail, MailboxAnswer answer, CancellationToken cancellation)
    {
        var to = mail.ReplyTo ?? mail.From;
        using MultipartFormDataContent form = new();
        void Add(string name, string value) => form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name);
        Add("email", Written(mail, answer, to));
        Add("from", answer.From);
        Add("to", to);
        Add("SPF", answer.Spf);
        Add("dkim", answer.Dkim);
        Add("envelope", JsonSerializer.Serialize(new { to = new[] { to }, from = answer.From }));
        Add("charsets", """{"to":"UTF-8","from":"UTF-8","subject":"UTF-8"}""");
        using HttpRequestMessage request = new(HttpMethod.Post, settings["Local:InboundParse"]) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(settings["Local:InboundCredentials"] ?? "")));
        using var response = await http.SendAsync(request, cancellation);
        return (int)response.StatusCode;
    }

    /// <summary>Reports an event of a mail. Gives the application's status.</summary>
    public async Task<int> ReportAsync(Message mail, string kind, string? reason, string? eventId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var told = new Dictionary<string, object>
        {
            ["email"] = mail.To,
            ["timestamp"] = now.ToUnixTimeSeconds(),
            ["event"] = kind,
            ["sg_event_id"] = eventId ?? Guid.NewGuid().ToString("N"),
            ["sg_message_id"] = mail.Id,
        };
        foreach (var (name, value) in mail.CustomArgs)
        {
            told[name] = value;
        }

        if (!string.IsNullOrEmpty(reason))
        {
            told["reason"] = reason;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new[] { told });
        using HttpRequestMessage request = new(HttpMethod.Post, settings["Local:EventWebhook"]) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in signer.Headers(now, body))
        {
            request.Headers.Add(name, value);
        }

        using var response = await http.SendAsync(request, cancellation);
        return (int)response.StatusCode;
    }

    public void Dispose() => http.Dispose();

    // As a mail client writes it (RFC 5322).
    private string Written(Message mail, MailboxAnswer answer, string to) => string.Join("\r\n",
        $"From: <{OneLine(answer.From)}>",
        $"To: <{OneLine(to)}>",
        $"Subject: =?utf-8?B?{Base64($"Re: {mail.Subject}")}?=",
        $"Date: {clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture)}",
        $"Message-ID: <{OneLine(answer.MessageId)}>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(answer.Text), Base64FormattingOptions.InsertLineBreaks),
        "");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string OneLine(string text) => text.ReplaceLineEndings("");
}
