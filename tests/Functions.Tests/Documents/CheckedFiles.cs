using System.Text.Json.Nodes;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;
using Tasdir.Inspection;
using Tasdir.TestKit;
using SampleFile = Tasdir.TestKit.Files.SampleFile;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>Files that are brought to be checked, and what the case then tells of them.</summary>
internal static class CheckedFiles
{
    /// <summary>Brings a file as a kind of document, or as one that is taken in its format.</summary>
    public static Task<JsonNode> BringAsync(this Journey journey, SampleFile file, string? kind = null) => journey.Applicant.BringAsync(
        journey.Reference, kind ?? KindFor(file), file.Content.AsFile($"attachment; filename=\"{file.FileName}\"", file.ContentType), ApiRequests.NewKey()).DoneAsync();

    /// <summary>What came of a check of a document as the API shows it, and the codes of what it found.</summary>
    public static (string? Outcome, string Codes) Told(this JsonNode document, AutomaticCheck check)
    {
        JsonNode report = document["checks"]!.AsArray().Single(one => (string?)one!["check"] == EnumText.Of(check))!;
        return ((string?)report["outcome"], string.Join(' ', report["findings"]!.AsArray().Select(finding => (string?)finding!["code"])));
    }

    /// <summary>The value of what was found under a code.</summary>
    public static string? ValueOf(this JsonNode document, string code) => (string?)document["checks"]!.AsArray()
        .SelectMany(report => report!["findings"]!.AsArray()).First(finding => (string?)finding!["code"] == code)!["value"];

    private static string KindFor(SampleFile file) => file.ContentType == FileFormats.Zip.ContentType ? "quotes"
        : file.ContentType == FileFormats.Docx.ContentType || file.ContentType == FileFormats.Xlsx.ContentType ? "action-plan"
        : "statutes";
}
