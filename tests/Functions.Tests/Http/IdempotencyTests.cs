using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Http;

/// <summary>A request that is sent again under its key is done once and answered alike; a key is for one request.</summary>
public sealed class IdempotencyTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string Applications = "/api/applications";

    [Fact]
    public async Task Beginning_again_under_the_same_key_gives_the_same_case_and_the_same_answer()
    {
        HttpClient applicant = NewApplicant();
        string key = ApiRequests.NewKey();

        using HttpResponseMessage first = await applicant.SayAsync(Applications, Journey.Form(), key);
        using HttpResponseMessage second = await applicant.SayAsync(Applications, Journey.Form(), key);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal((first.Headers.Location, first.Headers.ETag), (second.Headers.Location, second.Headers.ETag));
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Beginning_with_another_form_under_the_same_key_is_refused()
    {
        HttpClient applicant = NewApplicant();
        string key = ApiRequests.NewKey();
        JsonNode first = await applicant.SayAsync(Applications, Journey.Form(), key).DoneAsync();

        await applicant.SayAsync(Applications, Journey.Form("02"), key).RefusesAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");

        Assert.Single(await App.FactsAsync((string)first["reference"]!));
    }

    [Fact]
    public async Task Beginning_many_times_at_once_under_one_key_makes_one_case()
    {
        HttpClient applicant = NewApplicant();
        string key = ApiRequests.NewKey();

        JsonNode[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => applicant.SayAsync(Applications, Journey.Form(), key).DoneAsync()));

        string reference = Assert.Single(answers.Select(answer => (string)answer["reference"]!).Distinct());
        Assert.Single(await App.FactsAsync(reference));
        JsonNode list = await Local.Demo.World.UntilAsync(
            "the list", async () => await applicant.GetAsync(Applications).DoneAsync() is var page && page["items"]!.AsArray().Count > 0 ? page : null, TestContext.Current.CancellationToken);
        Assert.Equal(reference, (string?)Assert.Single(list["items"]!.AsArray())!["reference"]);
    }

    [Fact]
    public async Task A_key_is_its_callers_own()
    {
        string key = ApiRequests.NewKey();

        JsonNode one = await NewApplicant().SayAsync(Applications, Journey.Form(), key).DoneAsync();
        JsonNode other = await NewApplicant().SayAsync(Applications, Journey.Form(), key).DoneAsync();

        Assert.NotEqual((string?)one["reference"], (string?)other["reference"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("with a space")]
    [InlineData(201)]
    public async Task What_creates_something_needs_a_key_of_8_to_200_visible_characters(object? key)
    {
        string? sent = key is int length ? new string('k', length) : (string?)key;
        Journey draft = await StandingAsync(CaseState.Draft);
        HttpClient accountant = draft.Official("accountant");

        await NewApplicant().SayAsync(Applications, Journey.Form(), sent).RefusesAsync(HttpStatusCode.BadRequest, "idempotency_key_required");
        await accountant.SayAsync("/api/payment-files", key: sent).RefusesAsync(HttpStatusCode.BadRequest, "idempotency_key_required");
        await draft.AddsNothingAsync(async () => await draft.Applicant.BringAsync(draft.Reference, "statutes", "%PDF-1.7"u8.ToArray().AsFile(), sent)
            .RefusesAsync(HttpStatusCode.BadRequest, "idempotency_key_required"));
    }

    [Theory]
    [InlineData("12345678")]
    [InlineData("a/b?c=d&e#f~!")]
    public async Task Any_visible_characters_make_a_key(string key) =>
        Assert.Equal(HttpStatusCode.Created, (await NewApplicant().SayAsync(Applications, Journey.Form(), key)).StatusCode);

    [Theory]
    [InlineData("short")]
    [InlineData("with a space")]
    public async Task A_key_that_cannot_be_kept_is_refused_even_where_none_is_needed(string key)
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(async () => await draft.Applicant.SayAsync(draft.Path + "/withdrawal", key: key)
            .RefusesAsync(HttpStatusCode.BadRequest, "idempotency_key_required"));
    }

    [Fact]
    public async Task A_document_brought_twice_under_one_key_is_one_document()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        string key = ApiRequests.NewKey();
        byte[] file = "%PDF-1.7 once"u8.ToArray();

        JsonNode[] answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => draft.Applicant.BringAsync(draft.Reference, "statutes", file.AsFile(), key).DoneAsync()));
        JsonNode later = await draft.Applicant.BringAsync(draft.Reference, "statutes", file.AsFile(), key).DoneAsync();

        Assert.All(answers, answer => Assert.Equal(later.ToJsonString(), answer.ToJsonString()));
        Assert.Single((await draft.FactsAsync()).OfType<DocumentReceived>());
    }

    [Fact]
    public async Task A_document_brought_again_after_the_case_went_on_gets_its_first_answer()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        string key = ApiRequests.NewKey();
        byte[] file = TestKit.Files.SampleContent.Pdf.Content;
        JsonNode first = await draft.Applicant.BringAsync(draft.Reference, "export-history", file.AsFile(), key).DoneAsync();
        await draft.ReachAsync(CaseState.ComplementRequested);

        JsonNode again = await draft.Applicant.BringAsync(draft.Reference, "export-history", file.AsFile(), key).DoneAsync();

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
    }

    [Fact]
    public async Task Another_file_or_name_or_kind_under_the_key_of_a_document_is_refused()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        string key = ApiRequests.NewKey();
        byte[] file = "%PDF-1.7 first"u8.ToArray();
        await draft.Applicant.BringAsync(draft.Reference, "statutes", file.AsFile(), key).DoneAsync();
        await draft.UntilCheckedAsync();

        await draft.AddsNothingAsync(async () =>
        {
            await RefusedAsync("statutes", "%PDF-1.7 other"u8.ToArray().AsFile());
            await RefusedAsync("statutes", file.AsFile("attachment; filename=\"other.pdf\""));
            await RefusedAsync("action-plan", file.AsFile());
        });

        Task RefusedAsync(string kind, HttpContent content) => draft.Applicant.BringAsync(draft.Reference, kind, content, key)
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Fact]
    public async Task A_step_sent_again_under_its_key_gets_its_first_answer_however_far_the_case_has_come()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.DocumentCheck);
        string key = ApiRequests.NewKey();
        string document = (string)(await journey.ReadAsync())["documents"]![0]!["id"]!;
        string verdict = $"{journey.Path}/documents/{document}/verdict";
        JsonNode first = await journey.Official("officer").SayAsync(verdict, new { accepted = true }, key).DoneAsync();
        await journey.ReachAsync(CaseState.Committee);

        JsonNode again = await journey.Official("officer").SayAsync(verdict, new { accepted = true }, key).DoneAsync();

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal("documentCheck", (string?)again["state"]);
        await journey.Official("officer").SayAsync(verdict, new { accepted = false, reason = "Illisible." }, key)
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    private HttpClient NewApplicant() => App.SignedIn("applicant-" + ApiRequests.NewKey());
}
