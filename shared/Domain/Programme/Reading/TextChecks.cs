using System.Text.Json.Nodes;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>Every text that people read is there in French and in Arabic, each in its own script.</summary>
internal static class TextChecks
{
    public static IEnumerable<Finding> Of(ProgrammeData data) => data.Files.SelectMany(Of);

    /// <summary>The texts of one file.</summary>
    public static IEnumerable<Finding> Of(DataFile file) => Texts(file.Root).SelectMany(text => Of(file, text));

    private static IEnumerable<Finding> Of(DataFile file, JsonObject text)
    {
        string path = text.GetPath();
        string fr = DataEntry.TextOf(text, "fr") ?? "";
        string ar = DataEntry.TextOf(text, "ar") ?? "";
        foreach ((bool wrong, string sentence) in new[]
        {
            (string.IsNullOrWhiteSpace(fr), $"The French of \"{ar}\" is missing."),
            (string.IsNullOrWhiteSpace(ar), $"The Arabic of \"{fr}\" is missing."),
            (fr.Any(IsArabic), $"The French text \"{fr}\" has Arabic letters."),
            (!string.IsNullOrWhiteSpace(ar) && fr.Any(char.IsLetter) && !ar.Any(IsArabic), $"The Arabic text \"{ar}\" has no Arabic letter."),
        })
        {
            if (wrong)
            {
                yield return new Finding(file.Name, file.LineOf(path), sentence);
            }
        }
    }

    private static IEnumerable<JsonObject> Texts(JsonNode? node) => node switch
    {
        JsonObject text when text.ContainsKey("fr") || text.ContainsKey("ar") => [text],
        JsonObject names => names.SelectMany(member => Texts(member.Value)),
        JsonArray items => items.SelectMany(Texts),
        _ => [],
    };

    private static bool IsArabic(char letter) => letter is >= '\u0600' and <= '\u06FF';
}
