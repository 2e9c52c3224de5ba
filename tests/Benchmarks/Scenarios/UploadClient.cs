using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>How the sending goes, of all clients.</summary>
internal sealed class UploadCount
{
    public Samples Blocks { get; } = new();

    public Samples Files { get; } = new();

    public int Requests;

    public long Bytes;

    public int Done;
}

/// <summary>An applicant with a draft, who sends one file over a connection of its own.</summary>
internal sealed class UploadClient(int number, int bytes) : IDisposable
{
    private const string Kind = "action-plan";
    private const int Applicants = 3;
    private readonly GeneratedPdf _file = new(number, bytes);
    private HttpClient _http = new();
    private string _reference = "";
    private string _sha256 = "";

    private string Path => $"/api/applications/{_reference}";

    /// <summary>Signs in; to begin with, begins a draft.</summary>
    public async Task SignInAsync(int port)
    {
        _http.Dispose();
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri($"http://localhost:{port}"), Timeout = TimeSpan.FromMinutes(10) };
        JsonNode token = await _http.PostAsJsonAsync("/local/identity/token", new { person = $"applicant-{1 + (number % Applicants)}" }).DoneAsync();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);
        if (_reference.Length == 0)
        {
            JsonObject form = Journey.Form();
            form["ice"] = SampleFiles.NewIce();
            _reference = (string)(await _http.SayAsync("/api/applications", form, ApiRequests.NewKey()).DoneAsync())["reference"]!;
            _sha256 = _file.Sha256();
        }
    }

    /// <summary>Sends the file: every other client in blocks.</summary>
    public async Task SendAsync(UploadCount count)
    {
        await count.Files.TimeAsync(() => number % 2 == 0 ? SendWholeAsync(count) : SendBlocksAsync(count));
        Interlocked.Increment(ref count.Done);
    }

    /// <summary>Whether the document that is there is the one that was sent, and whether its automatic checks are done.</summary>
    public async Task<bool> CheckAsync()
    {
        JsonNode document = (await _http.GetAsync(Path).DoneAsync())["documents"]!.AsArray()[^1]!;
        Run.Check($"the content of {_reference}", _sha256, (string?)document["sha256"]);
        Run.Check($"whether {_reference} may be used", true, (bool)document["usable"]!);
        return (bool)document["checked"]!;
    }

    public void Dispose() => _http.Dispose();

    private async Task SendWholeAsync(UploadCount count)
    {
        HttpContent content = _file.Content(0, _file.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        content.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=\"plan.pdf\"");
        await _http.BringAsync(_reference, Kind, content, ApiRequests.NewKey()).DoneAsync();
        Add(count, _file.Bytes);
    }

    private async Task SendBlocksAsync(UploadCount count)
    {
        object announced = new { kind = Kind, fileName = "plan.pdf", contentType = "application/pdf", bytes = _file.Bytes, sha256 = _sha256 };
        JsonNode upload = await _http.SayAsync($"{Path}/uploads", announced, ApiRequests.NewKey()).DoneAsync();
        Add(count, 0);
        (string id, int blockBytes, int blocks) = ((string)upload["uploadId"]!, (int)upload["blockBytes"]!, (int)upload["blocks"]!);
        for (int block = 1; block <= blocks; block++)
        {
            int from = (block - 1) * blockBytes;
            int bytes = Math.Min(blockBytes, _file.Bytes - from);
            string address = string.Create(CultureInfo.InvariantCulture, $"{Path}/uploads/{id}/blocks/{block}");
            await count.Blocks.TimeAsync(async () =>
            {
                using HttpResponseMessage answer = await _http.PutAsync(address, _file.Content(from, bytes));
                answer.EnsureSuccessStatusCode();
            });
            Add(count, bytes);
        }

        await _http.SayAsync($"{Path}/uploads/{id}/commit").DoneAsync();
        Add(count, 0);
    }

    private static void Add(UploadCount count, long bytes)
    {
        Interlocked.Increment(ref count.Requests);
        Interlocked.Add(ref count.Bytes, bytes);
    }
}
