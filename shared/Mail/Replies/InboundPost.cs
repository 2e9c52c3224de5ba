using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Tasdir.Mail.Replies;

/// <summary>A file of an Inbound Parse post.</summary>
/// <param name="Name">Its name, as its sender gave it.</param>
/// <param name="ContentType">Its type, as its sender gave it; null if not given.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PostedFile(string Name, string? ContentType, byte[] Content);

/// <summary>
/// A post of SendGrid's Inbound Parse (https://www.twilio.com/docs/sendgrid/for-developers/parsing-email), read as bytes: each
/// field is in the charset that the field <c>charsets</c> names.
/// </summary>
public sealed class InboundPost
{
    /// <summary>Bytes that a post may have: SendGrid takes no larger mail than 30 MB.</summary>
    public const int MaxBytes = 31 * 1024 * 1024;

    /// <summary>Fields and files that a post may have.</summary>
    public const int MaxParts = 200;

    private readonly Dictionary<string, byte[]> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PostedFile> _files = [];
    private Dictionary<string, string> _charsets = [];

    static InboundPost() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private InboundPost()
    {
    }

    /// <summary>The names of the fields, in no order that matters.</summary>
    public IEnumerable<string> Fields => _fields.Keys;

    /// <summary>The files, in their order.</summary>
    public IReadOnlyList<PostedFile> Files => _files;

    /// <summary>Reads a post; null if it is no multipart form, cut off, or of too many parts.</summary>
    public static async Task<InboundPost?> ReadAsync(Stream body, string? contentType, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }

        InboundPost post = new();
        try
        {
            MultipartReader reader = new(boundary, body) { BodyLengthLimit = MaxBytes };
            for (int parts = 0; await reader.ReadNextSectionAsync(cancellation) is { } section; parts++)
            {
                if (parts == MaxParts)
                {
                    return null;
                }

                await post.TakeAsync(section, cancellation);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return null;
        }

        post._charsets = post.CharsetsGiven();
        return post;
    }

    /// <summary>A field as it came; null if there is none.</summary>
    public byte[]? Bytes(string field) => _fields.GetValueOrDefault(field);

    /// <summary>A field as text, in the charset that the post names for it, else in UTF-8.</summary>
    public string? Text(string field) => Bytes(field) is { } bytes ? EncodingOf(field).GetString(bytes) : null;

    private async Task TakeAsync(MultipartSection section, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            return;
        }

        using MemoryStream content = new();
        await section.Body.CopyToAsync(content, cancellation);
        string? file = HeaderUtilities.RemoveQuotes(disposition.FileNameStar).Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        // The message itself is a field, whichever way it is posted.
        if (file is not null && !name.Equals("email", StringComparison.OrdinalIgnoreCase))
        {
            _files.Add(new PostedFile(file, section.ContentType, content.ToArray()));
        }
        else
        {
            // Of a field that comes twice the first counts, so that nothing is put over what was checked.
            _fields.TryAdd(name, content.ToArray());
        }
    }

    private Dictionary<string, string> CharsetsGiven()
    {
        try
        {
            return new(
                JsonSerializer.Deserialize<Dictionary<string, string>>(Bytes("charsets") ?? "{}"u8.ToArray()) ?? [],
                StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            return [];
        }
    }

    private Encoding EncodingOf(string field)
    {
        try
        {
            return _charsets.GetValueOrDefault(field) is { } charset ? Encoding.GetEncoding(charset.Trim()) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
