using System.Globalization;
using System.Text.Json.Nodes;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>An entry of the data: a rule, and the days on which it holds.</summary>
/// <param name="File">The file that it stands in.</param>
/// <param name="Table">The list that it stands in: <c>schemes</c>, <c>regions</c>.</param>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Node">What it says.</param>
public sealed record DataEntry(DataFile File, string Table, int Index, JsonObject Node)
{
    /// <summary>What it is about; empty in a table of which one entry holds at a time.</summary>
    public string Code { get; } = TextOf(Node, "code") ?? "";

    /// <summary>First day on which it holds.</summary>
    public DateOnly From { get; } = DateOf(Node, "from") ?? DateOnly.MinValue;

    /// <summary>Last day on which it holds; without end if it names none.</summary>
    public DateOnly Until { get; } = DateOf(Node, "until") ?? DateOnly.MaxValue;

    /// <summary>How it is called in findings.</summary>
    public string Title => Code.Length > 0 ? $"{Table}/{Code}" : Table;

    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && day <= Until;

    /// <summary>A finding about a part of it.</summary>
    /// <param name="part">The part, <c>ceilings.year</c> or <c>measures[2]</c>; empty for the entry as a whole.</param>
    /// <param name="sentence">What is wrong.</param>
    public Finding Find(string part, string sentence)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"$.{Table}[{Index}]");
        return new Finding(File.Name, File.LineOf(part.Length > 0 ? $"{path}.{part}" : path), sentence);
    }

    /// <summary>The entries of a file, list by list.</summary>
    public static IEnumerable<DataEntry> Of(DataFile file) =>
        from table in file.Root
        where table.Value is JsonArray
        from row in ((JsonArray)table.Value!).Select((node, index) => (Node: node, Index: index))
        where row.Node is JsonObject
        select new DataEntry(file, table.Key, row.Index, (JsonObject)row.Node!);

    /// <summary>A member that is a text, or null.</summary>
    public static string? TextOf(JsonObject node, string name) =>
        node[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static DateOnly? DateOf(JsonObject node, string name) =>
        DateOnly.TryParseExact(TextOf(node, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
}
