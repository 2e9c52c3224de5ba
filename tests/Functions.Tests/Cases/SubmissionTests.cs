using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

public sealed class SubmissionTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task Of_two_submissions_at_once_one_is_taken_and_the_other_finds_it_submitted()
    {
        Journey journey = await ReadyAsync();

        HttpResponseMessage[] answers = await Task.WhenAll(SubmitAsync(journey, ApiRequests.NewKey()), SubmitAsync(journey, ApiRequests.NewKey()));

        HttpResponseMessage refused = Assert.Single(answers, answer => answer.StatusCode != HttpStatusCode.OK);
        await Task.FromResult(refused).RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state");
        Assert.Single((await journey.FactsAsync()).OfType<ApplicationSubmitted>());
    }

    [Fact]
    public async Task Submissions_at_once_under_one_key_are_one_submission_and_answered_alike()
    {
        Journey journey = await ReadyAsync();
        string key = ApiRequests.NewKey();

        JsonNode[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SubmitAsync(journey, key).DoneAsync()));

        Assert.All(answers, answer => Assert.Equal(answers[0].ToJsonString(), answer.ToJsonString()));
        Assert.Equal("submitted", (string?)answers[0]["state"]);
        Assert.Single((await journey.FactsAsync()).OfType<ApplicationSubmitted>());
    }

    [Fact]
    public async Task Everything_that_is_missing_is_said_at_once_first_the_form_then_the_documents()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);

        JsonNode documents = await SubmitAsync(draft).RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_missing", "documents");
        await draft.Applicant.TellAsync(HttpMethod.Put, draft.Path, System.Net.Http.Json.JsonContent.Create(new { region = "10", language = "fr" }), ("If-Match", "\"1\"")).DoneAsync();
        JsonNode form = await SubmitAsync(draft).RefusesAsync(HttpStatusCode.UnprocessableEntity, "field_required", "scheme");

        Assert.Equal(6, documents["errors"]!.AsArray().Count);
        Assert.Equal(
            ["scheme", "kind", "name", "ice", "rib", "signatory", "email", "planTitle", "planCost"], form["errors"]!.AsArray().Select(error => (string?)error!["field"]));
        Assert.DoesNotContain(await draft.FactsAsync(), fact => fact is ApplicationSubmitted);
    }

    [Fact]
    public async Task A_complement_is_asked_for_once_and_only_when_every_document_has_a_verdict()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.DocumentCheck);
        await AskAsync(journey).RefusesAsync(HttpStatusCode.UnprocessableEntity, "verdict_missing");
        await journey.ReachAsync(CaseState.ComplementRequested);
        await AskAsync(journey).RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state");
        await journey.BringAsync("rib-certificate");
        await journey.SayAsync(journey.Applicant, "complement");
        await journey.UntilAsync(CaseState.DocumentCheck);

        await AskAsync(journey).RefusesAsync(HttpStatusCode.Conflict, "complement_used");

        Assert.Single((await journey.FactsAsync()).OfType<ComplementRequested>());
    }

    [Fact]
    public async Task A_complement_is_answered_when_everything_that_was_asked_for_is_there()
    {
        Journey journey = await StandingAsync(CaseState.ComplementRequested);

        await journey.AddsNothingAsync(async () => await journey.Applicant.SayAsync($"{journey.Path}/complement")
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_missing", "documents"));
    }

    [Theory]
    [InlineData("\t ")]
    [InlineData(null)]
    public async Task A_document_is_not_refused_without_a_reason(string? reason)
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        string document = (string)(await check.ReadAsync())["documents"]![0]!["id"]!;

        await check.AddsNothingAsync(async () => await check.Official("officer").SayAsync($"{check.Path}/documents/{document}/verdict", new { accepted = false, reason })
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "reason_required", "reason"));
    }

    [Fact]
    public async Task A_reason_is_at_most_2000_characters()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        string document = (string)(await check.ReadAsync())["documents"]![0]!["id"]!;

        await check.AddsNothingAsync(async () => await check.Official("officer").SayAsync($"{check.Path}/documents/{document}/verdict", new { accepted = false, reason = new string('x', 2001) })
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "text_too_long", "reason"));
    }

    [Fact]
    public async Task A_document_that_the_case_does_not_have_is_not_judged()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        await check.AddsNothingAsync(async () => await check.Official("officer").SayAsync($"{check.Path}/documents/0000000000000000/verdict", new { accepted = true })
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_unknown"));
    }

    private async Task<Journey> ReadyAsync()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Draft);
        foreach (string kind in (string[])["statutes", "register-extract", "ice-attestation", "tax-attestation", "rib-certificate", "action-plan", "sworn-statement", "signatory-id"])
        {
            await journey.BringAsync(kind);
        }

        return journey;
    }

    private static Task<HttpResponseMessage> SubmitAsync(Journey journey, string? key = null) => journey.Applicant.SayAsync($"{journey.Path}/submission", key: key);

    private static Task<HttpResponseMessage> AskAsync(Journey journey) => journey.Official("officer").SayAsync($"{journey.Path}/complement-request", new { note = "Merci." });
}
