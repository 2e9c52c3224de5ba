using System.Net;
using System.Text;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Committees;

/// <summary>A seat votes once in a session, by the form behind its link, and says why where it says no.</summary>
public sealed class VoteTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string Seat = "chamber";

    [Fact]
    public async Task The_same_vote_again_changes_nothing_and_another_one_is_refused()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);
        await journey.VoteAsync(ballot, "approve", "40 000,40").RecordsAsync();

        await journey.VoteAsync(ballot, "approve", "40000.4").RecordsAsync();
        await journey.VoteAsync(ballot, "approve", "39999").RefusesAsPageAsync(HttpStatusCode.Conflict, "already_voted");
        await journey.VoteAsync(ballot, "reject", reason: "Plan trop vague.").RefusesAsPageAsync(HttpStatusCode.Conflict, "already_voted");

        Assert.Equal([new VoteCast(1, Seat, VoteChoice.Approve, Money.FromMad(40_000.40m), null)], (await journey.FactsAsync()).OfType<VoteCast>());
    }

    [Fact]
    public async Task Of_different_votes_of_a_seat_at_once_one_counts()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);

        HttpResponseMessage[] answers = await Task.WhenAll(journey.VoteAsync(ballot, "approve", "100"), journey.VoteAsync(ballot, "approve", "200"), journey.VoteAsync(ballot, "conflict"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Single((await journey.FactsAsync()).OfType<VoteCast>());
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

    [Fact]
    public async Task After_the_vote_the_link_shows_that_it_is_recorded()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string ballot = await journey.BallotAsync(Seat);
        await journey.VoteAsync(ballot, "conflict").RecordsAsync();

        await App.Http.GetAsync($"/vote?ballot={ballot}", TestContext.Current.CancellationToken).RecordsAsync();
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

    private async Task RefusedAsync(Func<Journey, string, Task<HttpResponseMessage>> vote, HttpStatusCode status, string code)
    {
        Journey journey = await StandingAsync(CaseState.Committee);
        await journey.AddsNothingAsync(async () => await vote(journey, await journey.BallotAsync(Seat)).RefusesAsPageAsync(status, code));
    }
}
