using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using static Tasdir.Domain.Programme.Reading.ProgrammeChecks;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>What changed in the rules between two days, line by line.</summary>
public static class ProgrammeDiff
{
    /// <summary>The differences: what went (-), what came (+), what is otherwise (was, is), each with where it is written.</summary>
    public static string Between(ProgrammeData data, DateOnly before, DateOnly after)
    {
        SortedDictionary<string, string> old = Flatten(data, before);
        SortedDictionary<string, string> present = Flatten(data, after);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Spell(before)}: {VersionOn(data, before)}\n{Spell(after)}: {VersionOn(data, after)}\n");
        string[] changed = [.. old.Keys.Union(present.Keys).Where(path => old.GetValueOrDefault(path) != present.GetValueOrDefault(path)).Order(StringComparer.Ordinal)];
        foreach (string path in changed)
        {
            text.Append((old.GetValueOrDefault(path), present.GetValueOrDefault(path)) switch
            {
                (null, { } came) => $"+ {path}: {came}\n",
                ({ } went, null) => $"- {path}: {went}\n",
                var (was, isNow) => $"  {path}: {was} -> {isNow}\n",
            });
        }

        return text.Append(changed.Length == 0 ? "Nothing changed.\n" : $"Changes: {changed.Length}.\n").ToString();
    }

    private static string VersionOn(ProgrammeData data, DateOnly day) =>
        data.Rules.LastOrDefault(rules => rules.EffectiveFrom <= day) is { } rules ? $"version {rules.Version} ({rules.Basis})" : "before the programme";

    private static SortedDictionary<string, string> Flatten(ProgrammeData data, DateOnly day)
    {
        SortedDictionary<string, string> lines = new(StringComparer.Ordinal);
        Flatten(ProgrammeText.On(data, day), "", lines);
        return lines;
    }

    private static void Flatten(JsonNode? node, string path, SortedDictionary<string, string> lines)
    {
        switch (node)
        {
            case JsonObject names:
                // The days on which an entry holds are what the two days are about.
                foreach ((string name, JsonNode? member) in names.Where(one => one.Key is not ("from" or "until")))
                {
                    Flatten(member, path.Length == 0 ? name : $"{path}/{name}", lines);
                }

                break;
            case JsonArray items when items.All(item => item is JsonObject):
                foreach ((JsonNode? item, int index) in items.Select((item, index) => (item, index)))
                {
                    Flatten(item, $"{path}/{DataEntry.TextOf((JsonObject)item!, "code") ?? $"{index + 1}"}", lines);
                }

                break;
            default:
                lines[path] = node is JsonValue value && value.TryGetValue(out string? text) ? text : node?.ToJsonString() ?? "";
                break;
        }
    }
}
