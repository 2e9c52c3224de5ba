using Tasdir.Domain.Documents;
using Tasdir.TestKit.Files;

namespace Tasdir.Inspection.Tests;

/// <summary>Looks at sample files, with everything allowed unless a test says otherwise.</summary>
internal static class Looks
{
    public static IReadOnlyList<string> Everything { get; } = [.. FileFormats.Taken.Select(format => format.Code)];

    public static CheckReport Format(SampleFile file, params IReadOnlyList<string> allowed) =>
        FormatCheck.Of(new MemoryStream(file.Content), file.FileName, file.ContentType, allowed.Count == 0 ? Everything : allowed);

    public static Inspected Structure(SampleFile file, InspectionLimits? limits = null) => StructureCheck.Of(
        new MemoryStream(file.Content), FileFormats.ByContentType(file.ContentType)!, Everything, limits ?? new InspectionLimits());

    public static IEnumerable<FindingCode> Codes(CheckReport report) => report.Findings.Select(finding => finding.Code);
}
