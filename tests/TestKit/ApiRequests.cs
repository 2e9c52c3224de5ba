using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tasdir.TestKit;

/// <summary>The few shapes that requests to the API have.</summary>
public static class ApiRequests
{
    /// <summary>A key that was never used.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>Posts a body, or none; under a key, or none.</summary>
    public static Task<HttpResponseMessage> SayAsync(this HttpClient client, string path, object? body = null, string? key = null) =>
        client.TellAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), ("Idempotency-Key", key));

    /// <summary>Sends a content with headers; a header without value is left out.</summary>
    public static async Task<HttpResponseMessage> TellAsync(
        this HttpClient client, HttpMethod method, string path, HttpContent? content, params (string Name, string? Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        foreach ((string name, string? value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Brings a document.</summary>
    public static Task<HttpResponseMessage> BringAsync(this HttpClient client, string reference, string kind, HttpContent file, string? key) =>
        client.TellAsync(HttpMethod.Post, $"/api/applications/{reference}/documents?kind={kind}", file, ("Idempotency-Key", key));

    /// <summary>A file as it is sent.</summary>
    public static HttpContent AsFile(this byte[] content, string? disposition = "attachment; filename=\"piece.pdf\"", string type = "application/pdf")
    {
        ByteArrayContent file = new(content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (disposition is not null)
        {
            file.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        }

        return file;
    }

    /// <summary>The JSON of an answer.</summary>
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>The JSON of an answer that must not be a refusal.</summary>
    public static async Task<JsonNode> DoneAsync(this Task<HttpResponseMessage> answering)
    {
        using HttpResponseMessage answer = await answering;
        return answer.IsSuccessStatusCode
            ? await answer.JsonAsync()
            : throw new InvalidOperationException(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.PathAndQuery} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
