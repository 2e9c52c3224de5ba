using System.Text.Json;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>A row of the data: an entry, and the rule that it is read as.</summary>
public sealed record DataRow<T>(DataEntry Entry, T Value);

/// <summary>Everything in the data that is of one kind, for all times.</summary>
/// <param name="Rows">The rows, in the order of the files.</param>
public sealed record DataTable<T>(IReadOnlyList<DataRow<T>> Rows)
{
    /// <summary>The rules that hold on a day.</summary>
    public IEnumerable<T> On(DateOnly day) => Rows.Where(row => row.Entry.HoldsOn(day)).Select(row => row.Value);
}

/// <summary>How entries become rules.</summary>
public static class DataTables
{
    // As the rest of the product reads JSON, and nothing that is needed may be left out.
    private static readonly JsonSerializerOptions s_options = new(CaseJson.Options) { RespectRequiredConstructorParameters = true };

    /// <summary>Reads the entries of a table; what cannot be read is a finding.</summary>
    /// <param name="entries">The entries of every table.</param>
    /// <param name="table">The table.</param>
    /// <param name="findings">Where to say what cannot be read.</param>
    /// <param name="given">Members of the rule that come from elsewhere, so that the entry need not have them.</param>
    public static DataTable<T> Read<T>(
        IEnumerable<DataEntry> entries, string table, ICollection<Finding> findings, params (string Name, JsonNode Value)[] given)
    {
        List<DataRow<T>> rows = [];
        foreach (DataEntry entry in entries.Where(entry => entry.Table == table))
        {
            JsonObject node = (JsonObject)entry.Node.DeepClone();
            node.Remove("from");
            node.Remove("until");
            foreach ((string name, JsonNode value) in given)
            {
                node[name] = value.DeepClone();
            }

            try
            {
                rows.Add(new DataRow<T>(entry, node.Deserialize<T>(s_options)!));
            }
            catch (JsonException fault)
            {
                findings.Add(entry.Find((fault.Path ?? "$").TrimStart('$').TrimStart('.'), $"{entry.Title} cannot be read: {fault.Message.Split(" Path:")[0]}"));
            }
        }

        return new DataTable<T>(rows);
    }
}
