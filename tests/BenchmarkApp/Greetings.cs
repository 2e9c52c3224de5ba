using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.BenchmarkApp;

/// <summary>The samples that engines are compared by, and a request that does nothing.</summary>
public static class Greetings
{
    private static readonly string[] s_cities = ["Tokyo", "Seattle", "London", "Amsterdam", "Rabat"];

    /// <summary>Five activities, one after the other.</summary>
    [Function("HelloCities5")]
    public static async Task<string> HelloCities([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        List<string> said = [];
        foreach (string city in s_cities)
        {
            said.Add(await context.CallActivityAsync<string>("SayHello", city));
        }

        return string.Join(' ', said);
    }

    /// <summary>Greets.</summary>
    [Function("SayHello")]
    public static string SayHello([ActivityTrigger] string name) => $"Hello {name}!";

    /// <summary>So many activities, one after the other.</summary>
    [Function("Sequence")]
    public static async Task<int> Sequence([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        int number = 0;
        for (int i = 0; i < count; i++)
        {
            number = await context.CallActivityAsync<int>("Next", number);
        }

        return number;
    }

    /// <summary>Counts.</summary>
    [Function("Next")]
    public static int Next([ActivityTrigger] int number) => number + 1;

    /// <summary>Answers.</summary>
    [Function("Ping")]
    public static IResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ping")] HttpRequest request) =>
        Results.Text(request.Path.Value);
}
