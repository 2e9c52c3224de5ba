using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tasdir.Domain.Cases;
using Tasdir.Storage;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Demo;

/// <summary>
/// <c>demo</c>: starts the app on a state of its own, lives the story in it, leaves the file set in a folder. Exit code 0
/// only if the case is closed, each tranche was paid exactly once, and the log's hash chain holds.
/// </summary>
public static class DemoRun
{
    private const string Folder = ".tasdir/demo";

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        using IHost app = App.Build(SwitchesFor(args));
        await app.StartAsync(cancellation);
        bool good = false;
        try
        {
            good = await LiveAsync(app.Services, cancellation);
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException or HttpRequestException)
        {
            Console.WriteLine($"  ✗ {fault.Message}");
        }

        await app.Services.GetRequiredService<StorageClients>().DeleteAllAsync(cancellation);
        await app.StopAsync(cancellation);
        Console.WriteLine($"  {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        return good ? 0 : 1;
    }

    // A state, a port and names in the storage of its own keep it apart from what the machine otherwise holds.
    private static string[] SwitchesFor(string[] args)
    {
        string state = Path.GetFullPath(Folder);
        if (Directory.Exists(state))
        {
            Directory.Delete(state, recursive: true);
        }

        string prefix = "demo" + Guid.NewGuid().ToString("N")[..12];
        return ["--port", "0", "--data", state, "--StoragePrefix", prefix, .. args.Skip(1)];
    }

    private static async Task<bool> LiveAsync(IServiceProvider services, CancellationToken cancellation)
    {
        Uri site = new(services.GetRequiredService<IConfiguration>()["Site:BaseUrl"]!);
        using HttpClient http = new() { BaseAddress = site, Timeout = TimeSpan.FromMinutes(3) };
        Story story = new(http, Console.Out);
        JsonNode closed = await story.LiveAsync(cancellation);
        return await ConcludeAsync(services, story, closed, cancellation);
    }

    private static async Task<bool> ConcludeAsync(IServiceProvider services, Story story, JsonNode closed, CancellationToken cancellation)
    {
        (IReadOnlyList<string> lines, string head) = (await services.GetRequiredService<CaseStore>().ReadLogAsync(story.Reference, cancellation))!.Value;
        CaseFile file = CaseLog.Read(story.Reference, lines).File;
        bool isClosed = file.State == CaseState.Closed && (string?)closed["state"] == "closed";
        bool paidOnce = PaidOnce(lines, file);
        bool chained = CaseLog.FirstBreak(lines, head) is null;
        string folder = LeaveFiles(story, lines);

        Console.WriteLine();
        Console.WriteLine($"  {story.Reference}");
        Console.WriteLine($"  {(isClosed ? "✓" : "✗")} close · dossier clos · ملف مغلق");
        Console.WriteLine($"  {(paidOnce ? "✓" : "✗")} paid exactly once per tranche · {file.Granted} MAD");
        Console.WriteLine($"  {(chained ? "✓" : "✗")} hash chain of {lines.Count} lines holds · {head[..16]}…");
        Console.WriteLine($"  {folder}");
        return isClosed && paidOnce && chained;
    }

    /// <summary>Whether every tranche of the convention was sent to the bank once and settled once, and they add up to the grant.</summary>
    public static bool PaidOnce(IReadOnlyList<string> lines, CaseFile file)
    {
        CaseEvent[] events = [.. lines.Select(line => LogEntry.FromJson(line).Event)];
        int[] sent = [.. events.OfType<Domain.Payments.PaymentSent>().Select(e => e.Tranche)];
        int[] settled = [.. events.OfType<Domain.Payments.PaymentSettled>().Select(e => e.Tranche)];
        int[] tranches = [.. Enumerable.Range(1, file.Convention?.Tranches.Count ?? 0)];
        return tranches.Length > 0
            && sent.Order().SequenceEqual(tranches)
            && settled.Order().SequenceEqual(tranches)
            && file.Tranches.Sum(tranche => tranche.Amount.Centimes) == file.Granted?.Centimes;
    }

    private static string LeaveFiles(Story story, IReadOnlyList<string> lines)
    {
        string folder = Path.Combine(Path.GetFullPath(Folder), story.Reference);
        foreach ((string name, byte[] content) in story.Files.Append(new("log.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"))))
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        return folder;
    }
}
