using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>An edit is of the version that was read; another one changed meanwhile is not overwritten.</summary>
public sealed class EditTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task An_edit_of_the_version_that_was_read_is_taken_and_answers_with_the_next_one()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);

        using HttpResponseMessage answer = await EditAsync(draft, "\"1\"", "Un autre plan");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (answer.StatusCode, answer.Headers.ETag!.Tag));
        Assert.Equal("Un autre plan", (string?)(await draft.ReadAsync())["form"]!["planTitle"]);
    }

    [Fact]
    public async Task An_edit_of_an_older_version_is_refused()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        await EditAsync(draft, "\"1\"", "Le premier").DoneAsync();

        await draft.AddsNothingAsync(async () => await EditAsync(draft, "\"1\"", "Le second").RefusesAsync(HttpStatusCode.PreconditionFailed, "stale_edit"));

        Assert.Equal("Le premier", (string?)(await draft.ReadAsync())["form"]!["planTitle"]);
    }

    [Fact]
    public async Task Of_two_edits_at_once_one_is_taken()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);

        HttpResponseMessage[] answers = await Task.WhenAll(EditAsync(draft, "\"1\"", "Le premier"), EditAsync(draft, "\"1\"", "Le second"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(answer => answer.StatusCode).Order());
        Assert.Single((await draft.FactsAsync()).OfType<DraftEdited>());
    }

    [Fact]
    public async Task An_edit_without_a_version_is_refused()
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(async () => await EditAsync(draft, null, "Un autre plan").RefusesAsync(HttpStatusCode.PreconditionRequired, "if_match_required"));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("\"\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"99999999999999999999\"")]
    [InlineData("W/\"1\"")]
    [InlineData("*")]
    [InlineData("\"1\", \"2\"")]
    public async Task An_edit_of_a_version_that_never_was_is_refused(string tag)
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(async () => await EditAsync(draft, tag, "Un autre plan").RefusesAsync(HttpStatusCode.PreconditionFailed, "stale_edit"));
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_the_version()
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(async () => Assert.Equal("\"1\"", (await EditAsync(draft, "\"1\"", "Exporter l'huile d'argan")).Headers.ETag!.Tag));
    }

    [Fact]
    public async Task A_submitted_application_is_no_longer_edited()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        using HttpResponseMessage read = await check.Applicant.GetAsync(check.Path, TestContext.Current.CancellationToken);

        await check.AddsNothingAsync(async () => await EditAsync(check, read.Headers.ETag!.Tag, "Un autre plan").RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state"));
    }

    [Theory]
    [InlineData("region", "02", "region_fixed")]
    [InlineData("region", "13", "region_unknown")]
    [InlineData("language", "en", "field_required")]
    [InlineData("scheme", "space-travel", "scheme_unknown")]
    [InlineData("kind", "association", "scheme_not_for_applicant", "scheme", "growth-contract")]
    [InlineData("ice", "00321098700010", "ice_format")]
    [InlineData("ice", "003210987000109", "ice_key")]
    [InlineData("rib", "2254500100200300400500", "rib_format")]
    [InlineData("rib", "225450010020030040050074", "rib_key")]
    [InlineData("email", "tighmert", "email_format")]
    [InlineData("rib", "MA65225450010020030040050073", "iban_check")]
    [InlineData("rib", "22545001002003004005007X", "number_letters")]
    [InlineData("taxId", "123456", "number_too_short")]
    [InlineData("cnss", "12345678901", "number_too_long")]
    [InlineData("cin", "123456", "cin_letters")]
    [InlineData("autoEntrepreneurNumber", "AE", "number_missing")]
    [InlineData("phone", "+33612345678", "phone_format")]
    [InlineData("phone", "061234567", "phone_length")]
    [InlineData("phone", "0412345678", "phone_prefix")]
    public async Task A_field_that_is_not_well_formed_is_refused_by_its_name(string field, string value, string code, string? at = null, string? scheme = null)
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        JsonObject form = Journey.Form();
        form["scheme"] = scheme ?? (string?)form["scheme"];
        form[field] = value;

        await draft.AddsNothingAsync(async () => await SendAsync(draft, "\"1\"", form).RefusesAsync(HttpStatusCode.UnprocessableEntity, code, at ?? field));
    }

    [Theory]
    [InlineData("name", 140)]
    [InlineData("signatory", 140)]
    [InlineData("planTitle", 300)]
    public async Task A_text_is_as_long_as_its_limit_and_no_longer(string field, int limit)
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        JsonObject form = Journey.Form();
        form[field] = new string('x', limit + 1);

        JsonNode problem = await SendAsync(draft, "\"1\"", form).RefusesAsync(HttpStatusCode.UnprocessableEntity, "text_too_long", field);

        Assert.Contains($"{limit}", (string)problem["title"]!, StringComparison.Ordinal);
        form[field] = new string('x', limit);
        await SendAsync(draft, "\"1\"", form).DoneAsync();
    }

    [Theory]
    [InlineData("0", "amount_not_positive")]
    [InlineData("-0.01", "amount_not_positive")]
    [InlineData("100000000.01", "amount_too_high")]
    public async Task A_cost_is_more_than_nothing_and_at_most_a_hundred_million(string cost, string code)
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        JsonObject form = Journey.Form();
        form["planCost"] = JsonNode.Parse(cost);

        await draft.AddsNothingAsync(async () => await SendAsync(draft, "\"1\"", form).RefusesAsync(HttpStatusCode.UnprocessableEntity, code, "planCost"));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        JsonObject form = Journey.Form();
        (form["ice"], form["rib"], form["email"]) = ("1", "2", "3");

        JsonNode problem = await SendAsync(draft, "\"1\"", form).RefusesAsync(HttpStatusCode.UnprocessableEntity, "ice_format", "ice");

        Assert.Equal(["ice", "rib", "email"], problem["errors"]!.AsArray().Select(error => (string?)error!["field"]));
    }

    private static Task<HttpResponseMessage> EditAsync(Journey journey, string? tag, string title)
    {
        JsonObject form = Journey.Form();
        form["ice"] = journey.Ice;
        form["planTitle"] = title;
        return SendAsync(journey, tag, form);
    }

    private static Task<HttpResponseMessage> SendAsync(Journey journey, string? tag, JsonObject form) =>
        journey.Applicant.TellAsync(HttpMethod.Put, journey.Path, System.Net.Http.Json.JsonContent.Create(form), ("If-Match", tag));
}
