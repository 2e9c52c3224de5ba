using System.Net;
using System.Net.Http.Json;
using System.Text;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Committees;

/// <summary>Members vote by the form behind their link, otherwise than before if they like, and say why where they say no.</summary>
public sealed class VoteTests(SharedApp shared) : SharedAppTests(shared)
{
    private static readonly string[] s_criteria = ["market", "product", "plan", "capacity", "territory"];
    private const string Seat = "chamber";

    [Fact]
    public async Task A_vote_may_be_changed_until_the_close_and_the_same_again_changes_nothing()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);
        await journey.VoteAsync(ballot, "approve", "40 000,40").RecordsAsync();

        await journey.VoteAsync(ballot, "approve", "40000.4").RecordsAsync();
        string again = await journey.VoteAsync(ballot, "approve", "39999").RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "reason_required");
        Assert.Contains("value=\"39999\"", again, StringComparison.Ordinal);
        await journey.VoteAsync(ballot, "reject", reason: "Plan trop vague.").RecordsAsync();

        Assert.Equal(
            [new VoteCast(1, Seat, VoteChoice.Approve, Money.FromMad(40_000.40m), null), new VoteCast(1, Seat, VoteChoice.Reject, null, "Plan trop vague.")],
            (await journey.FactsAsync()).OfType<VoteCast>());
        Assert.Contains("Plan trop vague.</textarea>", await OpenAsync(ballot).RefusesAsPageAsync(HttpStatusCode.OK, "voted"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_different_votes_of_a_seat_at_once_one_counts()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);

        HttpResponseMessage[] answers = await Task.WhenAll(
            journey.VoteAsync(ballot, "approve", "100", "Devis"), journey.VoteAsync(ballot, "approve", "200", "Devis"), journey.VoteAsync(ballot, "reject", reason: "Non"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single((await journey.FileAsync()).Sessions[^1].Votes);
    }

    [Fact]
    public async Task A_conflict_closes_the_dossier_to_the_member_and_the_alternate_votes_by_a_link_of_their_own()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);
        string document = $"/vote/documents/{(await journey.FileAsync()).Documents[0].Id}?ballot=";
        using HttpResponseMessage shown = await App.Http.GetAsync(document + ballot, TestContext.Current.CancellationToken);
        Assert.Equal("application/pdf", shown.Content.Headers.ContentType!.MediaType);

        await journey.VoteAsync(ballot, "conflict").RecordsAsync();

        string closed = await OpenAsync(ballot).RefusesAsPageAsync(HttpStatusCode.OK, "conflict");
        Assert.DoesNotContain("argan", closed, StringComparison.Ordinal);
        await App.Http.GetAsync(document + ballot, TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await journey.VoteAsync(ballot, "approve").RefusesAsPageAsync(HttpStatusCode.Conflict, "seat_taken");
        await journey.VoteAsync(await journey.BallotAsync(Seat), "approve").RecordsAsync();
    }

    [Fact]
    public async Task A_dossier_that_changed_since_the_page_was_opened_is_shown_afresh_and_voted_on_again()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);
        await journey.VoteAsync(ballot, "approve").RecordsAsync();
        await journey.Official("officer").TellAsync(HttpMethod.Put, journey.Path + "/analysis", JsonContent.Create(new { text = "Le marché visé est étroit." })).DoneAsync();

        string page = await journey.VoteAsync(ballot, "reject", reason: "Trop vague.").RefusesAsPageAsync(HttpStatusCode.Conflict, "dossier_changed");

        Assert.Contains("Le marché visé est étroit.", page, StringComparison.Ordinal);
        Assert.Contains("Trop vague.</textarea>", page, StringComparison.Ordinal);
        Assert.Empty((await journey.FileAsync()).Sessions[^1].Votes);
        await journey.VoteAsync(System.Text.RegularExpressions.Regex.Match(page, "name=\"ballot\" value=\"([^\"]+)\"").Groups[1].Value, "approve").RecordsAsync();
        Assert.Null((await journey.ReadAsync())["analysis"]);
        Assert.Equal("Le marché visé est étroit.", (string?)(await journey.Official("officer").GetAsync(journey.Path, TestContext.Current.CancellationToken).DoneAsync())["analysis"]);
        await journey.Applicant.TellAsync(HttpMethod.Put, journey.Path + "/analysis", JsonContent.Create(new { text = "Très bon." })).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
    }

    [Fact]
    public async Task Others_scores_are_shown_once_one_s_own_are_given()
    {
        const string Heading = "id=\"scores-title\"";
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string own = await journey.BallotAsync(Seat);
        await ScoreAsync(await journey.BallotAsync("exporters"), 5).RecordsAsync();
        Assert.DoesNotContain(Heading, await App.Http.GetStringAsync($"/vote?ballot={own}", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await ScoreAsync(own, 99).RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "number_range");
        string page = await ScoreAsync(own, 15).RefusesAsPageAsync(HttpStatusCode.OK, "done");

        Assert.Contains(Heading, page, StringComparison.Ordinal);
        Assert.Contains("data-code=\"moderation\"", page, StringComparison.Ordinal);
        Assert.Empty((await journey.FileAsync()).Sessions[^1].Votes);
    }

    [Fact]
    public async Task Who_approved_scores_below_the_threshold_only_with_another_vote()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);
        await journey.VoteAsync(ballot, "approve").RecordsAsync();

        await ScoreAsync(ballot, 5).RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "score_below_threshold");
        await ScoreAsync(ballot, 5, new("choice", "reject"), new("reason", "Trop vague.")).RecordsAsync();

        Session session = (await journey.FileAsync()).Sessions[^1];
        Assert.Equal((VoteChoice.Reject, 25), (session.VoteOf(Seat)!.Choice, session.ScoreOf(Seat)));
    }

    [Fact]
    public async Task Opening_a_link_decides_nothing_however_often()
    {
        Journey journey = await StandingAsync(CaseState.Committee);
        string link = $"/vote?ballot={await journey.BallotAsync(Seat)}&choice=approve&amount=100";

        await journey.AddsNothingAsync(async () =>
        {
            for (int i = 0; i < 3; i++)
            {
                string page = await App.Http.GetStringAsync(link, TestContext.Current.CancellationToken);
                Assert.Contains("<form method=\"post\"", page, StringComparison.Ordinal);
            }
        });
    }

    [Theory]
    [InlineData("40000.41", "amount_too_high")]
    [InlineData("40 000,41", "amount_too_high")]
    [InlineData("99999999999999999999", "amount_format")]
    [InlineData("0", "amount_not_positive")]
    [InlineData("-5", "amount_format")]
    [InlineData("1,005", "amount_format")]
    [InlineData("1e3", "amount_format")]
    [InlineData("quarante mille", "amount_format")]
    [InlineData("40,000.40", "amount_format")]
    public async Task An_amount_that_is_none_or_too_high_is_refused_and_the_form_comes_again(string amount, string code) =>
        await RefusedAsync((journey, ballot) => journey.VoteAsync(ballot, "approve", amount), HttpStatusCode.UnprocessableEntity, code);

    [Theory]
    [InlineData("reject", null)]
    [InlineData("reject", " \t")]
    [InlineData("defer", null)]
    public async Task A_refusal_and_a_question_say_why(string choice, string? reason) =>
        await RefusedAsync((journey, ballot) => journey.VoteAsync(ballot, choice, reason: reason), HttpStatusCode.UnprocessableEntity, "reason_required");

    [Fact]
    public async Task A_reason_is_at_most_2000_characters() =>
        await RefusedAsync((journey, ballot) => journey.VoteAsync(ballot, "reject", reason: new string('x', 2001)), HttpStatusCode.UnprocessableEntity, "text_too_long");

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("Approve")]
    [InlineData("0")]
    public async Task A_vote_says_what_it_is(string choice) =>
        await RefusedAsync((journey, ballot) => journey.VoteAsync(ballot, choice), HttpStatusCode.UnprocessableEntity, "field_required");

    [Fact]
    public async Task A_form_that_is_too_large_is_not_read() =>
        await RefusedAsync((journey, ballot) => journey.VoteAsync(ballot, "reject", reason: new string('x', 20_000)), HttpStatusCode.BadRequest, "request_malformed");

    [Fact]
    public async Task Only_a_form_is_a_vote() => await RefusedAsync(
        (_, ballot) => App.Http.PostAsync("/vote", new StringContent($$"""{"ballot":"{{ballot}}","choice":"approve"}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken),
        HttpStatusCode.UnsupportedMediaType,
        "content_type_unsupported");

    [Fact]
    public async Task A_vote_on_a_withdrawn_application_is_closed()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);
        await journey.SayAsync(journey.Applicant, "withdrawal");

        await journey.AddsNothingAsync(async () =>
        {
            await App.Http.GetAsync($"/vote?ballot={ballot}", TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.Conflict, "vote_closed");
            await journey.VoteAsync(ballot, "approve").RefusesAsPageAsync(HttpStatusCode.Conflict, "vote_closed");
        });
    }

    [Fact]
    public async Task After_a_deferral_the_committee_meets_again_and_decides_by_new_links()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string first = await journey.BallotAsync(Seat);
        await journey.ReachAsync(CaseState.Deferred);
        await journey.ReachAsync(CaseState.Committee);

        await journey.AddsNothingAsync(async () =>
        {
            await journey.VoteAsync(first, "approve").RefusesAsPageAsync(HttpStatusCode.Conflict, "vote_closed");
            await journey.VoteAsync(await journey.BallotAsync(Seat), "defer", reason: "Encore une question ?").RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "deferral_used");
        });
        await journey.VoteAsync(await journey.BallotAsync(Seat), "approve").RecordsAsync();
    }

    private Task<HttpResponseMessage> OpenAsync(string ballot) => App.Http.GetAsync($"/vote?ballot={ballot}", TestContext.Current.CancellationToken);

    // The same points for each criterion, and no vote but what is said.
    private Task<HttpResponseMessage> ScoreAsync(string ballot, int points, params KeyValuePair<string, string>[] vote) => App.Http.PostAsync(
        "/vote",
        new FormUrlEncodedContent(
        [
            new("ballot", ballot),
            .. vote.Length > 0 ? vote : [new("only", "scores")],
            .. s_criteria.Select(code => KeyValuePair.Create("scores." + code, $"{points}")),
        ]),
        TestContext.Current.CancellationToken);

    private async Task RefusedAsync(Func<Journey, string, Task<HttpResponseMessage>> vote, HttpStatusCode status, string code)
    {
        Journey journey = await StandingAsync(CaseState.Committee);
        await journey.AddsNothingAsync(async () => await vote(journey, await journey.BallotAsync(Seat)).RefusesAsPageAsync(status, code));
    }
}
