using System.Net;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages;

/// <summary>A form does once what the officer who opened its page sends, and nothing for anybody else.</summary>
public sealed class CaseFormTests(SharedApp shared) : SharedAppTests(shared)
{
    private static readonly Dictionary<SharedApp, Task<Journey>> s_untouched = [];

    [Fact]
    public async Task A_verdict_is_recorded_and_leads_to_what_is_next()
    {
        Journey journey = await CheckedCase.FileAsync(App);
        Visitor officer = new(App, "officer-10");
        CaseDocument statutes = (await journey.FileAsync()).Latest("statutes")!;
        string page = await officer.OpenAsync($"/applications/{journey.Reference}");

        using HttpResponseMessage answer = await officer.SendAsync(page, "accept-" + statutes.Id);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal($"/applications/{journey.Reference}?lang=fr#piece-register-extract", answer.Headers.Location!.OriginalString);
        Assert.Equal(Verdict.Accepted, (await journey.FileAsync()).Latest("statutes")!.Verdict);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_done_once()
    {
        Journey journey = await CheckedCase.FileAsync(App);
        Visitor officer = new(App, "officer-10");
        CaseDocument rib = (await journey.FileAsync()).Latest(CheckedCase.Doubtful)!;
        string page = await officer.OpenAsync($"/applications/{journey.Reference}");
        (string, string)[] refused = [("code", "inconsistent"), ("reason", "Un autre RIB y figure.")];

        HttpResponseMessage[] answers = await Task.WhenAll(
            officer.SendAsync(page, "refuse-" + rib.Id, refused), officer.SendAsync(page, "refuse-" + rib.Id, refused));
        using HttpResponseMessage again = await officer.SendAsync(page, "refuse-" + rib.Id, refused);

        Assert.All([.. answers, again], answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        DocumentRefused fact = Assert.Single((await journey.FactsAsync()).OfType<DocumentRefused>());
        Assert.Equal((rib.Id, "Un autre RIB y figure.", RefusalReason.Inconsistent), (fact.DocumentId, fact.Reason, fact.Code));
    }

    [Fact]
    public async Task A_form_that_is_not_taken_comes_back_with_what_is_wrong_and_what_was_filled_in()
    {
        Journey journey = await UntouchedAsync();
        Visitor officer = new(App, "officer-10");
        CaseDocument rib = (await journey.FileAsync()).Latest(CheckedCase.Doubtful)!;
        string page = await officer.OpenAsync($"/applications/{journey.Reference}");

        await journey.AddsNothingAsync(async () =>
        {
            string refused = await officer.SendAsync(page, "refuse-" + rib.Id, ("code", "other"), ("reason", " "))
                .RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "reason_required");
            Assert.Contains("<option value=\"other\" selected>", refused, StringComparison.Ordinal);

            string wordy = await officer.SendAsync(refused, "refuse-" + rib.Id, ("code", ""), ("reason", "Ce RIB n'est pas le <vôtre>."))
                .RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "reason_required");
            Assert.Contains(">Ce RIB n&#x27;est pas le &lt;vôtre&gt;.</textarea>", wordy, StringComparison.Ordinal);

            await officer.SendAsync(page, "accept-" + rib.Id, ("issuedOn", "hier")).RefusesAsPageAsync(HttpStatusCode.BadRequest, "json_field");
            await officer.SendAsync(page, "accept-" + rib.Id, ("issuedOn", "2999-01-01")).RefusesAsPageAsync(HttpStatusCode.UnprocessableEntity, "document_date_in_future");
        });
    }

    [Fact]
    public async Task A_form_without_the_token_of_the_same_person_changes_nothing()
    {
        Journey journey = await UntouchedAsync();
        string path = $"/applications/{journey.Reference}";
        string form = "accept-" + (await journey.FileAsync()).Latest("statutes")!.Id;
        Visitor officer = new(App, "officer-10");
        Visitor accountant = new(App, "accountant-10");
        string page = await officer.OpenAsync(path);
        (string action, Dictionary<string, string> fields) = Visitor.FormOf(page, form);

        await journey.AddsNothingAsync(async () =>
        {
            await officer.PostAsync(action, fields.Where(field => field.Key != "token")).RefusesAsPageAsync(HttpStatusCode.Forbidden, "form_stale");
            await officer.SendAsync(page, form, ("token", "x")).RefusesAsPageAsync(HttpStatusCode.Forbidden, "form_stale");
            // The token is good, the cookie that goes with it is not there.
            await new Visitor(App, "officer-10").SendAsync(page, form).RefusesAsPageAsync(HttpStatusCode.Forbidden, "form_stale");
            await accountant.SendAsync(page, form).RefusesAsPageAsync(HttpStatusCode.Forbidden, "form_stale");
            await officer.SendAsync(page, form, ("operation", "x")).RefusesAsPageAsync(HttpStatusCode.BadRequest, "request_malformed");
            await App.Http.PostAsync(action.Split('#')[0], new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken)
                .RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");
        });
    }

    [Fact]
    public async Task Another_role_sees_the_case_without_forms() => Assert.DoesNotContain(
        "method=\"post\"",
        await new Visitor(App, "verifier-10").OpenAsync($"/applications/{(await UntouchedAsync()).Reference}"),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_form_that_is_sent_to_the_case_of_another_region_finds_nothing_there()
    {
        Journey journey = await UntouchedAsync();
        Journey elsewhere = await Journey.ToAsync(App, CaseState.Draft, region: "02");
        Visitor officer = new(App, "officer-10");
        (string action, Dictionary<string, string> fields) = Visitor.FormOf(
            await officer.OpenAsync($"/applications/{journey.Reference}"), "supply-tax-attestation");

        await elsewhere.AddsNothingAsync(async () =>
            await officer.PostAsync(action.Replace(journey.Reference, elsewhere.Reference, StringComparison.Ordinal), fields)
                .RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found"));
    }

    [Fact]
    public async Task What_another_administration_has_is_marked_as_supplied()
    {
        Journey journey = await CheckedCase.FileAsync(App);
        Visitor officer = new(App, "officer-10");
        string page = await officer.OpenAsync($"/applications/{journey.Reference}");

        using HttpResponseMessage answer = await officer.SendAsync(
            page, "supply-tax-attestation", ("issuedOn", (await journey.FileAsync()).ChangedAt.AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("note", "Portail DGI 4471"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(("tax-attestation", "Portail DGI 4471"), (await journey.FactsAsync()).OfType<DocumentSupplied>().Select(fact => (fact.Kind, fact.Note)).Single());
        Assert.Contains("loi 55-19", await officer.OpenAsync($"/applications/{journey.Reference}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_of_the_forms_goes_only_to_this_site_and_out_of_scripts_reach()
    {
        Visitor officer = new(App, "officer-10");

        await officer.OpenAsync($"/applications/{(await UntouchedAsync()).Reference}");

        Assert.Matches("^tasdir-form=[^;]+; path=/; samesite=strict; httponly$", officer.SetCookie!);
    }

    private Task<Journey> UntouchedAsync()
    {
        lock (s_untouched)
        {
            return s_untouched.TryGetValue(Shared, out Task<Journey>? filed) ? filed : s_untouched[Shared] = CheckedCase.FileAsync(App);
        }
    }
}
