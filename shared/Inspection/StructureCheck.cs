using Tasdir.Domain.Documents;
using Tasdir.Inspection.Archives;
using Tasdir.Inspection.Office;
using Tasdir.Inspection.Pdf;
using Tasdir.Inspection.Pictures;

namespace Tasdir.Inspection;

/// <summary>
/// Whether a file opens, and holds nothing that acts by itself, leads out of it or bursts. Whatever a parser makes of foreign
/// bytes becomes a finding.
/// </summary>
public static class StructureCheck
{
    // Parsers call themselves for what is nested. Their own limits stop that well before; this is what stands behind them,
    // because nothing can be caught once a stack is full. Only what is touched of it costs memory.
    private const int StackBytes = 256 * 1024 * 1024;

    /// <summary>Opens a file.</summary>
    /// <param name="content">The file, read from its beginning.</param>
    /// <param name="format">What it is, by its content.</param>
    /// <param name="allowedFormats">Codes of the formats that its kind of document is taken in: an archive may hold files of these.</param>
    /// <param name="limits">How much is looked at.</param>
    /// <exception cref="IOException">The stream could not be read: not a fault of the file.</exception>
    public static Inspected Of(Stream content, FileFormat format, IReadOnlyList<string> allowedFormats, InspectionLimits limits)
    {
        byte[] bytes = Foreign.Read(content);
        Inspected? inspected = null;
        Thread parser = new(() => inspected = Look(bytes, format, allowedFormats, new Allowance(limits)), StackBytes) { IsBackground = true, Name = "Inspection" };
        parser.Start();
        // Parsers are interrupted in many places. One that still does not come back is left to itself, and the file refused.
        return parser.Join(TimeSpan.FromSeconds(2L * limits.Seconds)) ? inspected! : Refused(new Finding(FindingCode.Unreadable));
    }

    /// <summary>The same within an archive, as part of its look.</summary>
    internal static Inspected Look(byte[] content, FileFormat format, IReadOnlyList<string> allowedFormats, Allowance allowance)
    {
        try
        {
            Inspected inspected =
                format == FileFormats.Pdf ? PdfStructure.Of(content, allowance)
                : format == FileFormats.Jpeg || format == FileFormats.Png ? PictureStructure.Of(content, format, allowance)
                : format == FileFormats.Docx || format == FileFormats.Xlsx ? OfficeStructure.Of(content, format, allowance)
                : format == FileFormats.Zip ? ArchiveStructure.Of(content, allowedFormats, allowance)
                : Refused(new Finding(FindingCode.FormatUnknown));
            return allowance.Passed is { } passed ? Refused(passed) : inspected;
        }
        catch (FoundException found)
        {
            return Refused(allowance.Passed ?? found.Finding);
        }
        catch (Exception)
        {
            // The bytes are in memory: nothing but they can have caused it.
            return Refused(allowance.Passed ?? new Finding(FindingCode.Unreadable));
        }
    }

    /// <summary>A file with these findings, and the text in it if they let it be used.</summary>
    internal static Inspected Report(IReadOnlyList<Finding> findings, string? text)
    {
        CheckReport report = CheckReport.Of(AutomaticCheck.Structure, findings);
        return new Inspected(report, report.Outcome == CheckOutcome.Failed || string.IsNullOrWhiteSpace(text) ? null : text);
    }

    private static Inspected Refused(Finding finding) => Report([finding], null);
}
