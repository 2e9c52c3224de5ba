using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Programme;

namespace Tasdir.Functions.Tests.Programme;

/// <summary>The programme's rules, for anyone, without a sign-in.</summary>
public sealed class ProgrammeEndpointsTests(SharedApp shared) : SharedAppTests(shared)
{
    private static readonly string[] s_lists = ["sizes", "activities", "products", "measures", "deadlines", "versions"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_twelve_regions_are_answered_with_their_figures_and_the_sources_of_these()
    {
        JsonArray regions = (await ReadAsync("/api/programme/regions")).AsArray();

        Assert.Equal(12, regions.Count);
        JsonNode guelmim = regions[9]!;
        Assert.Equal(("10", "MA-10", "كلميم - واد نون"), ((string?)guelmim["code"], (string?)guelmim["iso"], (string?)guelmim["name"]!["ar"]));
        Assert.Equal((448_685, 2024), ((int)guelmim["population"]!["value"]!, (int)guelmim["population"]!["year"]!));
    }

    [Fact]
    public async Task The_schemes_are_answered_one_by_one_and_together()
    {
        JsonArray schemes = (await ReadAsync("/api/programme/schemes")).AsArray();

        Assert.Equal(
            ["consortium", "craft-export", "first-export", "growth-contract", "social-economy"],
            schemes.Select(scheme => (string?)scheme!["code"]).Order(StringComparer.Ordinal));
        foreach (JsonNode? scheme in schemes)
        {
            Assert.True(JsonNode.DeepEquals(scheme, await ReadAsync($"/api/programme/schemes/{scheme!["code"]}")));
        }
    }

    [Fact]
    public async Task The_programme_names_its_versions_kinds_activities_products_measures_and_time_limits()
    {
        JsonNode programme = await ReadAsync("/api/programme?on=2026-07-01");

        Assert.Equal("2025-1", (string?)programme["version"]);
        Assert.Equal(Enum.GetValues<ApplicantKind>().Length, programme["applicants"]!.AsArray().Count);
        Assert.All(s_lists, list => Assert.NotEmpty(programme[list]!.AsArray()));
    }

    [Fact]
    public async Task Documents_are_those_of_the_scheme_and_of_the_kind_of_applicant()
    {
        JsonNode[] all = [.. (await ReadAsync("/api/programme/schemes/craft-export/documents")).AsArray().OfType<JsonNode>()];
        string?[] ofArtisan = [.. (await ReadAsync("/api/programme/schemes/craft-export/documents?applicant=artisan")).AsArray().Select(document => (string?)document!["code"])];

        Assert.Contains(all, document => (string?)document["code"] == "statutes");
        Assert.DoesNotContain("statutes", ofArtisan);
        Assert.Contains("craft-card", ofArtisan);
        Assert.DoesNotContain("commitment-letter", ofArtisan);
        JsonNode attestation = all.Single(document => (string?)document["code"] == "tax-attestation" && (string?)document["at"] == "payment");
        Assert.Equal((90, true, 10_485_760), ((int)attestation["validity"]!["days"]!, (bool)attestation["stillValid"]!, (int)attestation["mostBytes"]!));
    }

    [Fact]
    public async Task What_a_caller_has_is_not_sent_again_while_it_is_still_so()
    {
        using HttpResponseMessage first = await App.Http.GetAsync("/api/programme/schemes", Cancellation);
        using HttpRequestMessage again = new(HttpMethod.Get, "/api/programme/schemes");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await App.Http.SendAsync(again, Cancellation);

        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (second.StatusCode, second.Headers.ETag));
        Assert.Equal(TimeSpan.FromHours(1), first.Headers.CacheControl!.MaxAge);
        Assert.True(first.Headers.CacheControl.Public);
    }

    [Theory]
    [InlineData("/api/programme/regions?on=2025-05-31", HttpStatusCode.BadRequest, "query_invalid", "on")] // before the programme
    [InlineData("/api/programme/schemes?on=demain", HttpStatusCode.BadRequest, "query_invalid", "on")]
    [InlineData("/api/programme/schemes/fairs", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/api/programme/schemes/fairs/documents", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/api/programme/schemes/first-export/documents?applicant=bank", HttpStatusCode.BadRequest, "query_invalid", "applicant")]
    public async Task What_cannot_be_answered_is_a_problem(string address, HttpStatusCode status, string code, string? field = null)
    {
        await App.Http.GetAsync(address, Cancellation).RefusesAsync(status, code, field);
    }

    private async Task<JsonNode> ReadAsync(string address)
    {
        return JsonNode.Parse(await App.Http.GetStringAsync(address, Cancellation))!;
    }
}
