using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tasdir.Functions.Demo;

/// <summary>Somebody who uses Tasdir over HTTP. Every request that changes something carries a key, so that it can be sent again.</summary>
public sealed class Person(HttpClient http, string token, string id)
{
    private int _requests;

    /// <summary>Signs one of the ready-made people in.</summary>
    public static async Task<Person> SignInAsync(HttpClient http, string id, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/local/identity/token", new { person = id }, cancellation);
        JsonNode answer = await ReadAsync(response, cancellation);
        return new Person(http, answer["access_token"]!.GetValue<string>(), id);
    }

    /// <summary>Looks at something.</summary>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, path);
        using HttpResponseMessage response = await http.SendAsync(request, cancellation);
        return await ReadAsync(response, cancellation);
    }

    /// <summary>Takes a file.</summary>
    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, path);
        using HttpResponseMessage response = await http.SendAsync(request, cancellation);
        return response.EnsureSuccessStatusCode().StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsByteArrayAsync(cancellation)
            : throw new InvalidOperationException($"{path} is not ready.");
    }

    /// <summary>Does something.</summary>
    public async Task<JsonNode> PostAsync(string path, object? body, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Keyed(HttpMethod.Post, path);
        request.Content = JsonContent.Create(body ?? new { });
        using HttpResponseMessage response = await http.SendAsync(request, cancellation);
        return await ReadAsync(response, cancellation);
    }

    /// <summary>Brings a document.</summary>
    public Task<JsonNode> UploadAsync(string reference, SampleFile file, CancellationToken cancellation) =>
        SendFileAsync($"/api/applications/{reference}/documents?kind={file.Kind}", "application/pdf", file.FileName, file.Content, cancellation);

    /// <summary>Brings a file.</summary>
    public async Task<JsonNode> SendFileAsync(
        string path, string contentType, string fileName, byte[] content, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Keyed(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(content);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = fileName };
        using HttpResponseMessage response = await http.SendAsync(request, cancellation);
        return await ReadAsync(response, cancellation);
    }

    private HttpRequestMessage Keyed(HttpMethod method, string path)
    {
        HttpRequestMessage request = Request(method, path);
        request.Headers.Add("Idempotency-Key", $"{id}-request-{++_requests:0000}");
        return request;
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.ParseAdd("fr");
        return request;
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string body = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(body.Length == 0 ? "{}" : body)!
            : throw new InvalidOperationException(
                $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.PathAndQuery} answered {(int)response.StatusCode}: {body}");
    }
}
