using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;
using Tasdir.TestKit.Contract;

namespace Tasdir.Functions.Tests.Http;

/// <summary>What is wrong with a JSON body is said with its place, and changes nothing.</summary>
public sealed class JsonBodyTests(SharedApp shared) : SharedAppTests(shared)
{
    private const int Limit = 64 * 1024;

    [Theory]
    [InlineData("", "1:1")]
    [InlineData("{\"region\":\"10\",\"language\":\"fr\"", "1:31")]
    [InlineData("{\n  \"region\": \"10\",\n  \"language\": fr\n}", "3:16")]
    [InlineData("{\"region\":\"10\",\"language\":\"fr\",}", "1:32")]
    [InlineData("<form/>", "1:1")]
    public async Task Malformed_JSON_is_refused_with_line_and_column(string body, string position)
    {
        JsonNode problem = await RefusedAsync(Json(body), HttpStatusCode.BadRequest, "json_malformed");

        Assert.Contains(position, (string)problem["title"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"region":"10","language":"fr","colour":"blue"}""", "colour")]
    [InlineData("""{"region":"10","language":"fr","form":{"region":"10"}}""", "form")]
    [InlineData("""{"region":10,"language":"fr"}""", "region")]
    [InlineData("""{"region":"10","language":["fr"]}""", "language")]
    [InlineData("""{"region":"10","language":"fr","planCost":"50000"}""", "planCost")]
    [InlineData("""{"region":"10","language":"fr","planCost":1.005}""", "planCost")]
    [InlineData("""{"region":"10","language":"fr","planCost":1e30}""", "planCost")]
    [InlineData("""{"region":"10","language":"fr","kind":"bank"}""", "kind")]
    [InlineData("""{"region":"10","language":"fr","kind":1}""", "kind")]
    [InlineData("""{"region":null,"language":"fr"}""", "region")]
    [InlineData("""{"language":"fr"}""", "region")]
    [InlineData("""{"region":"10"}""", "language")]
    [InlineData("""{"region":"10","language":"fr","name":"\ud800"}""", "name")]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("\"form\"", null)]
    public async Task A_field_that_is_unknown_missing_or_of_another_type_is_named(string body, string? field) =>
        await RefusedAsync(Json(body), HttpStatusCode.BadRequest, "json_field", field);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Another_content_type_than_JSON_is_refused(string? type)
    {
        ByteArrayContent body = new(Encoding.UTF8.GetBytes(Journey.Form().ToJsonString()));
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        await RefusedAsync(body, HttpStatusCode.UnsupportedMediaType, "content_type_unsupported");
    }

    [Fact]
    public async Task A_body_longer_than_allowed_is_refused_by_its_declared_length() =>
        await RefusedAsync(Json(Padded(Limit + 1)), HttpStatusCode.RequestEntityTooLarge, "body_too_large");

    [Fact]
    public async Task A_body_longer_than_allowed_is_refused_when_it_comes_in_chunks() =>
        await RefusedAsync(new Chunked(Encoding.UTF8.GetBytes(Padded(Limit + 1)), "application/json"), HttpStatusCode.RequestEntityTooLarge, "body_too_large");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_as_long_as_allowed_is_taken(bool inChunks)
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        byte[] body = Encoding.UTF8.GetBytes(Padded(Limit));

        using HttpResponseMessage answer = await EditAsync(draft, inChunks ? new Chunked(body, "application/json") : Json(Padded(Limit)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"sure":true}""", "sure")]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task Where_there_is_nothing_to_say_only_an_empty_object_may_be_said(string body, string? field)
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(async () => await draft.Applicant.TellAsync(HttpMethod.Post, draft.Path + "/withdrawal", Json(body))
            .RefusesAsync(HttpStatusCode.BadRequest, "json_field", field));
    }

    [Fact]
    public async Task A_verdict_that_does_not_say_whether_it_accepts_is_none()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        string document = (string)(await check.ReadAsync())["documents"]![0]!["id"]!;

        await check.AddsNothingAsync(async () => await check.Official("officer").SayAsync($"{check.Path}/documents/{document}/verdict", new { reason = "Illisible." })
            .RefusesAsync(HttpStatusCode.BadRequest, "json_field", "accepted"));
    }

    // Somebody who may do everything, so that nothing but the body is wrong.
    [Fact]
    public async Task Every_operation_that_takes_JSON_refuses_what_is_none_or_too_much()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        HttpClient everything = App.SignedIn(new Local.SignIn.Person(
            check.ApplicantId, "Everything", ["applicant", "agent", "officer", "preparer", "verifier", "authoriser", "accountant", "programme-office", "secretary"], check.Region, "fr", "Made up"));

        await check.AddsNothingAsync(async () =>
        {
            foreach (ApiOperation operation in ApiContract.Served.Operations.Where(TakesJson))
            {
                await SendAsync(operation, Json("{")).RefusesAsync(HttpStatusCode.BadRequest, "json_malformed");
                await SendAsync(operation, new StringContent("{}", Encoding.UTF8, "text/plain")).RefusesAsync(HttpStatusCode.UnsupportedMediaType, "content_type_unsupported");
                await SendAsync(operation, Json("{}".PadRight(Limit + 1))).RefusesAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
            }
        });

        // What the mail service tells is not read before its signature holds, and what is said of a mail not before there is one.
        static bool TakesJson(ApiOperation operation) => operation.Id is not ("ReceiveMailEvents" or "SettleCommitteeMail")
            && operation.Content["requestBody"] is { } body && ApiContract.Served.Resolve(body)["content"]!["application/json"] is not null;

        Task<HttpResponseMessage> SendAsync(ApiOperation operation, HttpContent body)
        {
            string path = operation.Path.Replace("{reference}", check.Reference, StringComparison.Ordinal).Replace("{tranche}", "1", StringComparison.Ordinal)
                .Replace("{feast}", "fitr", StringComparison.Ordinal).Replace("{year}", "2027", StringComparison.Ordinal)
                .Replace("{number}", "1", StringComparison.Ordinal);
            return everything.TellAsync(new HttpMethod(operation.Method), path, body, ("Idempotency-Key", ApiRequests.NewKey()));
        }
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static string Padded(int length) => Journey.Form().ToJsonString().PadRight(length);

    private static Task<HttpResponseMessage> EditAsync(Journey draft, HttpContent body) =>
        draft.Applicant.TellAsync(HttpMethod.Put, draft.Path, body, ("If-Match", "\"1\""));

    private async Task<JsonNode> RefusedAsync(HttpContent body, HttpStatusCode status, string code, string? field = null)
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        JsonNode? problem = null;
        await draft.AddsNothingAsync(async () => problem = await EditAsync(draft, body).RefusesAsync(status, code, field));
        return problem!;
    }
}
