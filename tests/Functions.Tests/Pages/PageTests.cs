using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Local.SignIn;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages;

/// <summary>Pages open by a cookie that opens nothing else, and carry what keeps a browser from harm.</summary>
public sealed class PageTests(SharedApp shared) : SharedAppTests(shared)
{
    [Theory]
    [InlineData("/desk", "officer-10")]
    [InlineData("/applications", "applicant-1")]
    [InlineData("/secretariat", "secretary-10")]
    public async Task A_page_needs_a_sign_in_and_leads_to_it(string path, string person)
    {
        string refused = await App.Http.GetAsync(path, TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");

        Assert.Contains("href=\"/local/people\"", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await WithCookieAsync(HttpMethod.Get, path, person)).StatusCode);
    }

    [Fact]
    public async Task The_page_of_a_case_is_for_those_who_see_the_case()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        string path = $"/applications/{check.Reference}";

        await App.Http.GetAsync(path, TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");
        Assert.Equal(HttpStatusCode.OK, (await WithCookieAsync(HttpMethod.Get, path, "officer-10")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await check.Applicant.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        await WithCookieAsync(HttpMethod.Get, path, "officer-01").RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await WithCookieAsync(HttpMethod.Get, path, "applicant-2").RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await WithCookieAsync(HttpMethod.Get, "/applications/TSD-2026-10-00000V", "officer-10").RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("/desk?region=01", "officer-10")]
    [InlineData("/desk", "applicant-1")]
    public async Task The_desk_is_for_the_officials_of_its_region(string path, string person) =>
        await WithCookieAsync(HttpMethod.Get, path, person).RefusesAsPageAsync(HttpStatusCode.Forbidden, "role_missing");

    [Theory]
    [InlineData("region=99")]
    [InlineData("turn=dentist")]
    public async Task The_desk_takes_only_questions_that_it_understands(string query) =>
        await WithCookieAsync(HttpMethod.Get, "/desk?" + query, "officer-10").RefusesAsPageAsync(HttpStatusCode.BadRequest, "query_invalid");

    [Fact]
    public async Task The_cookie_opens_no_API_and_changes_nothing()
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(async () =>
        {
            await WithCookieAsync(HttpMethod.Get, "/api/desk", "officer-10").RefusesAsync(HttpStatusCode.Unauthorized, "sign_in_required");
            await WithCookieAsync(HttpMethod.Get, draft.Path, draft.ApplicantId).RefusesAsync(HttpStatusCode.Unauthorized, "sign_in_required");
            await WithCookieAsync(HttpMethod.Post, draft.Path + "/withdrawal", draft.ApplicantId).RefusesAsync(HttpStatusCode.Unauthorized, "sign_in_required");
        });
    }

    [Theory]
    [InlineData("/desk", HttpStatusCode.OK)]
    [InlineData("/applications", HttpStatusCode.OK)]
    [InlineData("/applications/TSD-2026-10-00000V", HttpStatusCode.NotFound)]
    [InlineData("/vote?ballot=x", HttpStatusCode.NotFound)]
    public async Task A_page_carries_its_protection_whatever_it_says(string path, HttpStatusCode status)
    {
        using HttpResponseMessage answer = await WithCookieAsync(HttpMethod.Get, path, "officer-10");

        Assert.Equal((status, "text/html; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal(
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("<script|<style|style=|<img|<iframe|\\son\\w+=|https?://", page);
    }

    [Fact]
    public async Task What_people_wrote_is_shown_as_text()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Draft);
        System.Text.Json.Nodes.JsonObject form = Journey.Form();
        const string Written = "<script>alert(1)</script>\" onmouseover=\"x";
        (form["planTitle"], form["name"]) = (Written, Written);
        await journey.Applicant.TellAsync(HttpMethod.Put, journey.Path, System.Net.Http.Json.JsonContent.Create(form), ("If-Match", "\"1\"")).DoneAsync();

        string page = await journey.Applicant.GetStringAsync($"/applications/{journey.Reference}", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_leads_to_itself_in_the_other_language_with_its_question_kept()
    {
        string page = await (await WithCookieAsync(HttpMethod.Get, "/desk?turn=officer&lang=fr", "officer-10")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("href=\"/desk?turn=officer&amp;lang=ar\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/site.css", "text/css", "site.css")]
    [InlineData("/openapi.yaml", "application/yaml", "openapi.yaml")]
    public async Task What_pages_and_programs_build_on_is_served_as_it_is(string path, string type, string resource)
    {
        using HttpResponseMessage answer = await App.Http.GetAsync(path, TestContext.Current.CancellationToken);
        using StreamReader embedded = new(typeof(App).Assembly.GetManifestResourceStream(resource)!);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(await embedded.ReadToEndAsync(TestContext.Current.CancellationToken), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private Task<HttpResponseMessage> WithCookieAsync(HttpMethod method, string path, string person, HttpClient? client = null)
    {
        Person somebody = People.Find(person) ?? new(person, person, ["applicant"], "10", "fr", "Made up");
        return (client ?? App.Http).TellAsync(method, path, null, ("Cookie", $"tasdir-session={App.Services.GetRequiredService<TokenIssuer>().TokenFor(somebody)}"));
    }
}
