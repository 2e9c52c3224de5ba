using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Local.Demo;
using Tasdir.Storage;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>A file is taken for what it is, as far as it is asked for; a refused one leaves nothing behind.</summary>
public sealed class UploadTests(SharedApp shared) : SharedAppTests(shared)
{
    private static readonly byte[] s_pdf = "%PDF-1.7\n"u8.ToArray();
    private static readonly byte[] s_jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F'];
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];

    public static TheoryData<string, byte[]> WhatTheyAre => new()
    {
        { "application/pdf", s_pdf },
        { "application/pdf", [.. Encoding.ASCII.GetBytes(new string(' ', 1000)), .. s_pdf] },
        { "image/jpeg", s_jpeg },
        { "image/png", s_png },
        { "IMAGE/PNG; charset=binary", s_png },
    };

    public static TheoryData<string, byte[]> WhatTheyAreNot => new()
    {
        { "application/pdf", s_png },
        { "application/pdf", "<html>%PDF</html>"u8.ToArray() },
        { "application/pdf", [.. Encoding.ASCII.GetBytes(new string(' ', 1020)), .. s_pdf] },
        { "application/pdf", "%PDF"u8.ToArray() },
        { "image/jpeg", s_pdf },
        { "image/jpeg", s_png },
        { "image/png", s_jpeg },
        { "image/png", "MZ\x90\0"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(WhatTheyAre))]
    public async Task A_file_of_a_taken_format_is_taken(string type, byte[] content)
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);

        using HttpResponseMessage answer = await draft.Applicant.BringAsync(draft.Reference, "statutes", File(content, type), ApiRequests.NewKey());

        JsonNode document = Assert.Single((await answer.JsonAsync())["documents"]!.AsArray())!;
        Assert.Equal((HttpStatusCode.Created, content.Length), (answer.StatusCode, (int)document["bytes"]!));
        Assert.Equal(type.Split(';')[0].ToLowerInvariant(), (string?)document["contentType"]);
        Assert.Equal(draft.Path, answer.Headers.Location!.ToString());
    }

    [Theory]
    [MemberData(nameof(WhatTheyAreNot))]
    public async Task A_file_that_is_not_what_it_says_is_refused(string type, byte[] content) =>
        await RefusedAsync(File(content, type), HttpStatusCode.UnprocessableEntity, "file_not_what_it_says");

    [Fact]
    public async Task An_empty_file_is_refused() => await RefusedAsync(File([]), HttpStatusCode.UnprocessableEntity, "file_empty");

    [Fact]
    public async Task An_empty_file_that_comes_in_chunks_is_refused() =>
        await RefusedAsync(InChunks([]), HttpStatusCode.UnprocessableEntity, "file_empty");

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    [InlineData("image/svg+xml")]
    public async Task A_format_that_is_not_taken_is_refused(string type) =>
        await RefusedAsync(File("{}"u8.ToArray(), type), HttpStatusCode.UnsupportedMediaType, "content_type_unsupported");

    [Theory]
    [InlineData("passport", HttpStatusCode.UnprocessableEntity, "document_kind_unknown")]
    [InlineData("", HttpStatusCode.UnprocessableEntity, "document_kind_unknown")]
    [InlineData("../statutes", HttpStatusCode.UnprocessableEntity, "document_kind_unknown")]
    public async Task An_unknown_kind_of_document_is_refused(string kind, HttpStatusCode status, string code) =>
        await RefusedAsync(File(s_pdf), status, code, "kind", kind);

    [Fact]
    public async Task A_document_without_its_kind_is_refused()
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(async () => await draft.Applicant
            .TellAsync(HttpMethod.Post, draft.Path + "/documents", File(s_pdf), ("Idempotency-Key", ApiRequests.NewKey()))
            .RefusesAsync(HttpStatusCode.BadRequest, "query_invalid", "kind"));
    }

    [Fact]
    public async Task While_a_complement_is_awaited_only_what_was_asked_for_is_taken()
    {
        Journey asked = await Journey.ToAsync(App, CaseState.ComplementRequested);

        await asked.AddsNothingAsync(async () => await asked.Applicant.BringAsync(asked.Reference, "statutes", File(s_pdf), ApiRequests.NewKey())
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_not_asked", "kind"));
        Assert.Equal(2, (await asked.BringAsync("rib-certificate"))["documents"]!.AsArray().Count(document => (string?)document!["kind"] == "rib-certificate"));
    }

    [Theory]
    [InlineData(CaseState.DocumentCheck)]
    [InlineData(CaseState.Committee)]
    public async Task When_no_document_is_awaited_none_is_taken(CaseState state)
    {
        Journey journey = await StandingAsync(state);

        await journey.AddsNothingAsync(async () => await journey.Applicant.BringAsync(journey.Reference, "statutes", File(s_pdf), ApiRequests.NewKey())
            .RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state"));
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_however_it_comes_and_one_as_long_as_the_limit_is_taken()
    {
        await using TestApp small = await TestApp.StartAsync(await Shared.StorageAsync(), settings: ["--Uploads:MaxBytes", "4096"]);
        Journey draft = await Journey.ToAsync(small, CaseState.Draft);
        byte[] longest = [.. s_pdf, .. new byte[4096 - s_pdf.Length]];
        byte[] huge = [.. s_pdf, .. new byte[1_000_000]];

        await draft.AddsNothingAsync(async () =>
        {
            await BringAsync(File([.. longest, 0])).RefusesAsync(HttpStatusCode.RequestEntityTooLarge, "file_too_large");
            await BringAsync(InChunks([.. longest, 0])).RefusesAsync(HttpStatusCode.RequestEntityTooLarge, "file_too_large");
            await BringAsync(InChunks(huge)).RefusesAsync(HttpStatusCode.RequestEntityTooLarge, "file_too_large");
        });
        Assert.Empty(await StoredAsync(small, draft));
        Assert.Equal(HttpStatusCode.Created, (await BringAsync(File(longest))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await BringAsync(InChunks(longest))).StatusCode);

        Task<HttpResponseMessage> BringAsync(HttpContent file) => draft.Applicant.BringAsync(draft.Reference, "statutes", file, ApiRequests.NewKey());
    }

    [Fact]
    public async Task A_kind_of_document_has_the_limit_that_the_programme_gives_it()
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        byte[] sixMegabytes = [.. s_pdf, .. new byte[6 * 1024 * 1024]];

        await RefusedAsync(InChunks(sixMegabytes), HttpStatusCode.RequestEntityTooLarge, "file_too_large", kind: "sworn-statement");
        JsonNode problem = await draft.Applicant.BringAsync(draft.Reference, "sworn-statement", File(sixMegabytes), ApiRequests.NewKey())
            .RefusesAsync(HttpStatusCode.RequestEntityTooLarge, "file_too_large");

        Assert.Contains("5", (string)problem["title"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_sender_goes_away_leaves_nothing_behind()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        using CancellationTokenSource gone = new();
        BreakingContent file = new(s_pdf, gone);
        using HttpRequestMessage request = new(HttpMethod.Post, draft.Path + "/documents?kind=statutes") { Content = file };
        request.Headers.Add("Idempotency-Key", ApiRequests.NewKey());

        await Assert.ThrowsAnyAsync<Exception>(() => draft.Applicant.SendAsync(request, gone.Token));

        await draft.BringAsync("action-plan");
        List<string> stored = await World.UntilAsync(
            "the removal of the broken file", async () => await StoredAsync(App, draft) is { Count: 1 } blobs ? blobs : null, TestContext.Current.CancellationToken);
        Assert.Equal((string?)Assert.Single((await draft.ReadAsync())["documents"]!.AsArray())!["id"], stored[0].Split('/')[1]);
    }

    private static HttpContent File(byte[] content, string type = "application/pdf") => content.AsFile(type: type);

    private static Chunked InChunks(byte[] content)
    {
        Chunked file = new(content, "application/pdf");
        file.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=\"piece.pdf\"");
        return file;
    }

    private async Task RefusedAsync(HttpContent file, HttpStatusCode status, string code, string? field = null, string kind = "statutes")
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        await draft.AddsNothingAsync(async () =>
            await draft.Applicant.BringAsync(draft.Reference, kind, file, ApiRequests.NewKey()).RefusesAsync(status, code, field));
        Assert.Empty(await StoredAsync(App, draft));
    }

    private static async Task<List<string>> StoredAsync(TestApp app, Journey journey)
    {
        List<string> names = [];
        await foreach (BlobItem blob in app.Services.GetRequiredService<StorageClients>().Container(Keys.Documents)
            .GetBlobsAsync(new GetBlobsOptions { Prefix = journey.Reference + "/" }, TestContext.Current.CancellationToken))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    /// <summary>A file whose sender breaks off in the middle.</summary>
    private sealed class BreakingContent : HttpContent
    {
        private readonly byte[] _begun;
        private readonly CancellationTokenSource _gone;

        public BreakingContent(byte[] begun, CancellationTokenSource gone)
        {
            (_begun, _gone) = (begun, gone);
            Headers.ContentType = new("application/pdf");
            Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=\"piece.pdf\"");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_begun, CancellationToken.None);
            await stream.FlushAsync(CancellationToken.None);
            await _gone.CancelAsync();
            throw new IOException("The line broke.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 100_000;
            return true;
        }
    }
}
