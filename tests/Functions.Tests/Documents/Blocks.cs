using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>A file that an applicant brings block by block.</summary>
internal sealed class Blocks
{
    private Blocks(Journey journey, HttpClient client, byte[] content, JsonNode upload) =>
        (Journey, Client, Content, Upload) = (journey, client, content, upload);

    public Journey Journey { get; }

    public HttpClient Client { get; }

    public byte[] Content { get; }

    /// <summary>The upload as it was when it was announced.</summary>
    public JsonNode Upload { get; }

    public int Count => (int)Upload["blocks"]!;

    public string Path => $"{Journey.Path}/uploads/{Upload["uploadId"]}";

    /// <summary>A PDF of random content.</summary>
    public static byte[] Pdf(int bytes) => [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(bytes - 9)];

    /// <summary>What is announced of a content.</summary>
    public static JsonObject Announcement(byte[] content, string kind = "statutes") => new()
    {
        ["kind"] = kind,
        ["fileName"] = "piece.pdf",
        ["contentType"] = "application/pdf",
        ["bytes"] = content.Length,
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
    };

    /// <summary>Announces a file.</summary>
    public static async Task<Blocks> BeginAsync(Journey journey, byte[] content, string kind = "statutes") => new(
        journey,
        journey.Applicant,
        content,
        await journey.Applicant.SayAsync(journey.Path + "/uploads", Announcement(content, kind), ApiRequests.NewKey()).DoneAsync());

    /// <summary>A block of the content, counted from 1.</summary>
    public byte[] Block(int number)
    {
        int size = (int)Upload["blockBytes"]!;
        return Content[((number - 1) * size)..Math.Min(number * size, Content.Length)];
    }

    /// <summary>Sends a block, as it is in the content or otherwise.</summary>
    public Task<HttpResponseMessage> SendAsync(int number, byte[]? content = null, string? digest = null)
    {
        ByteArrayContent block = new(content ?? Block(number));
        block.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return Client.TellAsync(HttpMethod.Put, $"{Path}/blocks/{number}", block, ("Content-Digest", digest));
    }

    /// <summary>Sends blocks, each with its digest.</summary>
    public async Task SendAllAsync(IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(number, digest: DigestOf(Block(number)))).StatusCode);
        }
    }

    /// <summary>Sends the first half of a block, and the line drops.</summary>
    public async Task DropInAsync(int number)
    {
        byte[] block = Block(number);
        using TcpClient line = new();
        await line.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = line.GetStream();
        string head = $"PUT {Path}/blocks/{number} HTTP/1.1\r\nHost: {Client.BaseAddress.Authority}\r\n"
            + $"Authorization: {Client.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/octet-stream\r\nContent-Length: {block.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        await stream.WriteAsync(block.AsMemory(0, block.Length / 2), TestContext.Current.CancellationToken);
        await stream.FlushAsync(TestContext.Current.CancellationToken);
        line.Client.Close(0);
    }

    /// <summary>The blocks that are there.</summary>
    public async Task<int[]> ReceivedAsync() =>
        [.. (await Client.GetAsync(Path, TestContext.Current.CancellationToken).DoneAsync())["received"]!.AsArray().Select(number => (int)number!)];

    /// <summary>Makes a document of the blocks.</summary>
    public Task<HttpResponseMessage> CommitAsync() => Client.SayAsync(Path + "/commit");

    /// <summary>A digest as RFC 9530 spells it.</summary>
    public static string DigestOf(byte[] content) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:";
}
