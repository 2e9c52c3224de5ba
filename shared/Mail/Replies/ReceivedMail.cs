using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MimeKit;

namespace Tasdir.Mail.Replies;

/// <summary>A mail that came in, whichever way Inbound Parse posted it.</summary>
public sealed record ReceivedMail
{
    /// <summary>
    /// What the mail is known by, the same however often and whichever way it is posted: its Message-ID with a digest of who wrote
    /// to whom and what, for some senders use an id twice; the digest of the whole post where it has no Message-ID.
    /// </summary>
    public required string Identity { get; init; }

    /// <summary>The message: its headers, and its body where it was posted whole.</summary>
    public required MimeMessage Message { get; init; }

    /// <summary>Whom the mail system delivered it to.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The return path; empty for a mail that wants no answer, null if not told.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>The plain text, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>SendGrid's verdict on the sender's policy: <c>pass</c>, <c>fail</c>, <c>softfail</c>, <c>none</c>….</summary>
    public string Spf { get; init; } = "";

    /// <summary>SendGrid's verdict on the signatures: <c>{@example.org : pass}</c>.</summary>
    public string Dkim { get; init; } = "";

    /// <summary>Names of the attached files.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>The subject.</summary>
    public string Subject => Message.Subject ?? "";

    /// <summary>Whom it is from: one address, or whatever else the mail says.</summary>
    public IReadOnlyList<MailboxAddress> From => [.. Message.From.Mailboxes];

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Message.Headers[name];

    /// <summary>Reads the mail of a post.</summary>
    /// <returns>Null if no mail is in it.</returns>
    public static ReceivedMail? Of(InboundPost post)
    {
        byte[]? raw = post.Bytes("email");
        MimeMessage? message = Parse(raw ?? HeadersOf(post));
        if (message is null || (raw is null && post.Bytes("headers") is null && post.Bytes("from") is null))
        {
            return null;
        }

        (string? from, IReadOnlyList<string> to) = EnvelopeOf(post);
        IReadOnlyList<string> recipients = to.Count > 0 ? to : [.. message.GetRecipients().Select(mailbox => mailbox.Address)];
        string? text = raw is null ? post.Text("text") : MessageText.Plain(message);
        string? html = raw is null ? post.Text("html") : MessageText.Html(message);
        return new ReceivedMail
        {
            Identity = message.MessageId is { Length: > 0 } id && message.Headers.Contains(HeaderId.MessageId)
                ? $"id:{id.Trim()}:{DigestOf(message, recipients, string.IsNullOrWhiteSpace(text) ? html : text)}"
                : $"content:{DigestOf(post)}",
            Message = message,
            Recipients = recipients,
            ReturnPath = from,
            Text = text,
            Html = html,
            Spf = post.Text("SPF")?.Trim() ?? "",
            Dkim = post.Text("dkim")?.Trim() ?? "",
            Attachments = [.. raw is null ? post.Files.Select(file => file.Name) : message.Attachments.Select(NameOf)],
        };
    }

    /// <summary>The mail as it came, as a message (RFC 5322): put together again where it was posted in parts.</summary>
    public static byte[] SourceOf(InboundPost post)
    {
        if (post.Bytes("email") is { } raw)
        {
            return raw;
        }

        MimeMessage message = Parse(HeadersOf(post)) ?? new MimeMessage();
        BodyBuilder body = new() { TextBody = post.Text("text"), HtmlBody = post.Text("html") };
        foreach (PostedFile file in post.Files)
        {
            body.Attachments.Add(file.Name, file.Content);
        }

        message.Body = body.ToMessageBody();
        using MemoryStream written = new();
        message.WriteTo(written);
        return written.ToArray();
    }

    /// <summary>What a post is known by that cannot be read as a mail.</summary>
    public static string IdentityOf(byte[] content) => $"content:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static MimeMessage? Parse(byte[] bytes)
    {
        try
        {
            return MimeMessage.Load(new MemoryStream(bytes));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] HeadersOf(InboundPost post)
    {
        byte[] headers = post.Bytes("headers")
            ?? Encoding.UTF8.GetBytes($"From: {OneLine(post.Text("from"))}\r\nTo: {OneLine(post.Text("to"))}\r\nSubject: {OneLine(post.Text("subject"))}");
        return [.. headers, .. "\r\n\r\n"u8];
    }

    private static string OneLine(string? text) => (text ?? "").ReplaceLineEndings(" ");

    private static (string? From, IReadOnlyList<string> To) EnvelopeOf(InboundPost post)
    {
        try
        {
            using JsonDocument envelope = JsonDocument.Parse(post.Bytes("envelope") ?? "{}"u8.ToArray());
            return (
                envelope.RootElement.TryGetProperty("from", out JsonElement from) ? from.GetString()?.Trim('<', '>', ' ') ?? "" : null,
                envelope.RootElement.TryGetProperty("to", out JsonElement to) ? [.. to.EnumerateArray().Select(one => one.GetString() ?? "")] : []);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return (null, []);
        }
    }

    // What is the same in a mail that is posted whole and in one that is posted in parts; those may end their lines otherwise.
    private static string DigestOf(MimeMessage message, IEnumerable<string> recipients, string? written)
    {
        string said = string.Join(
            '\n',
            string.Join(',', message.From.Mailboxes.Select(from => from.Address.ToLowerInvariant())),
            string.Join(',', recipients.Select(to => to.ToLowerInvariant()).Order(StringComparer.Ordinal)),
            string.Concat((written ?? "").Where(sign => !char.IsWhiteSpace(sign))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)));
    }

    // A post that is repeated has another boundary, so the digest is of the fields.
    private static string DigestOf(InboundPost post)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string field in post.Fields.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{field}\n{post.Bytes(field)!.Length}\n"));
            hash.AppendData(post.Bytes(field)!);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string NameOf(MimeEntity part) =>
        part.ContentDisposition?.FileName ?? part.ContentType.Name ?? part.ContentType.MimeType;
}
