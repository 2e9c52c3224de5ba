using System.Net;
using System.Text.Json.Nodes;
using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Tasdir.Domain.Cases;
using Tasdir.Local.Azurite;
using Tasdir.TestKit;
using Tasdir.TestKit.Contract;

namespace Tasdir.Functions.Tests.Http;

/// <summary>Whatever fails inside, the caller gets a problem document that says what to do and nothing of what went wrong.</summary>
public sealed class FaultTests(FaultTests.FaultyApp faulty) : IClassFixture<FaultTests.FaultyApp>
{
    private const string Secret = "AccountKey=c2VjcmV0";
    private const string FaultHeader = "X-Fault";

    [Fact]
    public async Task A_storage_that_does_not_answer_is_to_be_tried_again_and_then_nothing_is_lost()
    {
        string folder = Directory.CreateTempSubdirectory("tasdir-storage-").FullName;
        StorageEmulator storage = await StorageEmulator.StartAsync(folder, cancellation: TestContext.Current.CancellationToken);
        StoragePorts ports = storage.Ports;
        await using (TestApp app = await TestApp.StartAsync(storage))
        {
            Journey draft = await Journey.ToAsync(app, CaseState.Draft);
            string key = ApiRequests.NewKey();

            await storage.DisposeAsync();
            await Task.WhenAll(
                TryAgainAsync(draft.Applicant.GetAsync(draft.Path, TestContext.Current.CancellationToken)),
                TryAgainAsync(draft.Applicant.GetAsync("/api/applications", TestContext.Current.CancellationToken)),
                TryAgainAsync(draft.Applicant.GetAsync($"/applications/{draft.Reference}", TestContext.Current.CancellationToken)),
                TryAgainAsync(draft.Official("accountant").GetAsync("/api/bank-reports/0123456789abcdef0123456789abcdef", TestContext.Current.CancellationToken)),
                TryAgainAsync(draft.Applicant.SayAsync(draft.Path + "/withdrawal", key: key)),
                TryAgainAsync(draft.Applicant.SayAsync("/api/applications", Journey.Form(), key)));

            storage = await StorageEmulator.StartAsync(folder, ports, cancellation: TestContext.Current.CancellationToken);
            JsonNode begun = await draft.Applicant.SayAsync("/api/applications", Journey.Form(), key).DoneAsync();
            Assert.Equal("withdrawn", (string?)(await draft.Applicant.SayAsync(draft.Path + "/withdrawal", key: key).DoneAsync())["state"]);
            Assert.NotEqual(draft.Reference, (string?)begun["reference"]);
        }

        await storage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("unexpected", HttpStatusCode.InternalServerError, "internal_error")]
    [InlineData("cancelled", HttpStatusCode.InternalServerError, "internal_error")]
    [InlineData("storage", HttpStatusCode.ServiceUnavailable, "try_again_later")]
    [InlineData("retries", HttpStatusCode.ServiceUnavailable, "try_again_later")]
    [InlineData("no answer", HttpStatusCode.ServiceUnavailable, "try_again_later")]
    [InlineData("late", HttpStatusCode.ServiceUnavailable, "try_again_later")]
    [InlineData("several", HttpStatusCode.InternalServerError, "internal_error")]
    public async Task A_fault_tells_the_caller_nothing_of_the_inside(string fault, HttpStatusCode status, string code)
    {
        TestApp app = await faulty.StartAsync();

        using HttpResponseMessage answer = await app.SignedIn("officer-10").TellAsync(HttpMethod.Get, "/api/desk", null, (FaultHeader, fault));

        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, code), (answer.StatusCode, (string?)JsonNode.Parse(body)!["code"]));
        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, answer.Headers.RetryAfter is not null);
        Assert.DoesNotMatch($"{Secret}|Exception| at |\\.cs", body);
    }

    [Theory]
    [InlineData("unexpected", HttpStatusCode.InternalServerError)]
    [InlineData("storage", HttpStatusCode.ServiceUnavailable)]
    public async Task Every_operation_tells_a_fault_as_its_contract_has_it(string fault, HttpStatusCode status)
    {
        TestApp app = await faulty.StartAsync();
        // What is embedded in the program stands on no storage.
        IEnumerable<ApiOperation> operations = ApiContract.Served.Operations
            .Where(operation => fault == "unexpected" || operation.Id is not ("ReadStylesheet" or "ReadApiDocument"));

        foreach (ApiOperation operation in operations)
        {
            string path = operation.Path.Replace("{tranche}", "1", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal);
            using HttpResponseMessage answer = await app.Http.TellAsync(new HttpMethod(operation.Method), path, null, (FaultHeader, fault));
            Assert.Equal((operation.Id, status), (operation.Id, answer.StatusCode));
        }
    }

    private static Exception Made(string fault) => fault switch
    {
        "storage" => new RequestFailedException(403, Secret),
        "retries" => new AggregateException(new RequestFailedException(500, Secret), new RequestFailedException(Secret)),
        "no answer" => new AggregateException(new TaskCanceledException(Secret), new RequestFailedException(Secret)),
        "late" => new TimeoutException(Secret),
        "several" => new AggregateException(new RequestFailedException(Secret), new InvalidOperationException(Secret)),
        "cancelled" => new TaskCanceledException(Secret),
        _ => new InvalidOperationException(Secret),
    };

    private static async Task TryAgainAsync(Task<HttpResponseMessage> answering)
    {
        using HttpResponseMessage answer = await answering;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta!.Value));
        Assert.Equal("try_again_later", (string?)(await answer.JsonAsync())["code"]);
    }

    /// <summary>An app whose functions fail as a header says.</summary>
    public sealed class FaultyApp : IAsyncDisposable
    {
        private readonly Lazy<Task<TestApp>> _app;

        public FaultyApp(SharedApp shared) => _app = new(async () => await TestApp.StartAsync(
            await shared.StorageAsync(),
            builder => builder.UseMiddleware((context, next) =>
                context.GetHttpContext()?.Request.Headers[FaultHeader] is [{ } fault] ? throw Made(fault) : next())));

        public Task<TestApp> StartAsync() => _app.Value;

        public async ValueTask DisposeAsync()
        {
            if (_app.IsValueCreated)
            {
                await (await _app.Value).DisposeAsync();
            }
        }
    }
}
