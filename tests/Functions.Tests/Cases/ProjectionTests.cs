using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>Lists may be thrown away: they are written afresh from the logs, and walked page by page.</summary>
public sealed class ProjectionTests(SharedApp shared)
{
    [Fact]
    public async Task Lists_written_afresh_are_as_they_were_whatever_was_lost_or_added()
    {
        await using TestApp app = await TestApp.StartAsync(await shared.StorageAsync());
        StorageClients storage = app.Services.GetRequiredService<StorageClients>();
        await Task.WhenAll(Journey.ToAsync(app, CaseState.Draft), Journey.ToAsync(app, CaseState.ComplementRequested), Journey.ToAsync(app, CaseState.Committee, region: "02"));
        Journey withdrawn = await Journey.ToAsync(app, CaseState.DocumentCheck);
        await withdrawn.SayAsync(withdrawn.Applicant, "withdrawal");
        await Journey.ToAsync(app, CaseState.ConventionToSign, change: form => form["plan"] = new JsonArray(new JsonObject { ["measure"] = "fairs", ["cost"] = 50_000.50m }));
        await app.SettleAsync();
        string[] before = await RowsAsync(storage);

        Assert.Equal(0, await RunAsync(app, "projections", "rebuild"));
        Assert.Equal(before, await RowsAsync(storage));

        await SpoilAsync(storage);
        Assert.NotEqual(before, await RowsAsync(storage));
        Assert.Equal(0, await RunAsync(app, "projections", "rebuild"));
        Assert.Equal(before, await RowsAsync(storage));
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_keeps_no_other_case_off_the_lists()
    {
        await using TestApp app = await TestApp.StartAsync(await shared.StorageAsync());
        Journey[] drafts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Journey.ToAsync(app, CaseState.Draft)));
        await app.SettleAsync();
        await CommandTests.TamperAsync(app, drafts[1].Reference, 1, line => line.Replace("cooperative", "company", StringComparison.Ordinal));

        Assert.Equal(1, await RunAsync(app, "projections", "rebuild"));

        string[] listed = await RowsAsync(app.Services.GetRequiredService<StorageClients>());
        Assert.All(drafts, draft => Assert.Equal(draft != drafts[1], listed.Any(row => row.Contains(draft.Reference, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Readings_of_a_case_projected_at_once_leave_the_newest_on_the_lists()
    {
        await using TestApp app = await TestApp.StartAsync(await shared.StorageAsync());
        Journey journey = await Journey.ToAsync(app, CaseState.ComplementRequested);
        await app.SettleAsync();
        Projections projections = app.Services.GetRequiredService<Projections>();
        (IReadOnlyList<string> lines, _) = (await app.Services.GetRequiredService<CaseStore>().ReadLogAsync(journey.Reference, TestContext.Current.CancellationToken))!.Value;
        CaseFile[] readings = [.. Enumerable.Range(lines.Count - 9, 10).Select(count => CaseLog.Read(journey.Reference, lines.Take(count)).File)];
        StorageClients storage = app.Services.GetRequiredService<StorageClients>();
        string[] expected = await RowsAsync(storage);

        for (int round = 0; round < 5; round++)
        {
            await projections.ClearAsync(TestContext.Current.CancellationToken);
            Random.Shared.Shuffle(readings);
            await Task.WhenAll(readings.Select(reading => projections.ProjectAsync(reading, TestContext.Current.CancellationToken)));
            Assert.Equal(expected, await RowsAsync(storage));
        }
    }

    [Fact]
    public async Task Page_by_page_every_case_is_listed_once_in_the_order_of_the_desk()
    {
        await using TestApp app = await TestApp.StartAsync(await shared.StorageAsync());
        CaseFile[] files = [.. Enumerable.Range(0, 105).Select(Made)];
        await Task.WhenAll(files.Select(file => app.Services.GetRequiredService<Projections>().ProjectAsync(file, TestContext.Current.CancellationToken)));
        HttpClient officer = app.SignedIn("officer-11");
        string[] inOrder = [.. files.OrderBy(file => file.Turn.ToString(), StringComparer.Ordinal).ThenBy(file => file.DueOn).ThenBy(file => file.Reference, StringComparer.Ordinal).Select(file => file.Reference)];

        Assert.Equal(inOrder, await WalkAsync(officer, "/api/desk?", [50, 50, 5]));
        Assert.Equal(
            inOrder.Where(reference => files.Single(file => file.Reference == reference).Turn == Turn.Officer), await WalkAsync(officer, "/api/desk?turn=officer", [50, 20]));
        Assert.Equal(inOrder.Order(StringComparer.Ordinal), await WalkAsync(app.SignedIn("pages"), "/api/applications?", [50, 50, 5]));
        string page = await officer.GetStringAsync("/desk?turn=officer", TestContext.Current.CancellationToken);
        string next = System.Net.WebUtility.HtmlDecode(page.Split("href=\"").Select(part => part.Split('"')[0]).Single(link => link.Contains("cursor=", StringComparison.Ordinal)));
        Assert.Equal(20, (await officer.GetStringAsync(next, TestContext.Current.CancellationToken)).Split("href=\"/applications/").Length - 1);
    }

    private static Task<int> RunAsync(TestApp app, params string[] words) => Commands.RunAsync([.. words, .. app.Settings], TestContext.Current.CancellationToken);

    private static CaseFile Made(int number) => new()
    {
        Reference = CaseReference.Create(2026, "11", RandomNumberGenerator.GetBytes(CaseReference.RandomBytes)),
        Sequence = 10,
        State = number % 3 == 0 ? CaseState.Submitted : CaseState.DocumentCheck,
        Applicant = "pages",
        Form = new ApplicationForm { Region = "11", Language = "fr", Name = $"Coopérative {number}", Scheme = "first-export" },
        LegalDueOn = new DateOnly(2026, 11, 24).AddDays(number % 7),
        ChangedAt = DateTimeOffset.UnixEpoch,
    };

    private static async Task<List<string>> WalkAsync(HttpClient client, string list, int[] sizes)
    {
        List<string> references = [];
        string? cursor = null;
        foreach (int size in sizes)
        {
            JsonNode page = await client.GetAsync(list + (cursor is null ? "" : "&cursor=" + cursor), TestContext.Current.CancellationToken).DoneAsync();
            Assert.Equal(size, page["items"]!.AsArray().Count);
            references.AddRange(page["items"]!.AsArray().Select(line => (string)line!["reference"]!));
            cursor = (string?)page["next"];
        }

        Assert.Null(cursor);
        return references;
    }

    private static async Task<string[]> RowsAsync(StorageClients storage)
    {
        List<string> rows = [];
        foreach ((string table, string? filter) in ((string, string?)[])[(Keys.Desk, null), (Keys.Applicants, null), (Keys.Enterprises, null), (Keys.Contents, null), (Keys.Retention, null), (Keys.Cases, $"RowKey eq '{Keys.ProjectionRow}'")])
        {
            await foreach (TableEntity row in storage.Table(table).QueryAsync<TableEntity>(filter, cancellationToken: TestContext.Current.CancellationToken))
            {
                rows.Add($"{table} {string.Join(" ", row.Where(value => value.Key is not ("odata.etag" or "Timestamp")).OrderBy(value => value.Key, StringComparer.Ordinal))}");
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    // Takes a row out of each list and puts one in that belongs to no case.
    private static async Task SpoilAsync(StorageClients storage)
    {
        foreach (string name in (string[])[Keys.Desk, Keys.Applicants, Keys.Enterprises, Keys.Contents, Keys.Retention])
        {
            TableClient table = storage.Table(name);
            TableEntity? row = null;
            await foreach (TableEntity any in table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
            {
                row = any;
            }

            await table.DeleteEntityAsync(row!.PartitionKey, row.RowKey, cancellationToken: TestContext.Current.CancellationToken);
            await table.AddEntityAsync(new TableEntity(row.PartitionKey, "bank|20260101|TSD-2026-10-00000V") { ["Line"] = "{}" }, TestContext.Current.CancellationToken);
        }
    }
}
