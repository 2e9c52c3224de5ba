using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>The programme's office holds documents back from erasure; officials see why, the applicant sees that it is so.</summary>
public sealed class LegalHoldTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task The_programme_s_office_places_and_lifts_a_hold_and_officials_see_it()
    {
        Journey check = await Journey.ToAsync(App, CaseState.DocumentCheck);
        HttpClient office = App.SignedIn("programme-office");

        await office.SayAsync(check.Path + "/legal-hold", new { reason = "Procédure judiciaire" }).DoneAsync();

        JsonNode held = await check.Official("officer").GetAsync(check.Path, TestContext.Current.CancellationToken).DoneAsync();
        Assert.Equal("Procédure judiciaire", (string?)held["legalHold"]!["reason"]);
        Assert.Null((await check.ReadAsync())["legalHold"]);
        JsonNode timeline = await check.Applicant.GetAsync(check.Path + "/timeline", TestContext.Current.CancellationToken).DoneAsync();
        JsonNode last = timeline["items"]!.AsArray()[^1]!;
        Assert.Equal(("legalHoldPlaced", "programmeOffice"), ((string?)last["type"], (string?)last["by"]));
        Assert.DoesNotContain("judiciaire", timeline.ToJsonString(), StringComparison.Ordinal);
        await office.SayAsync(check.Path + "/legal-hold/lift", new { reason = "Jugement rendu" }).DoneAsync();
        Assert.Null((await check.Official("officer").GetAsync(check.Path, TestContext.Current.CancellationToken).DoneAsync())["legalHold"]);
    }

    [Fact]
    public async Task Nobody_else_places_one_and_none_is_placed_without_a_reason_or_on_a_draft()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        Journey draft = await StandingAsync(CaseState.Draft);
        var body = new { reason = "Audit" };

        await check.AddsNothingAsync(async () =>
        {
            await check.Official("officer").SayAsync(check.Path + "/legal-hold", body).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
            await check.Applicant.SayAsync(check.Path + "/legal-hold", body).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
            await App.SignedIn("programme-office").SayAsync(check.Path + "/legal-hold", new { reason = " " })
                .RefusesAsync(HttpStatusCode.UnprocessableEntity, "reason_required", "reason");
        });
        await App.SignedIn("programme-office").SayAsync(draft.Path + "/legal-hold", body).RefusesAsync(HttpStatusCode.NotFound, "not_found");
    }
}
