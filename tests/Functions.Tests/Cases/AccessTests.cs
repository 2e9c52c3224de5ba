using System.Net;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;
using Tasdir.TestKit.Contract;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>Who sees a case, and who acts on it. What is not the caller's looks like what is not there.</summary>
public sealed class AccessTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string NoSuchCase = "TSD-2026-10-00000V";

    public static TheoryData<string> OperationsOnACase =>
        [.. ApiContract.Served.Operations.Where(operation => operation.Path.StartsWith("/api/applications/{reference}", StringComparison.Ordinal)).Select(operation => operation.Id)];

    public static TheoryData<string> ChangesOfACase =>
        [.. ApiContract.Served.Operations.Where(operation => operation.Path.StartsWith("/api/applications/{reference}", StringComparison.Ordinal) && operation.Method != "GET").Select(operation => operation.Id)
            .Except(["PlaceLegalHold", "LiftLegalHold"])];

    [Theory]
    [MemberData(nameof(OperationsOnACase))]
    public async Task A_case_that_is_not_the_callers_looks_like_one_that_is_not_there(string operation)
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        string document = (string)(await check.ReadAsync())["documents"]![0]!["id"]!;
        HttpClient[] strangers = [App.SignedIn("applicant-2"), App.SignedIn("officer-01"), App.SignedIn("accountant-02"), WithoutRole()];

        await check.AddsNothingAsync(async () =>
        {
            foreach (HttpClient stranger in strangers)
            {
                string yours = await RefusedAsync(stranger, operation, check.Reference, document);
                string nobodys = await RefusedAsync(stranger, operation, NoSuchCase, document);
                Assert.Equal(nobodys, yours);
            }
        });
    }

    [Theory]
    [MemberData(nameof(ChangesOfACase))]
    public async Task Whoever_watches_over_the_whole_country_sees_a_case_and_changes_nothing_but_its_legal_hold(string operation)
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        await check.AddsNothingAsync(async () =>
        {
            foreach (string person in (string[])["programme-office", "operator"])
            {
                Assert.Equal(HttpStatusCode.OK, (await App.SignedIn(person).GetAsync(check.Path, TestContext.Current.CancellationToken)).StatusCode);
                await AskAsync(App.SignedIn(person), operation, check.Reference, "A").RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
            }
        });
    }

    [Theory]
    [InlineData("preparer", "JudgeDocument")]
    [InlineData("officer", "PreparePayment")]
    [InlineData("officer", "SubmitApplication")]
    [InlineData("officer", "UploadDocument")]
    [InlineData("preparer", "VerifyService")]
    [InlineData("verifier", "OrderPayment")]
    [InlineData("authoriser", "VisaPayment")]
    [InlineData("accountant", "RequestTranche")]
    [InlineData("officer", "SignConvention")]
    [InlineData("officer", "WithdrawApplication")]
    public async Task An_official_of_the_region_does_only_what_the_role_does(string role, string operation)
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        await check.AddsNothingAsync(async () =>
            await AskAsync(check.Official(role), operation, check.Reference, "A").RefusesAsync(HttpStatusCode.Forbidden, "role_missing"));
    }

    [Theory]
    [InlineData("JudgeDocument")]
    [InlineData("RequestComplement")]
    [InlineData("VisaPayment")]
    public async Task An_applicant_does_not_act_for_the_administration(string operation)
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        await check.AddsNothingAsync(async () =>
            await AskAsync(check.Applicant, operation, check.Reference, "A").RefusesAsync(HttpStatusCode.Forbidden, "role_missing"));
    }

    [Fact]
    public async Task A_draft_is_the_applicants_own_affair()
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        foreach (string person in (string[])["officer-10", "programme-office"])
        {
            await App.SignedIn(person).GetAsync(draft.Path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        }
    }

    [Theory]
    [InlineData("/api/applications", "officer-10")]
    [InlineData("/api/desk", "applicant-1")]
    [InlineData("/api/desk?region=10", "officer-01")]
    [InlineData("/api/desk?region=01", "accountant-10")]
    public async Task A_list_is_for_its_own_people(string path, string person) =>
        await App.SignedIn(person).GetAsync(path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");

    [Theory]
    [InlineData("/api/applications")]
    [InlineData("/api/payment-files")]
    [InlineData("/api/bank-reports")]
    public async Task Without_a_role_nothing_is_begun(string path) =>
        await WithoutRole().SayAsync(path, Journey.Form(), ApiRequests.NewKey()).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");

    [Theory]
    [InlineData("programme-office", "07")]
    [InlineData("operator", "12")]
    [InlineData("verifier-07", "07")]
    public async Task The_desk_of_a_region_opens_to_its_officials_and_to_the_whole_countrys(string person, string region) =>
        Assert.Equal(HttpStatusCode.OK, (await App.SignedIn(person).GetAsync($"/api/desk?region={region}", TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task A_reference_is_understood_as_people_type_it()
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        Assert.Equal(draft.Reference, (string?)(await draft.Applicant.GetAsync($"/api/applications/{draft.Reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}", TestContext.Current.CancellationToken).DoneAsync())["reference"]);
    }

    private HttpClient WithoutRole() => App.SignedIn(new Local.SignIn.Person("nobody", "Nobody", ["janitor"], "10", "fr", "Made up"));

    private static async Task<string> RefusedAsync(HttpClient caller, string operation, string reference, string document) =>
        (await AskAsync(caller, operation, reference, document).RefusesAsync(HttpStatusCode.NotFound, "not_found")).ToJsonString();

    private static Task<HttpResponseMessage> AskAsync(HttpClient caller, string operation, string reference, string document)
    {
        ApiOperation asked = ApiContract.Served.Operations.Single(candidate => candidate.Id == operation);
        string path = asked.Path
            .Replace("{reference}", reference, StringComparison.Ordinal)
            .Replace("{documentId}", document, StringComparison.Ordinal)
            .Replace("{tranche}", "1", StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal);
        return caller.TellAsync(new HttpMethod(asked.Method), path, null, ("Idempotency-Key", ApiRequests.NewKey()), ("If-Match", "\"1\""));
    }
}
