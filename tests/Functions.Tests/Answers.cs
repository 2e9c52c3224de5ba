using System.Net;
using System.Text.Json.Nodes;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests;

/// <summary>What tests say of answers.</summary>
internal static class Answers
{
    /// <summary>The answer refuses with a code, at a field or at the request as a whole.</summary>
    public static async Task<JsonNode> RefusesAsync(this Task<HttpResponseMessage> answering, HttpStatusCode status, string code, string? field = null)
    {
        using HttpResponseMessage answer = await answering;
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {body}");
        JsonNode problem = JsonNode.Parse(body)!;
        JsonNode first = problem["errors"]![0]!;
        Assert.Equal((code, code, field), ((string?)problem["code"], (string?)first["code"], (string?)first["field"]));
        return problem;
    }

    /// <summary>The page refuses with a code.</summary>
    public static async Task<string> RefusesAsPageAsync(this Task<HttpResponseMessage> answering, HttpStatusCode status, string code)
    {
        using HttpResponseMessage answer = await answering;
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {page}");
        Assert.Contains($"data-code=\"{code}\"", page, StringComparison.Ordinal);
        return page;
    }

    /// <summary>The page says that the vote is recorded.</summary>
    public static async Task RecordsAsync(this Task<HttpResponseMessage> answering) =>
        await answering.RefusesAsPageAsync(HttpStatusCode.OK, "done");

    /// <summary>What is done in the block adds no fact to the log.</summary>
    public static async Task AddsNothingAsync(this Journey journey, Func<Task> block)
    {
        // What the automatic checks have still to say is nothing that the requests add.
        await journey.UntilScreenedAsync();
        int before = (await journey.FactsAsync()).Count;
        await block();
        Assert.Equal(before, (await journey.FactsAsync()).Count);
    }
}
