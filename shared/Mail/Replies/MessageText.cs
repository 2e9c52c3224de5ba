using System.Text;
using MimeKit;

namespace Tasdir.Mail.Replies;

/// <summary>The text of a message in its parts, in the charset that each part names or, where it lies, in one that fits.</summary>
internal static class MessageText
{
    public static string? Plain(MimeMessage message) => Part(message, "plain");

    public static string? Html(MimeMessage message) => Part(message, "html");

    // The first of its kind that is no attachment: what clients put after it is a footer or what was forwarded.
    private static string? Part(MimeMessage message, string subtype) => message.BodyParts.OfType<TextPart>()
        .Where(part => !part.IsAttachment && part.ContentType.IsMimeType("text", subtype))
        .Select(Read)
        .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static string Read(TextPart part)
    {
        if (part.Content is null)
        {
            return "";
        }

        using MemoryStream content = new();
        part.Content.DecodeTo(content);
        byte[] bytes = content.ToArray();
        return Strict(part.ContentType.Charset, bytes) ?? Strict("utf-8", bytes) ?? part.Text ?? "";
    }

    private static string? Strict(string? charset, byte[] bytes)
    {
        try
        {
            return Encoding.GetEncoding(charset ?? "utf-8", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
