using System.Text.Json.Nodes;

namespace Tasdir.Local.Demo;

/// <summary>The demonstration: one application from its draft to its last payment, told and checked as anybody could from outside.</summary>
public static class DemoRun
{
    /// <summary>Lives it.</summary>
    /// <param name="http">Reaches the running app and the local host's clock and mailbox.</param>
    /// <param name="output">Where it is told.</param>
    /// <param name="folder">The file set is left in a folder of it, named after the case.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether the case is closed, each tranche was paid exactly once, and the log's hash chain holds.</returns>
    public static async Task<bool> LiveAsync(HttpClient http, TextWriter output, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(output);
        Story story = new(http, output);
        JsonNode closed = await story.LiveAsync(cancellation);
        ExportedLog log = ExportedLog.In(await new Person(http, "applicant-1").DownloadAsync($"/api/applications/{story.Reference}/export", cancellation));

        bool isClosed = (string?)closed["state"] == "closed";
        bool paidOnce = PaidOnce(
            log.Lines, (decimal)closed["granted"]!, [.. closed["tranches"]!.AsArray().Select(tranche => (decimal)tranche!["amount"]!)]);
        bool holds = log.Holds();
        string left = LeaveFiles(story, log, Path.Combine(folder, story.Reference));

        await output.WriteLineAsync($"""

              {story.Reference}
              {Mark(isClosed)} close · dossier clos · ملف مغلق
              {Mark(paidOnce)} paid exactly once per tranche · {closed["granted"]} MAD
              {Mark(holds)} hash chain of {log.Lines.Count} lines holds · {log.Head[..16]}…
              {left}
            """);
        return isClosed && paidOnce && holds;
    }

    /// <summary>Whether every tranche was sent to the bank once and settled once, and they add up to the grant.</summary>
    /// <param name="lines">The log, a JSON object a line.</param>
    /// <param name="granted">The grant, MAD.</param>
    /// <param name="tranches">The tranches of the convention, MAD.</param>
    public static bool PaidOnce(IEnumerable<string> lines, decimal granted, IReadOnlyList<decimal> tranches)
    {
        ArgumentNullException.ThrowIfNull(tranches);
        ILookup<string?, int> payments = lines.Select(line => JsonNode.Parse(line)!["event"])
            .Where(fact => (string?)fact?["type"] is "paymentSent" or "paymentSettled")
            .ToLookup(fact => (string?)fact!["type"], fact => (int)fact!["tranche"]!);
        int[] all = [.. Enumerable.Range(1, tranches.Count)];
        return all.Length > 0
            && payments["paymentSent"].Order().SequenceEqual(all)
            && payments["paymentSettled"].Order().SequenceEqual(all)
            && tranches.Sum() == granted;
    }

    private static string Mark(bool good) => good ? "✓" : "✗";

    private static string LeaveFiles(Story story, ExportedLog log, string folder)
    {
        foreach ((string name, byte[] content) in story.Files.Append(new("log.jsonl", log.Content)))
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        return folder;
    }
}
