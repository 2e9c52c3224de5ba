using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Committees;

/// <summary>Applicants appeal against a refusal, once.</summary>
public sealed class AppealTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task A_refusal_says_until_when_it_can_be_appealed_against_and_the_national_committee_reviews_it()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Rejected);
        Assert.NotNull((string?)(await journey.ReadAsync())["appealUntil"]);
        await journey.Official("officer").SayAsync(journey.Path + "/appeal", new { grounds = "Non" }).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
        await journey.Applicant.SayAsync(journey.Path + "/appeal", new { grounds = " " }).RefusesAsync(HttpStatusCode.UnprocessableEntity, "field_required", "grounds");

        await journey.SayAsync(journey.Applicant, "appeal", new { grounds = "Le devis a baissé." });

        JsonNode reviewed = await journey.UntilAsync(CaseState.NationalCommittee);
        Assert.Equal(("Le devis a baissé.", null), ((string?)reviewed["appeal"], (string?)reviewed["appealUntil"]));
        await journey.Applicant.SayAsync(journey.Path + "/appeal", new { grounds = "Encore" }).RefusesAsync(HttpStatusCode.Conflict, "appeal_used");
        string ballot = await journey.BallotAsync("budget");
        Assert.Contains("Le devis a baissé.", await App.Http.GetStringAsync($"/vote?ballot={ballot}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
