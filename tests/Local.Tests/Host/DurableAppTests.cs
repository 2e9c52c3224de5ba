using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Host;

public sealed class DurableAppTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_and_response_data_carry_method_address_query_headers_cookies_and_body()
    {
        await using var host = await TestHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/echo?word=w%20d") { Content = new StringContent("body") };
        request.Headers.Add("X-Asked", "yes");
        request.Headers.Add("Cookie", "last=biscuit");

        var response = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("w d", response.Headers.GetValues("X-Query").Single());
        Assert.Equal("yes", response.Headers.GetValues("X-Asked").Single());
        Assert.StartsWith("seen=biscuit;", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal("PUT /echo body", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task An_instance_is_watched_and_answered_at_the_addresses_that_its_start_gives()
    {
        await using var host = await TestHost.StartAsync();
        var start = await host.Client.PostAsJsonAsync("/durable/SampleWaiting/w1", new { name = "Ada", times = 2 }, Cancellation);
        var links = await start.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var status = Link(links, "statusQueryGetUri");
        Assert.Equal((HttpStatusCode.Accepted, status), (start.StatusCode, start.Headers.Location!.ToString()));
        await host.Services.GetRequiredService<DurableEngine>().WhenIdleAsync(Cancellation);

        var waiting = await host.Client.GetAsync(status, Cancellation);
        Assert.Equal((HttpStatusCode.Accepted, status), (waiting.StatusCode, waiting.Headers.Location!.ToString()));
        var seen = await waiting.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("Running", seen.GetProperty("runtimeStatus").GetString());
        Assert.Equal("Ada", seen.GetProperty("input").GetProperty("name").GetString());
        Assert.Equal("Go", seen.GetProperty("customStatus").GetProperty("waitsFor").GetString());

        var raise = Link(links, "sendEventPostUri").Replace("{eventName}", "go", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsync(raise, new StringContent("x"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await host.Client.PostAsJsonAsync(raise, "Hello", Cancellation)).StatusCode);
        var ended = await EndOfAsync(host, "w1");
        Assert.Equal("Hello Ada Hello Ada", ended.ReadOutputAs<string>());
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(status, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await host.Client.PostAsJsonAsync(raise, "again", Cancellation)).StatusCode);

        var purged = await (await host.Client.DeleteAsync(status, Cancellation)).Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(1, purged.GetProperty("instancesDeleted").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(status, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task An_instance_is_suspended_resumed_terminated_and_restarted_at_its_addresses()
    {
        await using var host = await TestHost.StartAsync();
        var engine = host.Services.GetRequiredService<DurableEngine>();
        await host.Client.PostAsJsonAsync("/durable/SampleWaiting/w2", new { name = "Ada", times = 1 }, Cancellation);
        const string Instance = "/runtime/webhooks/durabletask/instances/w2";

        Assert.Equal(("Accepted", "Suspended"), await SteerAsync("suspend?reason=lunch"));
        Assert.Equal(("Accepted", "Running"), await SteerAsync("resume"));
        Assert.Equal(("Accepted", "Terminated"), await SteerAsync("terminate?reason=enough"));
        Assert.Equal(("Gone", "Terminated"), await SteerAsync("suspend"));
        var restarted = await host.Client.PostAsync(Instance + "/restart?restartWithNewInstanceId=false", null, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, restarted.StatusCode);
        await engine.WhenIdleAsync(Cancellation);
        Assert.Equal("Running", (await engine.Client.GetInstanceAsync("w2", Cancellation))!.RuntimeStatus.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.PostAsync("/runtime/webhooks/durabletask/instances/none/suspend", null, Cancellation)).StatusCode);

        async Task<(string Answer, string Status)> SteerAsync(string verb)
        {
            await engine.WhenIdleAsync(Cancellation);
            var answer = await host.Client.PostAsync($"{Instance}/{verb}", null, Cancellation);
            await engine.WhenIdleAsync(Cancellation);
            return (answer.StatusCode.ToString(), (await engine.Client.GetInstanceAsync("w2", Cancellation))!.RuntimeStatus.ToString());
        }
    }

    [Fact]
    public async Task Instances_are_started_listed_by_status_and_purged_at_the_management_address()
    {
        await using var host = await TestHost.StartAsync();
        const string Management = "/runtime/webhooks/durabletask";
        await host.Client.PostAsJsonAsync(Management + "/orchestrators/SampleFailing/f1", "", Cancellation);
        await host.Client.PostAsJsonAsync(Management + "/orchestrators/SampleWaiting/f2", new { name = "B", times = 1 }, Cancellation);
        await host.Services.GetRequiredService<DurableEngine>().WhenIdleAsync(Cancellation);

        var failed = await host.Client.GetFromJsonAsync<JsonElement>(Management + "/instances?runtimeStatus=Failed", Cancellation);
        Assert.Equal("f1 f1 is meant to fail.", $"{failed[0].GetProperty("instanceId")} {failed[0].GetProperty("output")}");
        Assert.Equal(1, failed.GetArrayLength());
        var error = await host.Client.GetAsync(Management + "/instances/f1?returnInternalServerErrorOnFailure=true", Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, error.StatusCode);

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.DeleteAsync(Management + "/instances", Cancellation)).StatusCode);
        var purged = await host.Client.DeleteAsync(Management + "/instances?createdTimeFrom=2000-01-01&runtimeStatus=Failed,Completed", Cancellation);
        Assert.Equal(1, (await purged.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("instancesDeleted").GetInt32());
    }

    [Fact]
    public async Task Activities_are_given_records_numbers_optional_values_json_lists_and_their_context()
    {
        await using var host = await TestHost.StartAsync();

        var ended = await RunAsync(host, "SampleInputs", "");

        Assert.Equal(
            ["A2", "8", "nothing", "2", "x+y", "in run True 0", "True SampleInputs"],
            ended.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task Entities_are_classes_of_state_or_classes_made_with_services()
    {
        await using var host = await TestHost.StartAsync();

        var counted = await RunAsync(host, "SampleCounting", "");

        Assert.Equal([2, 2], counted.ReadOutputAs<int[]>()!);
    }

    private static string Link(JsonElement links, string name) =>
        links.EnumerateObject().Single(link => link.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.GetString()!;

    private static async Task<OrchestrationMetadata> RunAsync(TestHost host, string orchestration, object input)
    {
        var start = await host.Client.PostAsJsonAsync($"/durable/{orchestration}/run", input, Cancellation);
        start.EnsureSuccessStatusCode();
        return await EndOfAsync(host, "run");
    }

    private static async Task<OrchestrationMetadata> EndOfAsync(TestHost host, string id)
    {
        var ended = await host.Services.GetRequiredService<DurableEngine>().Client
            .WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal((OrchestrationRuntimeStatus.Completed, null), (ended.RuntimeStatus, ended.FailureDetails));
        return ended;
    }
}
