using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Http;

/// <summary>Sentences are in French or Arabic, as the caller prefers; French when neither is asked for.</summary>
public sealed class LanguageTests(SharedApp shared) : SharedAppTests(shared)
{
    [Theory]
    [InlineData(null, "", "fr")]
    [InlineData("ar", "", "ar")]
    [InlineData("AR-ma", "", "ar")]
    [InlineData("en", "", "fr")]
    [InlineData("en, ar;q=0.8, fr;q=0.5", "", "ar")]
    [InlineData("ar;q=0.2, fr;q=0.9", "", "fr")]
    [InlineData("ar;q=0", "", "fr")]
    [InlineData("ar;q=0, en", "", "fr")]
    [InlineData("*", "", "fr")]
    [InlineData(";;;", "", "fr")]
    [InlineData("fr", "?lang=ar", "ar")]
    [InlineData("ar", "?lang=fr", "fr")]
    [InlineData("ar", "?lang=en", "fr")]
    public async Task Problems_timelines_and_pages_are_in_the_language_asked_for(string? header, string query, string language)
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        (string problem, string fact, string direction) = language == "ar"
            ? ("لا يوجد شيء", "فتح", "rtl")
            : ("Rien ne correspond à cette adresse.", "Dossier commencé", "ltr");

        using HttpResponseMessage refused = await GetAsync(draft.Applicant, "/api/applications/x" + query, header);
        JsonNode timeline = await GetAsync(draft.Applicant, draft.Path + "/timeline" + query, header).DoneAsync();
        using HttpResponseMessage page = await GetAsync(draft.Applicant, $"/applications/{draft.Reference}{query}", header);

        Assert.Equal((HttpStatusCode.NotFound, language), (refused.StatusCode, refused.Content.Headers.ContentLanguage.Single()));
        Assert.Equal(IsArabic(problem), IsArabic((string)(await refused.JsonAsync())["title"]!));
        Assert.Equal(IsArabic(fact), IsArabic((string)timeline["items"]![0]!["text"]!));
        Assert.Equal(language, page.Content.Headers.ContentLanguage.Single());
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Cela ne peut pas se faire à ce stade du dossier (Justificatifs attendus).")]
    [InlineData("ar", "(في انتظار المبررات)")]
    public async Task What_a_sentence_mentions_is_in_its_language_too(string language, string words)
    {
        Journey journey = await StandingAsync(CaseState.ProofAwaited);

        JsonNode problem = await journey.Applicant.TellAsync(HttpMethod.Post, journey.Path + "/withdrawal", null, ("Accept-Language", language))
            .RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state");

        Assert.Contains(words, (string)problem["title"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Comité régional saisi, votes jusqu'au ")]
    [InlineData("ar", "اللجنة الجهوية")]
    public async Task A_timeline_tells_every_fact_but_the_letters_and_names_nobody(string language, string words)
    {
        Journey journey = await StandingAsync(CaseState.Committee);

        JsonNode timeline = await GetAsync(journey.Applicant, $"{journey.Path}/timeline?lang={language}", null).DoneAsync();

        string[] texts = [.. timeline["items"]!.AsArray().Select(item => (string)item!["text"]!)];
        Assert.Equal((await journey.FactsAsync()).Count, texts.Length);
        Assert.Contains(texts, text => text.Contains(words, StringComparison.Ordinal));
        Assert.All(timeline["items"]!.AsArray(), item => Assert.DoesNotContain(journey.ApplicantId, item!.ToJsonString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fr", "ltr", "Coopérative")]
    [InlineData("ar", "rtl", "الموافقة")]
    public async Task A_member_votes_on_a_page_in_either_language(string language, string direction, string words)
    {
        Journey journey = await StandingAsync(CaseState.Committee);

        string page = await App.Http.GetStringAsync($"/vote?ballot={await journey.BallotAsync("chamber")}&lang={language}", TestContext.Current.CancellationToken);

        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains($"action=\"/vote?lang={language}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_vote_is_told_in_the_language_of_the_form()
    {
        Journey journey = await StandingAsync(CaseState.Committee);

        string page = await journey.VoteAsync(await journey.BallotAsync("chamber"), "reject", query: "?lang=ar")
            .RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "reason_required");

        Assert.Contains("dir=\"rtl\"", page, StringComparison.Ordinal);
    }

    private static bool IsArabic(string text) => text.Any(c => c is >= '\u0600' and <= '\u06FF');

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string? language) =>
        client.TellAsync(HttpMethod.Get, path, null, ("Accept-Language", language));
}
