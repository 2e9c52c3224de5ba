using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Tasdir.Domain.Cases;
using Tasdir.Storage;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>A file is written straight to the storage, by an address that opens one place to write in and nothing else.</summary>
public sealed class DirectUploadTests(SharedApp shared) : IAsyncLifetime
{
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(await shared.StorageAsync(), settings: ["--Uploads:Direct", "true"]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task What_was_written_straight_to_the_storage_becomes_a_document(int bytes)
    {
        Journey draft = await Journey.ToAsync(_app, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(bytes));
        await WriteAsync(file, file.Content);

        JsonNode document = Assert.Single((await file.CommitAsync().DoneAsync())["documents"]!.AsArray())!;

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Content)), (string?)document["sha256"]);
        Assert.Empty(await Stored.InAsync(_app, Keys.Uploads, draft));
    }

    [Fact]
    public async Task Another_content_than_was_announced_is_no_document()
    {
        Journey draft = await Journey.ToAsync(_app, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(1000));

        await WriteAsync(file, Blocks.Pdf(1000));
        await file.CommitAsync().RefusesAsync(HttpStatusCode.UnprocessableEntity, "digest_mismatch");
        await WriteAsync(file, file.Content[..^1]);
        await file.CommitAsync().RefusesAsync(HttpStatusCode.UnprocessableEntity, "file_size_differs");

        Assert.Empty((await draft.ReadAsync())["documents"]!.AsArray());
        Assert.Empty(await Stored.InAsync(_app, Keys.Documents, draft));
    }

    [Fact]
    public async Task Whoever_has_the_address_cannot_change_the_document_afterwards()
    {
        Journey draft = await Journey.ToAsync(_app, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(1000));
        await WriteAsync(file, file.Content);
        JsonNode document = (await file.CommitAsync().DoneAsync())["documents"]![0]!;

        await WriteAsync(file, Blocks.Pdf(1000));

        Assert.Equal(file.Content, await draft.Applicant.GetByteArrayAsync($"{draft.Path}/documents/{document["id"]}", TestContext.Current.CancellationToken));
        Assert.Equal(document.ToJsonString(), (await file.CommitAsync().DoneAsync())["documents"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task The_address_opens_one_place_to_write_in_and_nothing_else()
    {
        Journey draft = await Journey.ToAsync(_app, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(1000));
        await WriteAsync(file, file.Content);
        BlobUriBuilder elsewhere = new(Link(file)) { BlobName = $"{draft.Reference}/{new string('0', 32)}" };
        BlobUriBuilder documents = new(Link(file));
        documents.BlobContainerName = documents.BlobContainerName.Replace(Keys.Uploads, Keys.Documents, StringComparison.Ordinal);

        await ForbiddenAsync(() => new BlobClient(Link(file)).DownloadContentAsync(TestContext.Current.CancellationToken));
        await ForbiddenAsync(() => new BlobClient(Link(file)).DeleteAsync(cancellationToken: TestContext.Current.CancellationToken));
        await ForbiddenAsync(() => new BlobClient(elsewhere.ToUri()).UploadAsync(BinaryData.FromBytes(file.Content), TestContext.Current.CancellationToken));
        await ForbiddenAsync(() => new BlobClient(documents.ToUri()).UploadAsync(BinaryData.FromBytes(file.Content), TestContext.Current.CancellationToken));
        BlobContainerClient container = new(new BlobUriBuilder(Link(file)) { BlobName = "" }.ToUri());
        await ForbiddenAsync(async () => await container.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken).AsPages().FirstAsync());
    }

    [Fact]
    public async Task An_installation_that_does_not_offer_it_gives_no_address()
    {
        Journey draft = await Journey.ToAsync(await shared.StartAsync(), CaseState.Draft);

        Assert.Null((await Blocks.BeginAsync(draft, Blocks.Pdf(1000))).Upload["direct"]);
    }

    private static Uri Link(Blocks file) => new((string)file.Upload["direct"]!["url"]!);

    private static async Task WriteAsync(Blocks file, byte[] content)
    {
        // Two at a time and in parts, as a client does with a large file.
        BlobUploadOptions inParts = new() { TransferOptions = new() { InitialTransferSize = 1_000_000, MaximumTransferSize = 1_000_000, MaximumConcurrency = 2 } };
        using MemoryStream stream = new(content);
        await new BlockBlobClient(Link(file)).UploadAsync(stream, inParts, TestContext.Current.CancellationToken);
    }

    private static async Task ForbiddenAsync(Func<Task> attempt) =>
        Assert.Equal(403, (await Assert.ThrowsAnyAsync<RequestFailedException>(attempt)).Status);
}
