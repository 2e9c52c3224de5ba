using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>Two applications of one enterprise: they share its ceilings, and officials see the one in the other.</summary>
public sealed class SameEnterpriseTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task The_second_application_of_an_enterprise_gets_what_the_first_leaves_under_the_ceiling_of_the_year_and_the_log_says_why()
    {
        string ice = SampleFiles.NewIce();
        Journey first = await JourneyOfAsync(ice, "10", 500_000);
        Journey second = await JourneyOfAsync(ice, "10", 500_000);

        ReviewOpened opened = (await second.FactsAsync()).OfType<ReviewOpened>().Single();

        Assert.Equal(Money.FromMad(200_000), opened.Amount); // 600 000 in a year, less 400 000
        PriorAid counted = Assert.Single(opened.PriorAid!);
        Assert.Equal((first.Reference, ice, "first-export", Money.FromMad(400_000), null), (counted.Reference, counted.Ice, counted.Scheme, counted.Amount, counted.Measure));
        Assert.Equal(200_000m, (decimal)(await second.ReadAsync())["granted"]!);
    }

    [Fact]
    public async Task Of_two_applications_before_the_committee_at_once_the_one_that_is_decided_later_gets_what_is_left()
    {
        string ice = SampleFiles.NewIce();
        Journey first = await Journey.ToAsync(App, CaseState.NationalCommittee, change: form => (form["ice"], form["planCost"]) = (ice, 500_000));
        Journey second = await Journey.ToAsync(App, CaseState.NationalCommittee, change: form => (form["ice"], form["planCost"]) = (ice, 500_000));

        await first.ReachAsync(CaseState.ConventionToSign);
        await second.ReachAsync(CaseState.ConventionToSign);

        SupportDecided decided = (await second.FactsAsync()).OfType<SupportDecided>().Single();
        Assert.Equal(Money.FromMad(400_000), (await second.FactsAsync()).OfType<ReviewOpened>().Single().Amount);
        Assert.Equal((ReviewResult.PartlyApproved, Money.FromMad(200_000), first.Reference), (decided.Result, decided.Amount, decided.PriorAid!.Single().Reference));
    }

    [Fact]
    public async Task An_officer_sees_the_other_cases_of_the_enterprise_in_the_regions_that_are_the_officers_and_an_applicant_none()
    {
        string ice = SampleFiles.NewIce();
        Journey first = await JourneyOfAsync(ice, "10", 50_000);
        Journey elsewhere = await JourneyOfAsync(ice, "11", 60_000);
        Journey second = await Journey.ToAsync(App, CaseState.DocumentCheck, change: form => form["ice"] = ice);

        Assert.Equal([$"{first.Reference} first-export conventionToSign 40000"], await OthersAsync(second.Official("officer"), second));
        Assert.Equal([$"{second.Reference} first-export documentCheck "], await OthersAsync(first.Official("preparer"), first));
        Assert.Empty(await OthersAsync(elsewhere.Official("officer"), elsewhere));
        Assert.Equal(
            new[] { $"{first.Reference} first-export conventionToSign 40000", $"{elsewhere.Reference} first-export conventionToSign 48000" }.Order(),
            await OthersAsync(App.SignedIn("programme-office"), second));
        foreach (Journey journey in (Journey[])[first, elsewhere, second])
        {
            JsonNode read = await journey.ReadAsync();
            Assert.Equal((null, null), (read["sameEnterprise"], read["support"]));
        }
    }

    [Fact]
    public async Task A_case_that_was_withdrawn_with_nothing_granted_is_no_longer_listed()
    {
        string ice = SampleFiles.NewIce();
        Journey first = await Journey.ToAsync(App, CaseState.DocumentCheck, change: form => form["ice"] = ice);
        Journey second = await Journey.ToAsync(App, CaseState.DocumentCheck, change: form => form["ice"] = ice);
        Assert.Single(await OthersAsync(second.Official("officer"), second));

        await first.SayAsync(first.Applicant, "withdrawal");

        await World.UntilAsync("the list without it", async () => (await OthersAsync(second.Official("officer"), second)).Length == 0 ? "" : null, CancellationToken.None);
    }

    [Fact]
    public async Task The_pages_of_an_official_and_of_a_member_say_how_the_amount_came_about_in_the_readers_language()
    {
        string ice = SampleFiles.NewIce();
        Journey first = await JourneyOfAsync(ice, "10", 500_000);
        Journey second = await Journey.ToAsync(App, CaseState.Committee, change: form => (form["ice"], form["planCost"]) = (ice, 450_000));
        string ballot = await second.BallotAsync("chamber");

        string french = await PageAsync(second.Official("officer"), $"/applications/{second.Reference}?lang=fr");
        string arabic = await PageAsync(second.Official("officer"), $"/applications/{second.Reference}?lang=ar");
        string vote = await PageAsync(App.Http, $"/vote?ballot={ballot}&lang=ar");
        string applicant = await PageAsync(second.Applicant, $"/applications/{second.Reference}?lang=fr");

        Assert.Contains("Comment ce montant est calculé", french, StringComparison.Ordinal);
        Assert.Contains($"href=\"/applications/{first.Reference}", french, StringComparison.Ordinal);
        Assert.Contains("كيف حسب هذا المبلغ", arabic, StringComparison.Ordinal);
        Assert.Contains("ملفات أخرى للمقاولة نفسها", arabic, StringComparison.Ordinal);
        Assert.Contains("كيف حسب هذا المبلغ", vote, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Reference, vote, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Reference, applicant, StringComparison.Ordinal);
        Assert.DoesNotContain("Comment ce montant est calculé", applicant, StringComparison.Ordinal);
    }

    // An application of the enterprise, granted.
    private Task<Journey> JourneyOfAsync(string ice, string region, decimal cost) =>
        Journey.ToAsync(App, CaseState.ConventionToSign, region, form => (form["ice"], form["planCost"]) = (ice, cost));

    private static async Task<string[]> OthersAsync(HttpClient official, Journey journey) =>
    [
        .. (await official.GetAsync(journey.Path, TestContext.Current.CancellationToken).DoneAsync())["sameEnterprise"]!.AsArray()
            .Select(other => $"{other!["reference"]} {other["scheme"]} {other["state"]} {other["granted"]}").Order(),
    ];

    private static async Task<string> PageAsync(HttpClient reader, string path) =>
        System.Net.WebUtility.HtmlDecode(await reader.GetStringAsync(path, TestContext.Current.CancellationToken));
}
