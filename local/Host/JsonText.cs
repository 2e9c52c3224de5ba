using System.Text.Json;

namespace Tasdir.Local.Host;

/// <summary>Reads hand-written JSON files: comments and trailing commas allowed, damage reported by file and line.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="StartupException">The file is not readable, not JSON or not an object.</exception>
    public static JsonElement ReadObject(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new StartupException($"{path}, line 1: an object in braces is expected.");
        }
        catch (JsonException e)
        {
            throw new StartupException($"{path}, line {e.LineNumber + 1}: the file is not valid JSON ({Reason(e)}).", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} cannot be read ({e.Message}).", e);
        }
    }

    // The parser ends its messages with its own, zero-based, position.
    private static string Reason(JsonException e) => e.Message.Split(" LineNumber:")[0].TrimEnd('.');
}
