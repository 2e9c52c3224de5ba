using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tasdir.Local.Demo;

/// <summary>
/// One of the ready-made people, who uses Tasdir over HTTP. Every request that changes something carries a key, so that it
/// can be sent again; when the sign-in has run out, the person signs in anew.
/// </summary>
public sealed class Person(HttpClient http, string id)
{
    private string? _token;
    private int _requests;

    /// <summary>Looks at something.</summary>
    public Task<JsonNode> GetAsync(string path, CancellationToken cancellation) =>
        AskAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    /// <summary>Takes a file.</summary>
    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellation);
    }

    /// <summary>Does something.</summary>
    public Task<JsonNode> PostAsync(string path, object? body, CancellationToken cancellation)
    {
        string key = NextKey();
        return AskAsync(() => Keyed(path, key, JsonContent.Create(body ?? new { })), cancellation);
    }

    /// <summary>Brings a document.</summary>
    public Task<JsonNode> UploadAsync(string reference, SampleFile file, CancellationToken cancellation) =>
        SendFileAsync($"/api/applications/{reference}/documents?kind={file.Kind}", "application/pdf", file.FileName, file.Content, cancellation);

    /// <summary>Brings a file.</summary>
    public Task<JsonNode> SendFileAsync(string path, string contentType, string fileName, byte[] content, CancellationToken cancellation)
    {
        string key = NextKey();
        return AskAsync(
            () =>
            {
                ByteArrayContent body = new(content);
                body.Headers.ContentType = new MediaTypeHeaderValue(contentType);
                body.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = fileName };
                return Keyed(path, key, body);
            },
            cancellation);
    }

    private string NextKey() => $"{id}-request-{++_requests:0000}";

    private static HttpRequestMessage Keyed(string path, string key, HttpContent content)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private async Task<JsonNode> AskAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(request, cancellation);
        return await ReadAsync(response, cancellation);
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        bool fresh = _token is null;
        _token ??= await SignInAsync(cancellation);
        HttpResponseMessage response = await SendOnceAsync(request(), cancellation);
        if (response.StatusCode != HttpStatusCode.Unauthorized || fresh)
        {
            return response;
        }

        // Days have passed since the last request, and the sign-in with them.
        response.Dispose();
        _token = await SignInAsync(cancellation);
        return await SendOnceAsync(request(), cancellation);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            request.Headers.AcceptLanguage.ParseAdd("fr");
            return await http.SendAsync(request, cancellation);
        }
    }

    private async Task<string> SignInAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/local/identity/token", new { person = id }, cancellation);
        return (await ReadAsync(response, cancellation))["access_token"]!.GetValue<string>();
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
