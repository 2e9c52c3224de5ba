using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tasdir.Local.Demo;

/// <summary>The demonstration: lives the story in a running app, over HTTP alone, and looks whether it ended as it must.</summary>
public static class DemoRun
{
    /// <summary>Lives it, tells it, and leaves what was written and brought in a folder of the case's name.</summary>
    /// <param name="http">Speaks to the running app, which nobody used before.</param>
    /// <param name="output">Where it is told.</param>
    /// <param name="folder">Where the case's folder is made.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Whether the case is closed, each tranche was paid exactly once, and the log's hash chain holds.</returns>
    public static async Task<bool> LiveAsync(HttpClient http, TextWriter output, string folder, CancellationToken cancellation)
    {
        try
        {
            Story story = new(http, output);
            JsonNode closed = await story.LiveAsync(cancellation);
            byte[] export = await new Person(http, "applicant-1").DownloadAsync($"/api/applications/{story.Reference}/export", cancellation);
            return Conclude(story, closed, ExportedLog.Read(export), output, folder);
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException or HttpRequestException or JsonException)
        {
            output.WriteLine($"  ✗ {fault.Message}");
            return false;
        }
    }

    private static bool Conclude(Story story, JsonNode closed, ExportedLog log, TextWriter output, string folder)
    {
        decimal granted = (decimal?)closed["granted"] ?? 0;
        bool isClosed = (string?)closed["state"] == "closed";
        bool paidOnce = PaidOnce(log.Lines, granted);
        bool chained = log.FirstBreak() is null;
        string left = LeaveFiles(story, log, folder);

        output.WriteLine();
        output.WriteLine($"  {story.Reference}");
        output.WriteLine($"  {Mark(isClosed)} close · dossier clos · ملف مغلق");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Mark(paidOnce)} paid exactly once per tranche · {granted:0.00} MAD"));
        output.WriteLine($"  {Mark(chained)} hash chain of {log.Lines.Count} lines holds · {log.Head[..16]}…");
        output.WriteLine($"  {left}");
        return isClosed && paidOnce && chained;
    }

    private static string Mark(bool good) => good ? "✓" : "✗";

    /// <summary>Whether every tranche of the convention was sent to the bank once and settled once, and what was settled adds up to the grant.</summary>
    /// <param name="lines">The log.</param>
    /// <param name="granted">MAD.</param>
    public static bool PaidOnce(IReadOnlyList<string> lines, decimal granted)
    {
        ILookup<string?, JsonNode> facts = lines.Select(line => JsonNode.Parse(line)!["event"]).OfType<JsonNode>().ToLookup(fact => (string?)fact["type"]);
        IEnumerable<int> tranches = Enumerable.Range(1, facts["conventionIssued"].LastOrDefault()?["tranches"]!.AsArray().Count ?? 0);
        string[] settled = [.. facts["paymentSettled"].Select(fact => (string)fact["endToEndId"]!)];
        return granted > 0
            && TranchesOf("paymentSent").SequenceEqual(tranches)
            && TranchesOf("paymentSettled").SequenceEqual(tranches)
            && facts["paymentPrepared"].Where(fact => settled.Contains((string?)fact["endToEndId"])).Sum(fact => (decimal)fact["amount"]!) == granted;

        IEnumerable<int> TranchesOf(string type) => facts[type].Select(fact => (int)fact["tranche"]!).Order();
    }

    private static string LeaveFiles(Story story, ExportedLog log, string folder)
    {
        string left = Path.Combine(Path.GetFullPath(folder), story.Reference);
        foreach ((string name, byte[] content) in story.Files.Append(new("log.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', log.Lines) + "\n"))))
        {
            string path = Path.Combine(left, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        return left;
    }
}
