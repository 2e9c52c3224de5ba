using System.Net;
using System.Text;
using Tasdir.TestKit.Contract;

namespace Tasdir.Functions.Tests.Contract;

/// <summary>The handler that every request of these tests goes through fails a test when the app and its contract disagree.</summary>
public sealed class ContractHandlerTests
{
    private const string Problem = """
        {"type":"urn:tasdir:problem:not_found","title":"Rien.","status":404,"code":"not_found","errors":[{"code":"not_found","detail":"Rien."}]}
        """;

    private const string Line = """
        {"reference":"TSD-2026-10-7F3KQ9","state":"draft","turn":"applicant","amount":1500.5,"changedAt":"2026-11-24T08:00:00.1234567+00:00"}
        """;

    [Theory]
    [InlineData("""{"items":[]}""")]
    [InlineData($$"""{"items":[{{Line}}],"next":"00"}""")]
    public async Task An_answer_that_is_in_the_contract_passes(string body) =>
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("GET", "/api/applications", Answer(HttpStatusCode.OK, body))).StatusCode);

    [Theory]
    [InlineData("""{"items":[],"total":0}""", "total")]
    [InlineData("""{}""", "items")]
    [InlineData("""{"items":{}}""", "items")]
    [InlineData("""{"items":[{"reference":"TSD-2026-10-7F3KQ9","state":"parked","turn":"applicant","changedAt":"2026-11-24T08:00:00Z"}]}""", "state")]
    [InlineData("""{"items":[{"reference":"TSD-2026-13-7F3KQ9","state":"draft","turn":"applicant","changedAt":"2026-11-24T08:00:00Z"}]}""", "reference")]
    [InlineData("""{"items":[{"reference":"TSD-2026-10-7F3KQ9","state":"draft","turn":"applicant","changedAt":"yesterday"}]}""", "changedAt")]
    [InlineData("""{"items":[{"reference":"TSD-2026-10-7F3KQ9","state":"draft","turn":"applicant","changedAt":"2026-11-24T08:00:00Z","amount":1.005}]}""", "amount")]
    [InlineData("""{"items":[{"reference":"TSD-2026-10-7F3KQ9","state":"draft","turn":"applicant","changedAt":"2026-11-24T08:00:00Z","dueOn":"24/11/2026"}]}""", "dueOn")]
    public async Task A_body_that_is_not_in_the_contract_fails(string body, string where) =>
        await FailsAsync("GET", "/api/applications", Answer(HttpStatusCode.OK, body), where);

    [Fact]
    public async Task A_status_that_is_not_in_the_contract_fails() =>
        await FailsAsync("GET", "/api/applications", Answer(HttpStatusCode.NotFound, Problem, "application/problem+json"), "this status is not listed");

    [Fact]
    public async Task A_content_type_that_is_not_in_the_contract_fails() =>
        await FailsAsync("GET", "/api/applications", Answer(HttpStatusCode.OK, "[]", "text/plain"), "text/plain");

    [Fact]
    public async Task An_address_that_is_not_in_the_contract_fails() =>
        await FailsAsync("GET", "/api/applications/A/votes", Answer(HttpStatusCode.OK, "{}"), "no operation");

    [Fact]
    public async Task A_missing_header_fails() =>
        await FailsAsync("GET", "/api/applications/A/timeline", Answer(HttpStatusCode.NotFound, Problem, "application/problem+json"), "Content-Language");

    [Fact]
    public async Task A_code_under_another_status_than_its_own_fails()
    {
        HttpResponseMessage answer = Answer(HttpStatusCode.NotFound, Problem.Replace("\"code\":\"not_found\",\"errors\"", "\"code\":\"stale_edit\",\"errors\"", StringComparison.Ordinal), "application/problem+json");
        answer.Content.Headers.ContentLanguage.Add("fr");

        await FailsAsync("GET", "/api/applications/A/timeline", answer, "code");
    }

    [Fact]
    public async Task A_problem_that_speaks_of_another_status_fails()
    {
        HttpResponseMessage answer = Answer(HttpStatusCode.NotFound, Problem.Replace("404", "410", StringComparison.Ordinal), "application/problem+json");
        answer.Content.Headers.ContentLanguage.Add("fr");

        await FailsAsync("GET", "/api/applications/A/timeline", answer, "status 410");
    }

    [Theory]
    [InlineData("""{"accepted":true,"sure":true}""", "sure")]
    [InlineData("""{"reason":"Illisible."}""", "accepted")]
    public async Task An_accepted_request_that_is_not_in_the_contract_fails(string body, string where) =>
        await FailsAsync("POST", "/api/applications/A/documents/B/verdict", Answer(HttpStatusCode.OK, "{}"), where, new StringContent(body, Encoding.UTF8, "application/json"));

    [Fact]
    public async Task An_accepted_request_without_a_required_header_fails() =>
        await FailsAsync("POST", "/api/payment-files", Answer(HttpStatusCode.Accepted, """{"id":"PF-10-0123456789ABCDEF"}"""), "Idempotency-Key");

    private static HttpResponseMessage Answer(HttpStatusCode status, string body, string type = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    private static async Task FailsAsync(string method, string path, HttpResponseMessage answer, string where, HttpContent? content = null)
    {
        ContractException failure = await Assert.ThrowsAsync<ContractException>(() => AskAsync(method, path, answer, content));
        Assert.Contains(where, failure.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(string method, string path, HttpResponseMessage answer, HttpContent? content = null)
    {
        using HttpClient client = new(new ContractHandler(new Answering(answer))) { BaseAddress = new Uri("http://tasdir.test") };
        using HttpRequestMessage request = new(new HttpMethod(method), path) { Content = content };
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class Answering(HttpResponseMessage answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer);
    }
}
