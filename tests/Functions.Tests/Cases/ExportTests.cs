using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>An applicant has everything that is kept on their case, and can check that it is whole and unchanged.</summary>
public sealed class ExportTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task An_export_holds_the_case_its_log_and_its_documents_and_every_hash_and_the_chain_hold()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Rejected);
        await App.SettleAsync();
        CaseFile file = await journey.FileAsync();

        Dictionary<string, byte[]> entries = Open(await DownloadAsync(journey.Applicant, journey));

        JsonNode manifest = JsonNode.Parse(entries["manifest.json"])!;
        JsonArray listed = manifest["entries"]!.AsArray();
        Assert.Equal((journey.Reference, "tasdir-export/1"), ((string?)manifest["reference"], (string?)manifest["format"]));
        Assert.Equal(entries.Keys.Except(["manifest.json"]).Order(), listed.Select(entry => (string)entry!["name"]!).Order());
        Assert.All(listed, entry =>
        {
            byte[] content = entries[(string)entry!["name"]!];
            Assert.Equal((content.Length, HashOf(content)), ((int)entry["bytes"]!, (string?)entry["sha256"]));
        });
        Assert.Equal(
            file.Documents.Select(document => (document.Id, document.Received.Sha256)),
            listed.Where(entry => entry!["documentId"] is not null).Select(entry => ((string)entry!["documentId"]!, (string)entry["sha256"]!)));
        Assert.Empty(manifest["absent"]!.AsArray());
        FiledLetter letter = Assert.Single(file.FiledLetters);
        JsonNode filed = Assert.Single(listed, entry => entry!["mailId"] is not null)!;
        Assert.Equal((letter.MailId, letter.Sha256), ((string?)filed["mailId"], (string?)filed["sha256"]));
        Assert.Equal((string?)manifest["head"], Chain(entries["log.jsonl"]));
        Assert.Equal(file.Form.Name, (string?)JsonNode.Parse(entries["case.json"])!["form"]!["name"]);
        Assert.Contains("Dossier", JsonNode.Parse(entries["timeline.fr.json"])!.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"\p{IsArabic}", JsonNode.Parse(entries["timeline.ar.json"])!["items"]![0]!["text"]!.ToString());
    }

    [Fact]
    public async Task What_the_committee_keeps_to_itself_is_withheld_and_the_chain_can_be_followed_across_it()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Rejected);

        Dictionary<string, byte[]> entries = Open(await DownloadAsync(journey.Applicant, journey));

        JsonNode[] lines = Lines(entries["log.jsonl"]);
        int votes = (await journey.FileAsync()).Sessions[0].Votes.Count;
        Assert.Equal(votes, lines.Count(line => (string?)line["withheld"] == "voteCast"));
        Assert.DoesNotContain(lines, line => (string?)line["event"]?["type"] == "voteCast");
        Assert.DoesNotContain("comite-10-", System.Text.Encoding.UTF8.GetString(entries["log.jsonl"]), StringComparison.Ordinal); // who sat is nobody's own data but theirs
        Assert.Equal(Enumerable.Range(1, lines.Length), lines.Select(line => (int)line["sequence"]!));
    }

    [Fact]
    public async Task A_document_that_was_erased_is_named_with_why_it_is_not_there_and_a_name_brought_twice_is_two_entries()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        await draft.BringAsync("statutes");
        await draft.BringAsync("action-plan");
        await draft.Applicant.BringAsync(draft.Reference, "quotes", Documents.Blocks.Pdf(100).AsFile(), ApiRequests.NewKey()).DoneAsync();
        await draft.SayAsync(draft.Applicant, "withdrawal");
        CaseDocument erased = (await draft.FileAsync()).Documents[1];
        await App.Services.GetRequiredService<CaseStore>().AppendAsync(
            draft.Reference, new Operation("erase", Actor.Procedure), _ => Outcome.Record(new DocumentErased(erased.Id)), null, TestContext.Current.CancellationToken);

        Dictionary<string, byte[]> entries = Open(await DownloadAsync(draft.Applicant, draft));

        JsonNode absent = Assert.Single(JsonNode.Parse(entries["manifest.json"])!["absent"]!.AsArray())!;
        Assert.Equal((erased.Id, "document_erased", erased.Received.Sha256), ((string?)absent["documentId"], (string?)absent["code"], (string?)absent["sha256"]));
        Assert.Equal(["documents/001-piece.pdf", "documents/003-piece.pdf"], entries.Keys.Where(name => name.StartsWith("documents/", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task An_export_is_the_applicant_s_and_an_officer_s_for_them_and_nobody_else_s()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        string page = $"/applications/{check.Reference}/export";
        string cookie = $"tasdir-session={check.Applicant.DefaultRequestHeaders.Authorization!.Parameter}";

        Assert.NotEmpty(Open(await DownloadAsync(check.Official("officer"), check)));
        using HttpResponseMessage onPage = await App.Http.TellAsync(HttpMethod.Get, page, null, ("Cookie", cookie));
        Assert.NotEmpty(Open(await onPage.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        await check.Official("preparer").GetAsync(check.Path + "/export", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
        await App.SignedIn("applicant-2").GetAsync(check.Path + "/export", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await App.Http.TellAsync(HttpMethod.Get, page, null).RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");
        await App.SignedIn("applicant-2").GetAsync(page, TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
    }

    // Follows the hashes from the first line to the last, and gives the last one's.
    private static string Chain(byte[] log)
    {
        string head = LogEntry.Genesis;
        foreach (string line in System.Text.Encoding.UTF8.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonNode read = JsonNode.Parse(line)!;
            Assert.Equal(head, (string?)read["previous"] ?? head);
            head = (string?)read["hash"] ?? HashOf(System.Text.Encoding.UTF8.GetBytes(line));
        }

        return head;
    }

    private static JsonNode[] Lines(byte[] log) =>
        [.. System.Text.Encoding.UTF8.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<byte[]> DownloadAsync(HttpClient client, Journey journey) =>
        await client.GetByteArrayAsync(journey.Path + "/export", TestContext.Current.CancellationToken);

    private static Dictionary<string, byte[]> Open(byte[] zip)
    {
        using ZipArchive archive = new(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using Stream stream = entry.Open();
            using MemoryStream content = new();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }
}
