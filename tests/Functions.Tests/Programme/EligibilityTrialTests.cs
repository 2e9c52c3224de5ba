using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tasdir.Functions.Tests.Programme;

/// <summary>Anyone tries before filing: eligible or not and why, documents to gather, support to expect.</summary>
public sealed class EligibilityTrialTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string Cooperative = """
        {"kind": "cooperative", "region": "10", "activity": "agri-food", "products": ["15", "33"], "turnover": 900000, "staff": 7,
         "exportTurnovers": [], "members": 24, "establishedInMorocco": true, "taxesInOrder": true, "contributionsInOrder": true,
         "inLiquidation": false, "ice": "003210987000108"}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cooperative_that_never_exported_learns_what_it_can_have_and_what_for_each_line_of_its_plan()
    {
        JsonNode answer = await TryAsync($$"""
            {"applicant": {{Cooperative}}, "scheme": "first-export", "plan": [
              {"measure": "fairs", "cost": 40000, "description": "Salon de Düsseldorf"},
              {"measure": "certification", "cost": 30000.01}]}
            """);

        JsonNode scheme = Assert.Single(answer["schemes"]!.AsArray())!;
        Assert.Equal("met", (string?)scheme["result"]);
        Assert.All(scheme["conditions"]!.AsArray(), condition => Assert.Equal("met", (string?)condition!["result"]));
        JsonNode support = scheme["support"]!;
        Assert.Equal((70_000.01m, 56_000.01m, 14_000m), ((decimal)support["planCost"]!, (decimal)support["amount"]!, (decimal)support["ownShare"]!));
        Assert.Equal([22_400m, 33_600.01m], support["tranches"]!.AsArray().Select(tranche => (decimal)tranche!));
        Assert.All(support["explanation"]!.AsArray(), step => Assert.NotEqual((string?)step!["sentence"]!["fr"], (string?)step["sentence"]!["ar"]));
        Assert.Contains(scheme["documents"]!.AsArray(), document => (string?)document!["code"] == "statutes");
        Assert.DoesNotContain(scheme["documents"]!.AsArray(), document => (string?)document!["code"] == "craft-card");
        Assert.Equal("very-small", (string?)answer["sizes"]![0]!["code"]);
    }

    [Fact]
    public async Task Who_exports_too_much_for_one_scheme_is_told_why_and_which_other_is_open()
    {
        JsonNode answer = await TryAsync("""
            {"applicant": {"kind": "company", "exportTurnovers": [8000000, 6000000, 7000000.03], "plannedExportGrowth": 20, "groupShare": 0,
             "establishedInMorocco": true, "taxesInOrder": true, "contributionsInOrder": true, "inLiquidation": false},
             "plan": [{"measure": "fairs", "cost": 40000}]}
            """);

        Assert.Equal("growth-contract", (string?)answer["schemes"]![0]!["scheme"]);
        Assert.Equal("met", (string?)answer["schemes"]![0]!["result"]);
        JsonNode first = answer["schemes"]!.AsArray().Single(scheme => (string?)scheme!["scheme"] == "first-export")!;
        JsonNode failed = first["conditions"]!.AsArray().Single(condition => (string?)condition!["result"] == "notMet")!;
        Assert.Equal("small-exporter", (string?)failed["code"]);
        Assert.Equal("7\u00A0000\u00A0000,01\u00A0DH", (string?)failed["seen"]!["fr"]);
        Assert.NotNull(failed["basis"]!["ar"]);
        Assert.Null(first["support"]);
    }

    [Fact]
    public async Task What_is_not_said_is_not_known_and_the_answer_says_what_to_bring()
    {
        JsonNode answer = await TryAsync("""{"applicant": {}, "plan": [{"measure": null, "cost": 1000}]}""");

        Assert.Equal(5, answer["schemes"]!.AsArray().Count);
        Assert.All(answer["schemes"]!.AsArray(), scheme =>
        {
            Assert.Equal("notKnown", (string?)scheme!["result"]);
            Assert.All(scheme["conditions"]!.AsArray(), condition => Assert.NotNull(condition!["bring"]));
            Assert.NotNull(scheme["support"]);
        });
    }

    [Theory]
    [InlineData("""{"applicant": {"region": "13"}}""", "region_unknown", "applicant.region")]
    [InlineData("""{"applicant": {"activity": "fishing"}}""", "value_unknown", "applicant.activity")]
    [InlineData("""{"applicant": {"products": ["15", "99"]}}""", "value_unknown", "applicant.products[1]")]
    [InlineData("""{"applicant": {"products": ["153"]}}""", "value_unknown", "applicant.products[0]")]
    [InlineData("""{"applicant": {"products": ["1x"]}}""", "value_unknown", "applicant.products[0]")]
    [InlineData("""{"applicant": {"aids": [{"year": 2026, "amount": 1, "scheme": "first_export"}]}}""", "value_unknown", "applicant.aids[0]")]
    [InlineData("""{"applicant": {"aids": [{"year": 2026, "amount": 1, "measure": "fair"}]}}""", "value_unknown", "applicant.aids[0]")]
    [InlineData("""{"applicant": {"aids": [{"year": 2026, "amount": 1, "ice": "001561191000065"}]}}""", "ice_key", "applicant.aids[0].ice")]
    [InlineData("""{"applicant": {}, "plan": [{"measure": null, "cost": 1}, {"measure": "fairs", "cost": 1}]}""", "field_required", "plan[0].measure")]
    [InlineData("""{"applicant": {"products": [null]}}""", "field_required", "applicant.products[0]")]
    [InlineData("""{"applicant": {"exportTurnovers": [1, 2, 3, 4]}}""", "too_many_entries", "applicant.exportTurnovers")]
    [InlineData("""{"applicant": {"turnover": -1}}""", "amount_not_positive", "applicant.turnover")]
    [InlineData("""{"applicant": {"turnover": 90000000000000000}}""", "amount_too_high", "applicant.turnover")]
    [InlineData("""{"applicant": {"groupShare": 101}}""", "number_range", "applicant.groupShare")]
    [InlineData("""{"applicant": {"members": -1}}""", "number_range", "applicant.members")]
    [InlineData("""{"applicant": {"ice": "001561191000065"}}""", "ice_key", "applicant.ice")]
    [InlineData("""{"applicant": {"linkedIces": ["001561191000065"]}}""", "ice_key", "applicant.linkedIces[0]")]
    [InlineData("""{"applicant": {"linkedIces": [null]}}""", "field_required", "applicant.linkedIces[0]")]
    [InlineData("""{"applicant": {"aids": [null]}}""", "field_required", "applicant.aids[0]")]
    [InlineData("""{"applicant": {"aids": [{"year": 1999, "amount": 1}]}}""", "number_range", "applicant.aids[0]")]
    [InlineData("""{"applicant": {}, "scheme": "fairs"}""", "scheme_unknown", "scheme")]
    [InlineData("""{"applicant": {}, "plan": [{"measure": "patent", "cost": 1}]}""", "value_unknown", "plan[0].measure")]
    [InlineData("""{"applicant": {}, "plan": [{"measure": "fairs", "cost": 0}]}""", "amount_not_positive", "plan[0].cost")]
    [InlineData("""{"applicant": {}, "plan": [null]}""", "amount_not_positive", "plan[0].cost")]
    [InlineData("""{"applicant": {}, "plan": [{"measure": "fairs", "cost": 1, "quotes": [{"supplier": "S", "amount": 0}]}]}""", "amount_not_positive", "plan[0].quotes[0].amount")]
    public async Task What_cannot_be_is_refused_by_its_field(string body, string code, string field) =>
        await SendAsync(body).RefusesAsync(HttpStatusCode.UnprocessableEntity, code, field);

    [Theory]
    [InlineData("""{"applicant": {"kind": "bank"}}""", "applicant.kind")]
    [InlineData("""{"applicant": {"activeSince": "hier"}}""", "applicant.activeSince")]
    [InlineData("""{"applicant": {"income": 1}}""", "applicant.income")]
    [InlineData("""{"applicant": null}""", "applicant")]
    [InlineData("""{}""", "applicant")]
    public async Task What_is_no_trial_is_malformed(string body, string field) =>
        await SendAsync(body).RefusesAsync(HttpStatusCode.BadRequest, "json_field", field);

    [Fact]
    public async Task Everything_wrong_is_said_at_once_in_the_caller_s_language()
    {
        JsonNode problem = await SendAsync("""{"applicant": {"activity": "fishing", "groupShare": 200}}""", "ar")
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "value_unknown", "applicant.activity");

        Assert.Equal(["value_unknown", "number_range"], problem["errors"]!.AsArray().Select(error => (string?)error!["code"]));
        Assert.Equal("هذه القيمة غير واردة في معطيات البرنامج.", (string?)problem["title"]);
    }

    private async Task<JsonNode> TryAsync(string body)
    {
        using HttpResponseMessage answer = await SendAsync(body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
    }

    private async Task<HttpResponseMessage> SendAsync(string body, string language = "fr")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/eligibility") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd(language);
        return await App.Http.SendAsync(request, Cancellation);
    }
}
