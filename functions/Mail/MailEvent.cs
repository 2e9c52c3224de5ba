using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tasdir.Domain.Cases;
using Tasdir.Mail;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>One event of SendGrid's event webhook (https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event).</summary>
/// <param name="MailId">The mail, by the id that it was sent under.</param>
/// <param name="EventId">The event.</param>
/// <param name="Mark">What is kept of it.</param>
public sealed record MailEvent(string MailId, string EventId, DeliveryMark Mark)
{
    private static readonly string[] s_kept = ["processed", "delivered", "deferred", "bounce", "blocked", "dropped", "open", "spamreport"];

    /// <summary>Why the mail did not arrive; null if that is not what the event tells.</summary>
    public Undelivered? Failure => Mark.Kind switch
    {
        "bounce" => Undelivered.Bounced,
        "blocked" => Undelivered.Blocked,
        "dropped" => Undelivered.Dropped,
        "spamreport" => Undelivered.ReportedAsSpam,
        _ => null,
    };

    /// <summary>The events of a post that are of our mails and of a kind that is kept.</summary>
    public static IReadOnlyList<MailEvent> Read(byte[] post)
    {
        try
        {
            using JsonDocument events = JsonDocument.Parse(post);
            return events.RootElement.ValueKind == JsonValueKind.Array
                ? [.. events.RootElement.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(ReadOne).OfType<MailEvent>()]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static MailEvent? ReadOne(JsonElement one)
    {
        string? kind = Text(one, "event");
        // A block is a bounce that may pass.
        kind = kind == "bounce" && Text(one, "type") == "blocked" ? "blocked" : kind;
        if (kind is null || !s_kept.Contains(kind) || Text(one, MailSender.MailIdArgument) is not { Length: > 0 and <= 200 } mailId)
        {
            return null;
        }

        DateTimeOffset at = one.TryGetProperty("timestamp", out JsonElement time) && time.TryGetInt64(out long seconds) && seconds is > 0 and < 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;
        string id = Text(one, "sg_event_id") ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.GetRawText())));
        return new MailEvent(mailId, id, new DeliveryMark(kind, at, Text(one, "reason") ?? Text(one, "response")));
    }

    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
