using DocumentFormat.OpenXml.Packaging;
using Tasdir.Domain.Documents;

namespace Tasdir.Inspection.Office;

/// <summary>What in a Word or Excel file runs, carries other files or loads something from elsewhere.</summary>
internal static class OfficeDangers
{
    private static readonly string[] s_loadingFields = ["INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "LINK", "DATABASE"];

    /// <summary>What was found, in no order.</summary>
    /// <param name="package">The file.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="fields">The instructions of its fields.</param>
    public static IEnumerable<FindingCode> Of(OpenXmlPackage package, IReadOnlyList<OpenXmlPart> parts, IReadOnlyList<string> fields)
    {
        if (parts.Any(IsActive) || fields.Any(field => field.StartsWith("DDE", StringComparison.OrdinalIgnoreCase)))
        {
            yield return FindingCode.ActiveContent;
        }

        if (parts.Any(part => part is EmbeddedObjectPart or EmbeddedPackagePart or AlternativeFormatImportPart))
        {
            yield return FindingCode.EmbeddedFiles;
        }

        // Links that a reader follows by a click are of another kind and not among these.
        if (package.ExternalRelationships.Any() || parts.Any(part => part.ExternalRelationships.Any() || part is ExternalWorkbookPart or ConnectionsPart or QueryTablePart)
            || fields.Any(field => s_loadingFields.Any(name => field.StartsWith(name, StringComparison.OrdinalIgnoreCase))))
        {
            yield return FindingCode.ExternalContent;
        }
    }

    // Some writers give a macro part another kind; its own media type, and that of a main part with macros, tell.
    private static bool IsActive(OpenXmlPart part) =>
        part is VbaProjectPart or VbaDataPart or MacroSheetPart or InternationalMacroSheetPart or DialogsheetPart or EmbeddedControlPersistencePart
            or EmbeddedControlPersistenceBinaryDataPart
        || part.ContentType.Contains("macro", StringComparison.OrdinalIgnoreCase)
        || part.ContentType.Contains("vba", StringComparison.OrdinalIgnoreCase)
        || part.Uri.OriginalString.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase);
}
