using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Host;

public sealed record Greeting(string Name, int Times);

/// <summary>What a durable app has: a starter, orchestrations, activities with inputs of all kinds, entities.</summary>
public static class SampleDurableApp
{
    [Function("SampleStart")]
    public static async Task<HttpResponseData> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "durable/{orchestration}/{id}")] HttpRequestData request,
        [DurableClient] DurableTaskClient client,
        string orchestration,
        string id,
        CancellationToken cancellation)
    {
        var input = await request.ReadFromJsonAsync<JsonElement>(cancellation);
        await client.ScheduleNewOrchestrationInstanceAsync(orchestration, input, new StartOrchestrationOptions(id), cancellation);
        return await client.CreateCheckStatusResponseAsync(request, id, cancellation);
    }

    [Function("SampleEcho")]
    public static async Task<HttpResponseData> Echo([HttpTrigger("put", Route = "echo")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.Created);
        response.Headers.Add("X-Query", request.Query["word"]);
        response.Headers.Add("X-Asked", request.Headers.GetValues("X-Asked"));
        response.Cookies.Append("seen", request.Cookies.Single().Value);
        await response.WriteStringAsync($"{request.Method} {request.Url.AbsolutePath} {await request.ReadAsStringAsync()}");
        return response;
    }

    [Function("SampleWaiting")]
    public static async Task<string> Waiting([OrchestrationTrigger] TaskOrchestrationContext context, Greeting greeting)
    {
        context.SetCustomStatus(new { waitsFor = "Go" });
        var word = await context.WaitForExternalEvent<string>("Go");
        return string.Join(' ', Enumerable.Repeat($"{word} {greeting.Name}", greeting.Times));
    }

    [Function("SampleFailing")]
    public static Task Failing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new InvalidOperationException($"{context.InstanceId} is meant to fail.");

    [Function("SampleInputs")]
    public static async Task<string[]> Inputs([OrchestrationTrigger] TaskOrchestrationContext context, FunctionContext function) =>
    [
        await context.CallActivityAsync<string>("SampleRecord", new { name = "A", TIMES = 2 }),
        await context.CallActivityAsync<string>("SampleNumber", 7),
        await context.CallActivityAsync<string>("SampleNullable"),
        await context.CallActivityAsync<string>("SampleJson", new { deep = Enumerable.Range(1, 2) }),
        await context.CallActivityAsync<string>("SampleList", "xy".Select(letter => $"{letter}").ToList()),
        await context.CallActivityAsync<string>("SampleContext", "in"),
        $"{ReferenceEquals(context.GetFunctionContext(), function)} {function.FunctionDefinition.Name}",
    ];

    [Function("SampleRecord")]
    public static string Record([ActivityTrigger] Greeting input) => $"{input.Name}{input.Times}";

    [Function("SampleNumber")]
    public static string Number([ActivityTrigger] int input) => $"{input + 1}";

    [Function("SampleNullable")]
    public static string Optional([ActivityTrigger] int? input) => input is null ? "nothing" : "something";

    [Function("SampleJson")]
    public static string Json([ActivityTrigger] JsonElement input) => input.GetProperty("deep")[1].GetRawText();

    [Function("SampleList")]
    public static string List([ActivityTrigger] List<string> input) => string.Join('+', input);

    [Function("SampleContext")]
    public static string Context([ActivityTrigger] string input, FunctionContext context, string instanceId) =>
        $"{input} {instanceId} {context.InvocationId.Length > 0} {context.RetryContext.RetryCount}";

    [Function("SampleTally")]
    public static Task Tally([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<Tally>();

    [Function("SampleTallyEntity")]
    public static Task TallyEntity([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<TallyEntity>();

    [Function("SampleCounting")]
    public static async Task<int[]> Counting([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var results = new List<int>();
        foreach (var name in (string[])["SampleTally", "SampleTallyEntity"])
        {
            var id = new EntityInstanceId(name, context.InstanceId);
            await context.Entities.CallEntityAsync(id, "add", 2);
            results.Add(await context.Entities.CallEntityAsync<int>(id, "get"));
        }

        return [.. results];
    }

}

public sealed class Tally
{
    public int Value { get; set; }

    public void Add(int amount) => Value += amount;

    public int Get() => Value;
}

public sealed class TallyEntity(Visit visit) : TaskEntity<int>
{
    public void Add(int amount) => State += visit.Id == Guid.Empty ? 0 : amount;

    public int Get() => State;
}
