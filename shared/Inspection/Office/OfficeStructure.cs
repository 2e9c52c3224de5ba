using DocumentFormat.OpenXml.Packaging;
using Tasdir.Domain.Documents;
using Tasdir.Inspection.Archives;

namespace Tasdir.Inspection.Office;

/// <summary>A Word or Excel file: its archive first, then its parts and what they refer to, then its text.</summary>
internal static class OfficeStructure
{
    // What is an entry in an archive of documents is a picture or a sheet here.
    private const int PartsPerEntry = 10;

    /// <summary>Looks at a file.</summary>
    public static Inspected Of(byte[] content, FileFormat format, Allowance allowance)
    {
        if (Marks.IsLockedOffice(content))
        {
            return StructureCheck.Report([new Finding(FindingCode.Encrypted)], null);
        }

        Measure(content, allowance);
        using MemoryStream stream = new(content, writable: false);
        using OpenXmlPackage package = format == FileFormats.Docx ? WordprocessingDocument.Open(stream, false) : SpreadsheetDocument.Open(stream, false);
        OpenXmlPart[] parts = [.. package.GetAllParts()];
        OfficeText text = OfficeText.Of(parts, allowance);
        List<Finding> findings = [.. OfficeDangers.Of(package, parts, text.Fields).Distinct().Select(code => new Finding(code))];
        if (string.IsNullOrWhiteSpace(text.Words) && !parts.OfType<ImagePart>().Any())
        {
            findings.Add(new Finding(FindingCode.Empty));
        }

        return StructureCheck.Report(findings, text.Words);
    }

    // Every part is unpacked once here, so that none bursts in the hands of the library that reads them.
    private static void Measure(byte[] content, Allowance allowance)
    {
        IReadOnlyList<ZipEntry> entries = ZipDirectory.Read(content);
        if (entries.Count > (long)PartsPerEntry * allowance.Limits.ArchiveEntries)
        {
            throw new FoundException(FindingCode.Bomb);
        }

        foreach (ZipEntry entry in entries)
        {
            if (entry.LeadsOut)
            {
                throw new FoundException(FindingCode.UnsafePath);
            }

            ZipContent.Unpack(content, entry, allowance);
        }
    }
}
