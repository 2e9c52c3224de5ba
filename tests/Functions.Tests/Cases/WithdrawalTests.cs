using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Envelopes;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>An applicant withdraws until the convention is signed; from then on both sides are bound.</summary>
public sealed class WithdrawalTests(SharedApp shared) : SharedAppTests(shared)
{
    [Theory]
    [InlineData(CaseState.Draft)]
    [InlineData(CaseState.DocumentCheck)]
    [InlineData(CaseState.ComplementRequested)]
    [InlineData(CaseState.Committee)]
    [InlineData(CaseState.Deferred)]
    public async Task An_application_is_withdrawn_before_its_decision(CaseState state)
    {
        Journey journey = await Journey.ToAsync(App, state);

        JsonNode withdrawn = await journey.SayAsync(journey.Applicant, "withdrawal");

        Assert.Equal(("withdrawn", "nobody"), ((string?)withdrawn["state"], (string?)withdrawn["turn"]));
        Assert.IsType<ApplicationWithdrawn>((await journey.FactsAsync())[^1]);
    }

    [Fact]
    public async Task A_grant_that_is_withdrawn_goes_back_to_its_envelope()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.ConventionToSign);

        await journey.SayAsync(journey.Applicant, "withdrawal");

        await World.UntilAsync("the release", async () => (await journey.FactsAsync()).OfType<FundsReleased>().SingleOrDefault(), TestContext.Current.CancellationToken);
        Assert.Equal("withdrawn", (string?)(await journey.ReadAsync())["state"]);
    }

    [Theory]
    [InlineData(CaseState.ProofAwaited)]
    [InlineData(CaseState.PaymentPrepared)]
    [InlineData(CaseState.Rejected)]
    public async Task Once_the_convention_is_signed_or_the_case_has_ended_nothing_is_withdrawn(CaseState state)
    {
        Journey journey = await StandingAsync(state);

        await journey.AddsNothingAsync(async () => await journey.Applicant.SayAsync(journey.Path + "/withdrawal").RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state"));
    }

    [Fact]
    public async Task Withdrawing_again_changes_nothing()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.DocumentCheck);
        await journey.SayAsync(journey.Applicant, "withdrawal");

        await journey.AddsNothingAsync(() => journey.SayAsync(journey.Applicant, "withdrawal"));
    }

    [Fact]
    public async Task A_withdrawn_draft_tells_nobody_and_takes_nothing_more()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Draft);
        await journey.SayAsync(journey.Applicant, "withdrawal");

        await journey.AddsNothingAsync(async () =>
        {
            await journey.Applicant.SayAsync(journey.Path + "/submission").RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state");
            await journey.Applicant.BringAsync(journey.Reference, "statutes", "%PDF-1.7"u8.ToArray().AsFile(), ApiRequests.NewKey())
                .RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state");
            await journey.Applicant.TellAsync(HttpMethod.Put, journey.Path, System.Net.Http.Json.JsonContent.Create(new { region = "10", language = "ar" }), ("If-Match", "\"2\""))
                .RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state");
        });
        Assert.Empty(await App.World.MailAsync(journey.Reference, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_withdraws_a_submitted_application_gets_an_acknowledgement()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.DocumentCheck);
        await journey.SayAsync(journey.Applicant, "withdrawal");

        ArrivedMail mail = await World.UntilAsync(
            "the acknowledgement",
            async () => (await App.World.MailAsync(journey.Reference, TestContext.Current.CancellationToken)).FirstOrDefault(mail => mail.Text.Contains("retirée", StringComparison.Ordinal)),
            TestContext.Current.CancellationToken);

        Assert.Equal("tighmert@cooperative.example", mail.To);
    }
}
