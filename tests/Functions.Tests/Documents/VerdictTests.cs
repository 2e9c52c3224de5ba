using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>An officer's verdict has the dates that validity is counted by, or a reason of the list; what administrations have is marked, not asked for.</summary>
public sealed class VerdictTests(SharedApp shared) : SharedAppTests(shared)
{
    [Theory]
    [InlineData("register-extract", null, null, "document_date_required", "issuedOn")]
    [InlineData("register-extract", 1, null, "document_date_in_future", "issuedOn")]
    [InlineData("register-extract", -100, null, "document_expired", "issuedOn")]
    [InlineData("tax-attestation", null, 30, "document_date_required", "issuedOn")]
    [InlineData("tax-attestation", -366, null, "document_expired", "issuedOn")]
    [InlineData("signatory-id", -10, null, "document_date_required", "expiresOn")]
    [InlineData("signatory-id", 1, 10, "document_date_in_future", "issuedOn")]
    [InlineData("signatory-id", null, -1, "document_expired", "expiresOn")]
    public async Task An_acceptance_without_a_date_that_holds_is_refused_with_the_field(string kind, int? issued, int? expires, string code, string field)
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        await check.AddsNothingAsync(async () => await JudgeAsync(check, kind, new { accepted = true, issuedOn = Day(issued), expiresOn = Day(expires) })
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, code, field));
    }

    [Fact]
    public async Task A_refusal_has_a_reason_of_the_list_and_both_are_shown_and_may_be_corrected()
    {
        Journey check = await Journey.ToAsync(App, CaseState.DocumentCheck);
        await check.AddsNothingAsync(async () =>
        {
            await JudgeAsync(check, "statutes", new { accepted = false, reason = "Page 3 absente." }).RefusesAsync(HttpStatusCode.UnprocessableEntity, "reason_required", "code");
            await JudgeAsync(check, "statutes", new { accepted = false, code = "incomplete" }).RefusesAsync(HttpStatusCode.UnprocessableEntity, "reason_required", "reason");
            await JudgeAsync(check, "statutes", new { accepted = false, code = "ugly", reason = "Page 3 absente." }).RefusesAsync(HttpStatusCode.BadRequest, "json_field", "code");
        });

        JsonNode refused = Document(await JudgeAsync(check, "statutes", new { accepted = false, code = "incomplete", reason = " Page 3 absente. " }).DoneAsync(), "statutes");
        JsonNode accepted = Document(await JudgeAsync(check, "statutes", new { accepted = true }).DoneAsync(), "statutes");

        Assert.Equal(("refused", "incomplete", "Page 3 absente."), ((string?)refused["verdict"], (string?)refused["code"], (string?)refused["reason"]));
        Assert.Equal(("accepted", null, null), ((string?)accepted["verdict"], (string?)accepted["code"], (string?)accepted["reason"]));
    }

    [Theory]
    [InlineData("passport", 0, "document_kind_unknown", "kind")]
    [InlineData("rib-certificate", 0, "document_for_applicant", "kind")]
    [InlineData("tax-attestation", null, "document_date_required", "issuedOn")]
    [InlineData("tax-attestation", 1, "document_date_in_future", "issuedOn")]
    [InlineData("tax-attestation", -366, "document_expired", "issuedOn")]
    public async Task What_no_administration_supplies_or_no_longer_holds_is_not_marked_as_supplied(string kind, int? issued, string code, string field)
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        await check.AddsNothingAsync(async () => await check.Official("officer").SayAsync(check.Path + "/supplied-documents", new { kind, issuedOn = Day(issued) })
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, code, field));
    }

    [Fact]
    public async Task Only_an_officer_marks_and_only_while_it_is_asked_for()
    {
        var supplied = new { kind = "ice-attestation" };
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        Journey committee = await StandingAsync(CaseState.Committee);

        await check.AddsNothingAsync(() => check.Applicant.SayAsync(check.Path + "/supplied-documents", supplied).RefusesAsync(HttpStatusCode.Forbidden, "role_missing"));
        await committee.AddsNothingAsync(() => committee.Official("officer").SayAsync(committee.Path + "/supplied-documents", supplied)
            .RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state"));
    }

    [Fact]
    public async Task A_file_without_other_administrations_papers_is_submitted_and_admissible_once_an_officer_has_them()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Draft);
        foreach (string kind in (string[])["statutes", "register-extract", "rib-certificate", "action-plan", "sworn-statement", "signatory-id"])
        {
            await journey.BringAsync(kind);
        }

        await journey.SayAsync(journey.Applicant, "submission");
        await journey.UntilAsync(CaseState.DocumentCheck);
        await journey.JudgeAsync();
        HttpClient officer = journey.Official("officer");
        await journey.SayAsync(officer, "supplied-documents", new { kind = "ice-attestation", note = "ice.gov.ma" });
        Assert.Equal("documentCheck", (string?)(await journey.ReadAsync())["state"]);
        await officer.SayAsync(journey.Path + "/complement-request", new { }).RefusesAsync(HttpStatusCode.UnprocessableEntity, "nothing_to_complete");

        await journey.SayAsync(officer, "supplied-documents", new { kind = "tax-attestation", issuedOn = Day(-30) });

        JsonNode admissible = await journey.UntilAsync(CaseState.Committee);
        Assert.Equal(
            [("ice-attestation", null), ("tax-attestation", Day(-30))],
            admissible["supplied"]!.AsArray().Select(supplied => ((string?)supplied!["kind"], (string?)supplied["issuedOn"])));
    }

    private static async Task<HttpResponseMessage> JudgeAsync(Journey journey, string kind, object verdict) => await journey.Official("officer").SayAsync(
        $"{journey.Path}/documents/{Document(await journey.ReadAsync(), kind)["id"]}/verdict", verdict);

    private static JsonNode Document(JsonNode file, string kind) => file["documents"]!.AsArray().Single(document => (string?)document!["kind"] == kind)!;

    private string? Day(int? fromToday) => fromToday is not { } days ? null
        : WorkingCalendar.Default.DateOf(App.Services.GetRequiredService<TimeProvider>().GetUtcNow()).AddDays(days)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
