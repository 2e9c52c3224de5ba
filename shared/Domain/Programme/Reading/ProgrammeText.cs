using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>The rules of a day as a person reads them: in the spelling of the files, only what applies on that day.</summary>
public static class ProgrammeText
{
    /// <summary>Everything that applies on a day.</summary>
    public static string Of(ProgrammeData data, DateOnly day) => Write(data, day, On(data, day));

    /// <summary>What applies to one scheme on a day, with the documents that it asks for.</summary>
    public static string Of(ProgrammeData data, DateOnly day, Scheme scheme)
    {
        JsonObject all = On(data, day);
        JsonObject documents = [];
        foreach (IGrouping<string, DocumentRequirement> asked in data.On(day).Scheme(scheme.Code).Documents.GroupBy(asked => asked.Kind))
        {
            JsonObject kind = (JsonObject)all["documents"]![asked.Key]!.DeepClone();
            kind["asked"] = new JsonArray([.. ((JsonArray)kind["asked"]!).Where(line => IsOf(line!, scheme.Code)).Select(line => line!.DeepClone())]);
            documents[asked.Key] = kind;
        }

        return Write(data, day, new JsonObject
        {
            ["schemes"] = new JsonObject { [scheme.Code] = all["schemes"]![scheme.Code]!.DeepClone() },
            ["documents"] = documents,
            ["deadlines"] = all["deadlines"]!.DeepClone(),
        });
    }

    /// <summary>The entries that hold on a day, by table and code; and the calendar, which holds on every day.</summary>
    internal static JsonObject On(ProgrammeData data, DateOnly day)
    {
        JsonObject tables = [];
        foreach (DataEntry entry in data.Entries.Where(entry => entry.Table != "versions" && entry.HoldsOn(day)))
        {
            JsonObject table = tables[entry.Table] as JsonObject ?? [];
            tables[entry.Table] = table;
            JsonObject node = (JsonObject)entry.Node.DeepClone();
            node.Remove("code");
            if (entry.Code.Length > 0)
            {
                table[entry.Code] = node;
            }
            else
            {
                tables[entry.Table] = node;
            }
        }

        if (data.CalendarFile?.Root["calendar"] is { } calendar)
        {
            tables["calendar"] = calendar.DeepClone();
        }

        return tables;
    }

    private static bool IsOf(JsonNode line, string scheme) =>
        line["schemes"] is not JsonArray schemes || schemes.Any(named => named!.GetValue<string>() == scheme);

    private static string Write(ProgrammeData data, DateOnly day, JsonObject tables)
    {
        ProgrammeRules rules = data.On(day);
        string head = string.Create(CultureInfo.InvariantCulture, $"# {day:yyyy-MM-dd}: version {rules.Version}, from {rules.EffectiveFrom:yyyy-MM-dd}\n# {rules.Basis}\n");
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(Node(tables))).Save(text, assignAnchors: false);
        return head + text.ToString().TrimEnd('.', '\n', '\r') + "\n";
    }

    private static YamlNode Node(JsonNode? node) => node switch
    {
        JsonObject names when IsText(names) => new YamlMappingNode(Members(names)) { Style = YamlDotNet.Core.Events.MappingStyle.Flow },
        JsonObject names => new YamlMappingNode(Members(names)),
        JsonArray items when items.All(item => item is JsonValue) => new YamlSequenceNode(items.Select(Node)) { Style = YamlDotNet.Core.Events.SequenceStyle.Flow },
        JsonArray items => new YamlSequenceNode(items.Select(Node)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Quoted(value.GetValue<string>()),
        null => new YamlScalarNode("null"),
        _ => new YamlScalarNode(node.ToJsonString()),
    };

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Members(JsonObject names) =>
        names.Select(member => KeyValuePair.Create((YamlNode)Quoted(member.Key), Node(member.Value)));

    private static bool IsText(JsonObject names) => names is { Count: 2 } && names.ContainsKey("fr") && names.ContainsKey("ar");

    // A number in quotes stays a text for whoever copies the line back.
    private static YamlScalarNode Quoted(string text) =>
        new(text) { Style = text.All(char.IsAsciiDigit) && text.Length > 0 ? ScalarStyle.DoubleQuoted : ScalarStyle.Any };
}
