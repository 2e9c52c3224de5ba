using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tasdir.Local.Demo;

/// <summary>A case's log as its applicant exports it. What is not theirs to read is a line with its hash alone.</summary>
/// <param name="Lines">The lines, in order.</param>
/// <param name="Head">The hash of the last line, by the export's manifest.</param>
public sealed record ExportedLog(IReadOnlyList<string> Lines, string Head)
{
    // What the first line names as the hash of the one before it.
    private static readonly string s_genesis = new('0', 64);

    /// <summary>As it was written to a file.</summary>
    public byte[] Content => Encoding.UTF8.GetBytes(string.Join('\n', Lines) + "\n");

    /// <summary>The log in an export (ZIP).</summary>
    public static ExportedLog In(byte[] export)
    {
        using ZipArchive zip = new(new MemoryStream(export));
        string[] lines = Text(zip, "log.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new ExportedLog(lines, (string)JsonNode.Parse(Text(zip, "manifest.json"))!["head"]!);
    }

    /// <summary>Whether every line names the hash of the one before it, and the manifest that of the last.</summary>
    public bool Holds()
    {
        string head = s_genesis;
        foreach ((int index, string text) in Lines.Index())
        {
            JsonNode line = JsonNode.Parse(text)!;
            if ((int)line["sequence"]! != index + 1 || (line["withheld"] is null && (string?)line["previous"] != head))
            {
                return false;
            }

            head = (string?)line["hash"] ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        return head == Head;
    }

    private static string Text(ZipArchive zip, string name)
    {
        using StreamReader reader = new(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
