using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages;

/// <summary>The desk shows first what is due first, whosever turn it is, and of it what is asked for.</summary>
public sealed partial class DeskSearchTests(SharedApp shared)
{
    private static readonly DateOnly s_first = new(2020, 1, 6);

    [Fact]
    public async Task Cases_of_all_turns_are_merged_by_due_date_page_by_page_and_filtered()
    {
        await using TestApp app = await TestApp.StartAsync(await shared.StorageAsync());
        CaseFile[] files = [.. Enumerable.Range(0, 110).Select(Made)];
        await Task.WhenAll(files.Select(file => app.Services.GetRequiredService<Projections>().ProjectAsync(file, TestContext.Current.CancellationToken)));
        CaseFile[] inOrder = [.. files.OrderBy(file => file.DueOn ?? DateOnly.MaxValue).ThenBy(file => file.Reference, StringComparer.Ordinal)];

        Assert.Equal(References(inOrder.Where(file => file.State != CaseState.Withdrawn)), await WalkAsync(app, "turn="));
        Assert.Equal(References(inOrder.Where(file => file.Turn == Turn.Officer)), await WalkAsync(app, "lang=fr"));
        Assert.Equal(References(inOrder.Where(file => file.State == CaseState.Withdrawn)), await WalkAsync(app, "turn=&state=withdrawn"));
        Assert.Equal(References(inOrder.Where(file => file.Form.Name!.EndsWith("lot078", StringComparison.Ordinal))), await WalkAsync(app, "turn=&q=cooperative+lot078"));
        Assert.Equal(References(inOrder.Where(file => file.Form.Scheme == "craft-export" && file.State != CaseState.Withdrawn)), await WalkAsync(app, "turn=&scheme=craft-export"));
        Assert.Equal(
            References(inOrder.Where(file => file.Turn == Turn.Officer && file.DueOn < new DateOnly(2021, 1, 1))), await WalkAsync(app, "turn=officer&late=1"));
        string page = await app.SignedIn("officer-12").GetStringAsync("/desk", TestContext.Current.CancellationToken);
        Assert.Contains($"<strong>{files.Count(file => file.Turn == Turn.Officer)}</strong>", page, StringComparison.Ordinal);
        Assert.Contains($"<strong>{files.Count(file => file.Turn == Turn.Officer && file.DueOn < new DateOnly(2021, 1, 1))}</strong>", page, StringComparison.Ordinal);
    }

    // The names have letters that no reference has. Some are due long ago, some in a far future, so that it makes no difference when the test runs.
    private static CaseFile Made(int number) => new()
    {
        Reference = CaseReference.Create(2026, "12", RandomNumberGenerator.GetBytes(CaseReference.RandomBytes)),
        Sequence = 10,
        State = (number % 4) switch { 0 => CaseState.Submitted, 1 => CaseState.Withdrawn, _ => CaseState.DocumentCheck },
        Applicant = "desk",
        Form = new ApplicationForm { Region = "12", Language = "fr", Name = $"Coopérative lot{number:000}", Scheme = number % 3 == 0 ? "craft-export" : "first-export" },
        LegalDueOn = s_first.AddDays(number % 7).AddYears(number % 5 == 0 ? 900 : 0),
        ChangedAt = DateTimeOffset.UnixEpoch,
    };

    private static string[] References(IEnumerable<CaseFile> files) => [.. files.Select(file => file.Reference)];

    private static async Task<List<string>> WalkAsync(TestApp app, string query)
    {
        List<string> references = [];
        for (string? address = "/desk?" + query; address is not null;)
        {
            string page = await app.SignedIn("officer-12").GetStringAsync(address, TestContext.Current.CancellationToken);
            references.AddRange(Row().Matches(page).Select(row => row.Groups[1].Value));
            address = Next().Match(page) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        return references;
    }

    [GeneratedRegex("href=\"/applications/([^?\"]+)\\?")]
    private static partial Regex Row();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Next();
}
