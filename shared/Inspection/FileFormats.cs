namespace Tasdir.Inspection;

/// <summary>The formats that are known, by what a file says it is and by what it is.</summary>
public static class FileFormats
{
    /// <summary>Bytes of a file's beginning that <see cref="ByContent"/> needs.</summary>
    public const int HeadBytes = 1024;

    // The brands that a HEIF file begins with (ISO/IEC 23008-12): pictures of phones, and sequences of them.
    private static readonly string[] s_heifBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    /// <summary>PDF.</summary>
    public static FileFormat Pdf { get; } = new("pdf", "application/pdf", [".pdf"]);

    /// <summary>JPEG.</summary>
    public static FileFormat Jpeg { get; } = new("jpeg", "image/jpeg", [".jpg", ".jpeg", ".jpe", ".jfif"]);

    /// <summary>PNG.</summary>
    public static FileFormat Png { get; } = new("png", "image/png", [".png"]);

    /// <summary>Word's format since 2007 (ECMA-376), without macros.</summary>
    public static FileFormat Docx { get; } =
        new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]);

    /// <summary>Excel's format since 2007 (ECMA-376), without macros.</summary>
    public static FileFormat Xlsx { get; } = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]);

    /// <summary>ZIP archive.</summary>
    public static FileFormat Zip { get; } = new("zip", "application/zip", [".zip"]);

    /// <summary>What phones of Apple make of photos. It is known so that it can be named in a refusal, and never taken: nothing here reads it.</summary>
    public static FileFormat Heic { get; } = new("heic", "image/heic", [".heic", ".heif", ".hif"]);

    /// <summary>Those that are taken somewhere.</summary>
    public static IReadOnlyList<FileFormat> Taken { get; } = [Pdf, Jpeg, Png, Docx, Xlsx, Zip];

    /// <summary>By the declared media type, whatever its parameters; null for one that is not taken.</summary>
    public static FileFormat? ByContentType(string? contentType)
    {
        string? type = contentType?.Split(';')[0].Trim();
        return Taken.FirstOrDefault(format => string.Equals(format.ContentType, type, StringComparison.OrdinalIgnoreCase))
            // What browsers on Windows call a ZIP.
            ?? (string.Equals(type, "application/x-zip-compressed", StringComparison.OrdinalIgnoreCase) ? Zip : null);
    }

    /// <summary>By the ending of a name, <see cref="Heic"/> included; null without one and for one that is not known.</summary>
    public static FileFormat? ByName(string? fileName)
    {
        string? extension = ExtensionOf(fileName ?? "");
        return Taken.Append(Heic).FirstOrDefault(format => format.Extensions.Contains(extension));
    }

    /// <summary>
    /// By the first bytes, <see cref="HeadBytes"/> of them; null for a format that is not known. A Word or Excel file is a ZIP
    /// as far as its beginning tells. Readers allow a PDF's mark anywhere in the first kilobyte.
    /// </summary>
    public static FileFormat? ByContent(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> looked = head[..Math.Min(head.Length, HeadBytes)];
        return looked.StartsWith(Marks.Jpeg) ? Jpeg
            : looked.StartsWith(Marks.Png) ? Png
            : looked.StartsWith(Marks.ZipEntry) || looked.StartsWith(Marks.ZipEnd) ? Zip
            : IsHeif(looked) ? Heic
            : looked.IndexOf(Marks.Pdf) >= 0 ? Pdf
            : null;
    }

    /// <summary>Whether the first bytes can be those of a file that was declared so: at the door, before the whole file is there.</summary>
    public static bool Agrees(FileFormat declared, ReadOnlySpan<byte> head) => ByContent(head) is { } real && (real == declared || (real == Zip && IsPacked(declared)));

    /// <summary>Whether files of a format are ZIP archives inside.</summary>
    internal static bool IsPacked(FileFormat? format) => format == Docx || format == Xlsx || format == Zip;

    /// <summary>
    /// The ending of a name in lower case with its dot, or null. What stands behind the dot of <c>Attestation 23.11.2026</c> or
    /// <c>S.A.R.L</c> is none: no program opens files by a number or a single letter.
    /// </summary>
    internal static string? ExtensionOf(string fileName)
    {
        string ending = fileName[(fileName.LastIndexOf('.') + 1)..];
        return ending.Length < fileName.Length && ending.Length >= 2 && ending.All(char.IsAsciiLetterOrDigit) && ending.Any(char.IsAsciiLetter)
            ? "." + ending.ToLowerInvariant()
            : null;
    }

    private static bool IsHeif(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !head[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        foreach (string brand in s_heifBrands)
        {
            if (System.Text.Ascii.Equals(head[8..12], brand))
            {
                return true;
            }
        }

        return false;
    }
}
