using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tasdir.Local.Demo;

/// <summary>
/// The log of a case as its export carries it (<c>tasdir-export/1</c>): each line names the hash of the line before, and of a
/// line that is not the applicant's to read only the hash is there.
/// </summary>
/// <param name="Lines">The lines, in order.</param>
/// <param name="Head">The hash of the last line, as the case keeps it.</param>
public sealed record ExportedLog(IReadOnlyList<string> Lines, string Head)
{
    /// <summary>Takes the log out of an export.</summary>
    /// <param name="export">The ZIP.</param>
    public static ExportedLog Read(byte[] export)
    {
        using ZipArchive zip = new(new MemoryStream(export));
        return new ExportedLog(
            TextOf("log.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries),
            (string)JsonNode.Parse(TextOf("manifest.json"))!["head"]!);

        string TextOf(string name)
        {
            using StreamReader reader = new(zip.GetEntry(name)!.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The place, from 1, of the first line that does not name the hash of the line before it; null when the chain holds.</summary>
    public int? FirstBreak()
    {
        string hash = new('0', 64);
        foreach ((int index, string line) in Lines.Index())
        {
            JsonNode entry = JsonNode.Parse(line) ?? throw new JsonException("A line of a log is not null.");
            bool withheld = entry["withheld"] is not null;
            if ((int?)entry["sequence"] != index + 1 || (!withheld && (string?)entry["previous"] != hash))
            {
                return index + 1;
            }

            hash = withheld ? (string)entry["hash"]! : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
        }

        return hash == Head ? null : Lines.Count + 1;
    }
}
