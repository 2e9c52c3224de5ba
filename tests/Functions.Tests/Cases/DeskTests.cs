using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>The lists follow the cases, and take only the questions that they understand.</summary>
public sealed class DeskTests(SharedApp shared) : SharedAppTests(shared)
{
    public static TheoryData<string> NoCursors =>
    [
        "", "x", "7", "ABCD", "zz", "00", "0a0d", "ff", "c3a9", new string('a', 202), Hex("garbage"), Hex("~"), Hex("committee|"), Hex("officer|20261124|' or true"),
    ];

    [Fact]
    public async Task The_desk_and_the_applicants_list_follow_the_case()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.DocumentCheck, region: "08");
        await ListsShowAsync(journey, "documentCheck", "officer");
        Assert.Contains(journey.Reference, await DeskAsync(journey, "?turn=officer"), StringComparison.Ordinal);

        await journey.ReachAsync(CaseState.ComplementRequested);
        await ListsShowAsync(journey, "complementRequested", "applicant");
        Assert.DoesNotContain(journey.Reference, await DeskAsync(journey, "?turn=officer"), StringComparison.Ordinal);

        await journey.SayAsync(journey.Applicant, "withdrawal");
        await ListsShowAsync(journey, "withdrawn", "nobody");
        Assert.DoesNotContain(journey.Reference, await DeskAsync(journey, "?turn=applicant"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_on_its_applicants_list_and_on_no_desk()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Draft, region: "09");

        await World.UntilAsync("the draft on the list", async () => await LineAsync(journey.Applicant, "/api/applications", journey), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(journey.Reference, await DeskAsync(journey, ""), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NoCursors))]
    public async Task A_cursor_that_no_page_of_the_desk_gave_is_refused(string cursor)
    {
        await AskAsync("officer-10", $"/api/desk?turn=officer&cursor={Uri.EscapeDataString(cursor)}").RefusesAsync(HttpStatusCode.BadRequest, "cursor_invalid", "cursor");
        await AskAsync("officer-10", $"/desk?turn=officer&cursor={Uri.EscapeDataString(cursor)}").RefusesAsPageAsync(HttpStatusCode.BadRequest, "cursor_invalid");
    }

    [Theory]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("00")]
    [InlineData("6f6666696365727c")]
    public async Task A_cursor_that_no_page_of_the_list_gave_is_refused(string cursor)
    {
        await AskAsync("applicant-1", $"/api/applications?cursor={cursor}").RefusesAsync(HttpStatusCode.BadRequest, "cursor_invalid", "cursor");
        await AskAsync("applicant-1", $"/applications?cursor={cursor}").RefusesAsPageAsync(HttpStatusCode.BadRequest, "cursor_invalid");
    }

    [Theory]
    [InlineData("region=13", "region")]
    [InlineData("region=1", "region")]
    [InlineData("region=", "region")]
    [InlineData("region=10&region=10", "region")]
    [InlineData("region=10' or true", "region")]
    [InlineData("turn=Officer", "turn")]
    [InlineData("turn=1", "turn")]
    [InlineData("turn=dentist", "turn")]
    public async Task A_question_that_is_not_understood_is_refused(string query, string field) =>
        await AskAsync("officer-10", "/api/desk?" + query).RefusesAsync(HttpStatusCode.BadRequest, "query_invalid", field);

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    private Task<HttpResponseMessage> AskAsync(string person, string path) => App.SignedIn(person).GetAsync(path, TestContext.Current.CancellationToken);

    private static Task<string> DeskAsync(Journey journey, string query) =>
        journey.Official("verifier").GetStringAsync("/api/desk" + query, TestContext.Current.CancellationToken);

    private static async Task ListsShowAsync(Journey journey, string state, string turn)
    {
        foreach ((HttpClient who, string list) in ((HttpClient, string)[])[(journey.Official("officer"), "/api/desk"), (journey.Applicant, "/api/applications")])
        {
            await World.UntilAsync($"{state} on {list}", async () =>
                await LineAsync(who, list, journey) is { } line && (string?)line["state"] == state && (string?)line["turn"] == turn ? line : null, TestContext.Current.CancellationToken);
        }
    }

    // While a case moves from one place on the desk to another, it is on both for a moment.
    private static async Task<JsonNode?> LineAsync(HttpClient who, string list, Journey journey)
    {
        JsonNode page = await who.GetAsync(list, TestContext.Current.CancellationToken).DoneAsync();
        return page["items"]!.AsArray().Where(line => (string?)line!["reference"] == journey.Reference).ToArray() is [{ } only] ? only : null;
    }
}
