using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Local.Clock;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>What an applicant brought for an enterprise and an officer accepted is not asked for twice (law 55-19).</summary>
public sealed class KeptDocumentTests(SharedApp shared) : SharedAppTests(shared)
{
    private static readonly string[] s_kept = ["statutes", "register-extract", "ice-attestation", "tax-attestation", "rib-certificate", "signatory-id"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_application_is_offered_what_was_accepted_takes_over_what_it_likes_and_the_rest_comes_by_itself()
    {
        Journey first = await Journey.ToAsync(App, CaseState.Committee);
        JsonNode earlier = await first.ReadAsync();
        Journey second = await AgainAsync(App, first);

        JsonNode[] offers = await OffersAsync(second);
        await TakeAsync(second, offers[1]).DoneAsync();
        JsonNode taken = (await TakeAsync(second, offers[1]).DoneAsync())["documents"]!;
        string?[] left = KindsOf(await OffersAsync(second));
        await BringItsOwnAsync(second);
        JsonNode submitted = await second.SayAsync(second.Applicant, "submission");

        Assert.Equal(s_kept, KindsOf(offers));
        JsonNode before = Document(earlier, "register-extract");
        Assert.Equal(
            (first.Reference, (string?)before["id"], (string?)before["issuedOn"], AfterMonths(before["issuedOn"], 3)),
            ((string?)offers[1]["reference"], (string?)offers[1]["documentId"], (string?)offers[1]["issuedOn"], (string?)offers[1]["lastDay"]));
        JsonNode extract = Assert.Single(taken.AsArray())!;
        Assert.Equal((first.Reference, (string?)before["id"]), ((string?)extract["keptFrom"]!["reference"], (string?)extract["keptFrom"]!["documentId"]));
        Assert.Equal(
            await first.Applicant.GetByteArrayAsync($"{first.Path}/documents/{before["id"]}", Cancellation),
            await second.Applicant.GetByteArrayAsync($"{second.Path}/documents/{extract["id"]}", Cancellation));
        Assert.DoesNotContain("register-extract", left);
        Assert.Equal(s_kept.Length + 2, submitted["documents"]!.AsArray().Count);
        Assert.All(s_kept, kind => Assert.Equal(first.Reference, (string?)Document(submitted, kind)["keptFrom"]!["reference"]));
        Assert.Empty(await OffersAsync(second));
    }

    [Fact]
    public async Task What_was_taken_over_is_checked_again_is_no_copy_and_brings_its_dates_along_to_its_verdict()
    {
        Journey first = await StandingAsync(CaseState.Committee);
        Journey second = await AgainAsync(App, first);
        await BringItsOwnAsync(second);
        await second.SayAsync(second.Applicant, "submission");
        await second.UntilAsync(CaseState.DocumentCheck);
        await second.UntilCheckedAsync();
        HttpClient officer = second.Official("officer");
        JsonNode extract = Document(await officer.GetAsync(second.Path, Cancellation).DoneAsync(), "register-extract");

        JsonNode accepted = await officer.SayAsync($"{second.Path}/documents/{extract["id"]}/verdict", new { accepted = true }).DoneAsync();

        Assert.Equal(("passed", ""), extract.Told(AutomaticCheck.Copies));
        Assert.Equal(
            ("accepted", (string?)Document(await first.ReadAsync(), "register-extract")["issuedOn"]),
            ((string?)Document(accepted, "register-extract")["verdict"], (string?)Document(accepted, "register-extract")["issuedOn"]));
    }

    [Fact]
    public async Task Nothing_is_offered_of_another_applicant_of_another_enterprise_or_of_what_was_not_accepted()
    {
        Journey first = await StandingAsync(CaseState.Committee);
        Journey stranger = await Journey.ToAsync(App, CaseState.Draft, change: form => form["ice"] = first.Ice);
        Journey otherEnterprise = await Journey.ToAsync(App, CaseState.Draft, applicant: first.ApplicantId);
        Journey unjudged = await StandingAsync(CaseState.DocumentCheck);
        Journey afterIt = await AgainAsync(App, unjudged);
        JsonNode statutes = Document(await first.ReadAsync(), "statutes");

        foreach (Journey draft in (Journey[])[stranger, otherEnterprise, afterIt])
        {
            Assert.Empty(await OffersAsync(draft));
            await draft.AddsNothingAsync(async () =>
            {
                await TakeAsync(draft, first.Reference, (string)statutes["id"]!).RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_not_offered");
                await TakeAsync(draft, unjudged.Reference, (string)(await unjudged.ReadAsync())["documents"]![0]!["id"]!).RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_not_offered");
                await TakeAsync(draft, "nowhere", "nothing").RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_not_offered");
            });
            await draft.Applicant.SayAsync(draft.Path + "/submission").RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_missing", "documents");
        }
    }

    [Fact]
    public async Task What_is_made_for_one_application_is_made_for_each()
    {
        Journey second = await AgainAsync(App, await StandingAsync(CaseState.Committee));

        JsonNode problem = await second.Applicant.SayAsync(second.Path + "/submission").RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_missing", "documents");

        Assert.Equal(2, problem["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_no_longer_holds_is_not_offered()
    {
        await using TestApp app = await TestApp.StartAsync(await Shared.StorageAsync());
        Journey first = await Journey.ToAsync(app, CaseState.DocumentCheck);
        MovableClock clock = (MovableClock)app.Services.GetRequiredService<TimeProvider>();
        DateOnly today = WorkingCalendar.Default.DateOf(clock.GetUtcNow());
        JsonNode extract = Document(await first.UntilCheckedAsync(), "register-extract");
        await first.SayAsync(
            first.Official("officer"), $"documents/{extract["id"]}/verdict", new { accepted = true, issuedOn = today.AddMonths(-3).AddDays(1) });
        await first.ReachAsync(CaseState.Committee);

        clock.MoveTo(clock.GetUtcNow().AddDays(5));
        Journey second = await AgainAsync(app, first);

        Assert.Equal(s_kept.Except(["register-extract"]), KindsOf(await OffersAsync(second)));
        await TakeAsync(second, first.Reference, (string)extract["id"]!).RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_not_offered");
    }

    // The same applicant applies once more for the same enterprise.
    private static Task<Journey> AgainAsync(TestApp app, Journey first) =>
        Journey.ToAsync(app, CaseState.Draft, change: form => form["ice"] = first.Ice, applicant: first.ApplicantId);

    private static async Task BringItsOwnAsync(Journey draft)
    {
        await draft.BringAsync("action-plan");
        await draft.BringAsync("sworn-statement");
    }

    private static async Task<JsonNode[]> OffersAsync(Journey draft) =>
        [.. (await draft.Applicant.GetAsync(draft.Path + "/kept-documents", Cancellation).DoneAsync())["items"]!.AsArray().OfType<JsonNode>()];

    private static Task<HttpResponseMessage> TakeAsync(Journey draft, JsonNode offer) =>
        TakeAsync(draft, (string)offer["reference"]!, (string)offer["documentId"]!);

    private static Task<HttpResponseMessage> TakeAsync(Journey draft, string reference, string documentId) =>
        draft.Applicant.SayAsync(draft.Path + "/kept-documents", new { reference, documentId });

    private static string?[] KindsOf(JsonNode[] offers) => [.. offers.Select(offer => (string?)offer["kind"])];

    private static JsonNode Document(JsonNode file, string kind) => file["documents"]!.AsArray().Single(document => (string?)document!["kind"] == kind)!;

    private static string AfterMonths(JsonNode? day, int months) =>
        DateOnly.Parse((string)day!, CultureInfo.InvariantCulture).AddMonths(months).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
