namespace Tasdir.Functions.Documents;

/// <summary>A format that documents are taken in.</summary>
/// <param name="Code">What the programme's data call it.</param>
/// <param name="ContentType">Its media type.</param>
public sealed record FileFormat(string Code, string ContentType);

/// <summary>Formats, by what a file says it is and by what it is.</summary>
public static class FileFormats
{
    private static readonly FileFormat s_pdf = new("pdf", "application/pdf");
    private static readonly FileFormat s_jpeg = new("jpeg", "image/jpeg");
    private static readonly FileFormat s_png = new("png", "image/png");

    /// <summary>By the declared media type; null for one that is not taken.</summary>
    public static FileFormat? ByContentType(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "application/pdf" => s_pdf,
        "image/jpeg" => s_jpeg,
        "image/png" => s_png,
        _ => null,
    };

    /// <summary>By the first bytes; null for a format that is not taken. Readers allow a PDF's mark anywhere in the first kilobyte.</summary>
    public static FileFormat? ByContent(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? s_jpeg
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? s_png
        : head.IndexOf("%PDF-"u8) >= 0 ? s_pdf
        : null;
}
