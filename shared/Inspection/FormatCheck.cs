using Tasdir.Domain.Documents;
using Tasdir.Inspection.Archives;

namespace Tasdir.Inspection;

/// <summary>What a file is by its content, against its name, its declared type and the formats that its kind is taken in.</summary>
public static class FormatCheck
{
    /// <summary>Looks at a file.</summary>
    /// <param name="content">The file, read from its beginning.</param>
    /// <param name="fileName">The name it was sent with.</param>
    /// <param name="contentType">The media type it was declared as.</param>
    /// <param name="allowedFormats">Codes of the formats that its kind of document is taken in.</param>
    /// <exception cref="IOException">The stream could not be read: not a fault of the file.</exception>
    public static CheckReport Of(Stream content, string fileName, string contentType, IReadOnlyList<string> allowedFormats)
    {
        byte[] bytes = Foreign.Read(content);
        FileFormat? declared = FileFormats.ByContentType(contentType);
        FileFormat? real = FormatOf(bytes, declared);
        return CheckReport.Of(AutomaticCheck.Format, real is null || real == FileFormats.Heic
            ? [Marks.IsLockedOffice(bytes) ? new Finding(FindingCode.Encrypted) : new Finding(FindingCode.FormatUnknown, real?.Code)]
            : [.. FindingsOf(bytes, real, declared, FileFormats.ExtensionOf(fileName), allowedFormats)]);
    }

    /// <summary>The format of a whole file: what its beginning tells, and of an archive what it holds.</summary>
    /// <param name="content">The file.</param>
    /// <param name="declared">What it is taken for where its directory cannot be read: whether it opens is another check's question.</param>
    internal static FileFormat? FormatOf(byte[] content, FileFormat? declared) =>
        FileFormats.ByContent(content) is not { } real ? null
        : real == FileFormats.Zip ? PackedFormat(content) ?? (FileFormats.IsPacked(declared) ? declared : FileFormats.Zip)
        : real;

    private static IEnumerable<Finding> FindingsOf(
        byte[] content, FileFormat real, FileFormat? declared, string? extension, IReadOnlyList<string> allowedFormats)
    {
        if (SecondFormat.IsIn(content, real))
        {
            yield return new Finding(FindingCode.SeveralFormats);
        }

        if (!allowedFormats.Contains(real.Code))
        {
            yield return new Finding(FindingCode.FormatNotAllowed, real.Code);
        }

        if (declared != real)
        {
            yield return new Finding(FindingCode.DeclaredTypeDiffers, real.Code);
        }

        if (extension is not null && !real.Extensions.Contains(extension))
        {
            yield return new Finding(FindingCode.NameDiffers, real.Code);
        }
    }

    private static FileFormat? PackedFormat(byte[] content)
    {
        try
        {
            HashSet<string> names = [.. ZipDirectory.Read(content).Select(entry => entry.Name)];
            return !names.Contains("[Content_Types].xml") ? FileFormats.Zip
                : names.Contains("word/document.xml") ? FileFormats.Docx
                : names.Contains("xl/workbook.xml") ? FileFormats.Xlsx
                // Other programs name the main part otherwise; the folder is the same.
                : names.Any(name => name.StartsWith("word/", StringComparison.Ordinal)) ? FileFormats.Docx
                : names.Any(name => name.StartsWith("xl/", StringComparison.Ordinal)) ? FileFormats.Xlsx
                : FileFormats.Zip;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
