using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>A file of the programme's data: YAML read as a tree of JSON, with the line on which each thing stands.</summary>
public sealed partial class DataFile
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private DataFile(string name) => Name = name;

    /// <summary>The file, by its path in the repository.</summary>
    public string Name { get; }

    /// <summary>Whether it holds wordings of the procedure, which have no dates, and no rules.</summary>
    public bool IsWording => Name.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>What it holds; empty for a file that cannot be read.</summary>
    public JsonObject Root { get; private set; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="name">Its path, for findings.</param>
    /// <param name="text">Its text.</param>
    /// <param name="findings">Where to say that it is no YAML, or not a mapping.</param>
    public static DataFile Read(string name, string text, ICollection<Finding> findings)
    {
        DataFile file = new(name);
        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                file.Root = (JsonObject)file.Convert(root, "$")!;
            }
            else
            {
                findings.Add(new Finding(name, 1, "A file of data is one mapping of names to lists."));
            }
        }
        catch (YamlException fault)
        {
            findings.Add(new Finding(name, (int)Math.Max(1, fault.Start.Line), $"This cannot be read: {fault.Message}"));
        }

        return file;
    }

    /// <summary>The line of a JSON path such as <c>$.schemes[0].ceilings.year</c>; of what holds it, if it is not there.</summary>
    public int LineOf(string path)
    {
        for (string place = path; place.Length > 1; place = place[..Math.Max(1, place.LastIndexOfAny(['.', '[']))])
        {
            if (_lines.TryGetValue(place, out int line))
            {
                return line;
            }
        }

        return 1;
    }

    private JsonNode? Convert(YamlNode node, string path)
    {
        _lines.TryAdd(path, (int)node.Start.Line);
        switch (node)
        {
            case YamlMappingNode mapping:
                JsonObject names = [];
                foreach ((YamlNode key, YamlNode value) in mapping.Children)
                {
                    string name = (key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "A name is one word.");
                    _lines[$"{path}.{name}"] = (int)key.Start.Line;
                    names[name] = Convert(value, $"{path}.{name}");
                }

                return names;
            case YamlSequenceNode { Children: var children } when children.FirstOrDefault(child => child is YamlScalarNode scalar && Scalar(scalar) is null) is { } empty:
                throw new YamlException(empty.Start, empty.End, "An item of a list is empty.");
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select((child, i) => Convert(child, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))]);
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    // The core schema of YAML 1.2: what stands in quotes is a text, whatever it looks like.
    private static JsonValue? Scalar(YamlScalarNode scalar) => (scalar.Style, scalar.Value) switch
    {
        (not ScalarStyle.Plain, { } text) => JsonValue.Create(text),
        (_, null or "" or "null" or "~") => null,
        (_, "true" or "false") => JsonValue.Create(scalar.Value == "true"),
        (_, { } number) when Number().IsMatch(number) => JsonValue.Create(decimal.Parse(number, CultureInfo.InvariantCulture)),
        (_, { } text) => JsonValue.Create(text),
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?$")]
    private static partial Regex Number();
}
