using System.Globalization;
using System.Text;
using Tasdir.Domain.Documents;

namespace Tasdir.Inspection.Archives;

/// <summary>An archive of documents: every entry is one that could have been brought by itself.</summary>
internal static class ArchiveStructure
{
    /// <summary>Looks at an archive and at everything in it.</summary>
    public static Inspected Of(byte[] content, IReadOnlyList<string> allowedFormats, Allowance allowance)
    {
        IReadOnlyList<ZipEntry> entries = ZipDirectory.Read(content);
        if (FaultOf(entries, allowance.Limits.ArchiveEntries) is { } fault)
        {
            return StructureCheck.Report([new Finding(fault)], null);
        }

        List<Finding> findings = [];
        StringBuilder text = new();
        int documents = 0;
        foreach (ZipEntry entry in entries.Where(entry => !entry.IsFolder))
        {
            byte[] unpacked = ZipContent.Unpack(content, entry, allowance);
            if (IsOfSystem(entry.Name, unpacked))
            {
                continue;
            }

            documents++;
            Inspected? inspected = Look(unpacked, entry.Name, allowedFormats, allowance);
            if (inspected is null || inspected.Report.Outcome == CheckOutcome.Failed)
            {
                findings.Add(new Finding(FindingCode.EntryNotAllowed, entry.Number.ToString(CultureInfo.InvariantCulture)));
            }
            else if (inspected.Text is { } words && text.Length < allowance.Limits.TextCharacters)
            {
                text.Append(words, 0, Math.Min(words.Length, allowance.Limits.TextCharacters - text.Length)).Append('\n');
            }
        }

        return documents == 0 ? StructureCheck.Report([new Finding(FindingCode.Empty)], null) : StructureCheck.Report(findings, text.ToString());
    }

    private static FindingCode? FaultOf(IReadOnlyList<ZipEntry> entries, int most) =>
        entries.Count == 0 ? FindingCode.Empty
        : entries.Count > most ? FindingCode.Bomb
        : entries.Any(entry => entry.LeadsOut) ? FindingCode.UnsafePath
        : entries.Any(entry => entry.IsEncrypted) ? FindingCode.Encrypted
        : null;

    // Null for an entry of a format that is not taken.
    private static Inspected? Look(byte[] content, string name, IReadOnlyList<string> allowedFormats, Allowance allowance)
    {
        string file = name[(name.LastIndexOf('/') + 1)..];
        FileFormat? format = FormatCheck.FormatOf(content, FileFormats.ByName(file));
        if (format == FileFormats.Zip || IsOtherArchive(content))
        {
            throw new FoundException(FindingCode.Bomb);
        }

        return format is null || !allowedFormats.Contains(format.Code) || SecondFormat.IsIn(content, format)
            || (FileFormats.ExtensionOf(file) is { } extension && !format.Extensions.Contains(extension))
            ? null
            : Inner(StructureCheck.Look(content, format, allowedFormats, allowance));
    }

    // What bursts within bursts the whole.
    private static Inspected Inner(Inspected inspected) =>
        inspected.Report.Findings.Any(finding => finding.Code == FindingCode.Bomb) ? throw new FoundException(FindingCode.Bomb) : inspected;

    private static bool IsOtherArchive(ReadOnlySpan<byte> content) =>
        content.StartsWith("Rar!\x1A\x07"u8) || content.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF])
        || content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]) || content.StartsWith("BZh"u8) || content.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'])
        || (content.Length > 262 && content[257..].StartsWith("ustar"u8));

    // What macOS packs beside the files: their icons and places on the screen.
    private static bool IsOfSystem(string name, ReadOnlySpan<byte> content)
    {
        string file = name[(name.LastIndexOf('/') + 1)..];
        return (file.StartsWith("._", StringComparison.Ordinal) && content.StartsWith((ReadOnlySpan<byte>)[0x00, 0x05, 0x16, 0x07]))
            || (file == ".DS_Store" && content.StartsWith("\0\0\0\u0001Bud1"u8));
    }
}
