using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Committees;

/// <summary>Applicants appeal against a refusal or a reduction, once.</summary>
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

    [Fact]
    public async Task Who_reviews_a_reduction_sees_what_was_granted_and_why()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        foreach (string seat in (await journey.FileAsync()).Sessions[^1].SeatsToVote)
        {
            (await journey.VoteAsync(await journey.BallotAsync(seat), "approve", "20000", "Le stand est trop cher.")).EnsureSuccessStatusCode();
        }

        await journey.UntilAsync(CaseState.ConventionToSign);
        await journey.SayAsync(journey.Applicant, "appeal", new { grounds = "Le prix du stand est imposé." });
        await journey.UntilAsync(CaseState.NationalCommittee);
        string ballot = await journey.BallotAsync("budget");

        string page = await App.Http.GetStringAsync($"/vote?ballot={ballot}", TestContext.Current.CancellationToken);
        string former = WebUtility.HtmlDecode(page).Split("id=\"appeal-title\"")[1].Split("</section>")[0];
        Assert.Contains("Montant réduit le", former, StringComparison.Ordinal);
        Assert.Matches(@"<dt>Montant accordé</dt><dd><strong>20\s000,00", former);
        Assert.Contains("Le stand est trop cher.", former, StringComparison.Ordinal);
    }
}
