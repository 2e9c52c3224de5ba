using System.Globalization;
using Azure.Data.Tables;

namespace Tasdir.Storage.Cases;

/// <summary>
/// A line of a log as a row. A property of a table holds 32 768 characters, and the facts of a long plan are longer: such a
/// line goes on in a second property, a third, as far as it needs; a row holds more than any body that is taken.
/// </summary>
internal static class LogRow
{
    private const int Part = 32_000;

    /// <summary>The row of a line.</summary>
    public static TableEntity Of(string reference, int sequence, string line)
    {
        TableEntity row = new(reference, Keys.LogRow(sequence));
        for (int part = 0; part == 0 || part * Part < line.Length; part++)
        {
            row[NameOf(part)] = line[(part * Part)..Math.Min((part + 1) * Part, line.Length)];
        }

        return row;
    }

    /// <summary>The line of a row.</summary>
    public static string Read(TableEntity row) => string.Concat(
        Enumerable.Range(0, row.Count).Select(part => row.TryGetValue(NameOf(part), out object? text) ? (string)text : null).TakeWhile(part => part is not null));

    private static string NameOf(int part) => part == 0 ? "Line" : string.Create(CultureInfo.InvariantCulture, $"Line{part + 1}");
}
