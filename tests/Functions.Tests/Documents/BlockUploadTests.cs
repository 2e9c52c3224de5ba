using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Storage;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>A file comes block by block over a line that drops; what came stays, and what was changed on its way is not taken.</summary>
public sealed class BlockUploadTests(SharedApp shared) : SharedAppTests(shared)
{
    private const int BlockBytes = 1024 * 1024;

    public static TheoryData<string, string, HttpStatusCode, string, string?> WhatIsRefusedBefore => new()
    {
        { "kind", "\"passport\"", HttpStatusCode.UnprocessableEntity, "document_kind_unknown", "kind" },
        { "contentType", "\"text/html\"", HttpStatusCode.UnsupportedMediaType, "content_type_unsupported", "contentType" },
        { "fileName", "\"../piece.pdf\"", HttpStatusCode.UnprocessableEntity, "file_name_invalid", "fileName" },
        { "bytes", "0", HttpStatusCode.UnprocessableEntity, "file_empty", "bytes" },
        { "bytes", "27000000", HttpStatusCode.RequestEntityTooLarge, "file_too_large", "bytes" },
        { "bytes", "22000000", HttpStatusCode.RequestEntityTooLarge, "file_too_large", "bytes" },
        { "sha256", "\"ABC\"", HttpStatusCode.BadRequest, "digest_invalid", "sha256" },
    };

    [Fact]
    public async Task When_the_line_drops_only_the_blocks_that_are_missing_are_sent_again()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(20 * BlockBytes));
        await file.SendAllAsync(Enumerable.Range(1, 7));
        await file.DropInAsync(8);

        int[] received = await file.ReceivedAsync();
        await file.SendAllAsync(Enumerable.Range(1, file.Count).Except(received));
        JsonNode document = Assert.Single((await file.CommitAsync().DoneAsync())["documents"]!.AsArray())!;

        Assert.Equal(20, file.Count);
        Assert.Equal(Enumerable.Range(1, 7), received);
        Assert.Equal((string?)Blocks.Announcement(file.Content)["sha256"], (string?)document["sha256"]);
        Assert.Equal(file.Content, await draft.Applicant.GetByteArrayAsync($"{draft.Path}/documents/{document["id"]}", TestContext.Current.CancellationToken));
        Assert.Empty(await Stored.InAsync(App, Keys.Uploads, draft));
    }

    [Fact]
    public async Task A_block_that_is_changed_on_its_way_is_not_kept()
    {
        Blocks file = await Blocks.BeginAsync(await Journey.ToAsync(App, CaseState.Draft), Blocks.Pdf(100_000));

        await file.SendAsync(1, Changed(file.Content), Blocks.DigestOf(file.Content)).RefusesAsync(HttpStatusCode.UnprocessableEntity, "digest_mismatch");

        Assert.Empty(await file.ReceivedAsync());
    }

    [Fact]
    public async Task A_content_with_a_changed_byte_is_no_document_until_the_block_is_sent_again()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(BlockBytes + 1));
        await file.SendAllAsync([1]);
        await file.SendAsync(2, [(byte)(file.Content[^1] + 1)]);

        await draft.AddsNothingAsync(() => file.CommitAsync().RefusesAsync(HttpStatusCode.UnprocessableEntity, "digest_mismatch"));
        Assert.Empty(await Stored.InAsync(App, Keys.Documents, draft));
        await file.SendAllAsync([2]);

        Assert.Equal(HttpStatusCode.Created, (await file.CommitAsync()).StatusCode);
    }

    [Fact]
    public async Task Blocks_come_in_any_order_and_the_last_of_a_number_counts()
    {
        Blocks file = await Blocks.BeginAsync(await Journey.ToAsync(App, CaseState.Draft), Blocks.Pdf((2 * BlockBytes) + 500));
        await file.SendAsync(1, Changed(file.Block(1)));

        await file.SendAllAsync([3, 2, 1]);

        int[] received = await file.ReceivedAsync();
        Assert.Equal([1, 2, 3], received);
        Assert.Equal(HttpStatusCode.Created, (await file.CommitAsync()).StatusCode);
    }

    [Fact]
    public async Task A_file_of_which_blocks_are_missing_is_not_taken_and_the_answer_names_them()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(4 * BlockBytes));
        await file.SendAllAsync([2, 4]);

        JsonNode problem = await file.CommitAsync().RefusesAsync(HttpStatusCode.Conflict, "blocks_missing");

        Assert.Contains("1, 3", (string?)problem["title"], StringComparison.Ordinal);
        int[] received = await file.ReceivedAsync();
        Assert.Equal([2, 4], received);
        Assert.Empty(await Stored.InAsync(App, Keys.Documents, draft));
    }

    [Theory]
    [InlineData(1, BlockBytes - 1)]
    [InlineData(1, BlockBytes + 1)]
    [InlineData(2, 499)]
    [InlineData(2, BlockBytes)]
    public async Task A_block_of_another_size_is_refused_however_it_comes(int number, int bytes)
    {
        Blocks file = await Blocks.BeginAsync(await Journey.ToAsync(App, CaseState.Draft), Blocks.Pdf(BlockBytes + 500));

        await file.SendAsync(number, new byte[bytes]).RefusesAsync(HttpStatusCode.UnprocessableEntity, "block_size_differs");
        await file.Client.TellAsync(HttpMethod.Put, $"{file.Path}/blocks/{number}", new Chunked(new byte[bytes], "application/octet-stream"))
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "block_size_differs");

        Assert.Empty(await file.ReceivedAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_block_that_the_file_does_not_have_is_not_found(int number)
    {
        Blocks file = await Blocks.BeginAsync(await Journey.ToAsync(App, CaseState.Draft), Blocks.Pdf(BlockBytes + 500));

        await file.SendAsync(number, new byte[500]).RefusesAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_block_with_a_digest_that_is_none_is_refused()
    {
        Blocks file = await Blocks.BeginAsync(await Journey.ToAsync(App, CaseState.Draft), Blocks.Pdf(500));

        await file.SendAsync(1, digest: "sha-256=abc").RefusesAsync(HttpStatusCode.BadRequest, "digest_invalid");
    }

    [Theory]
    [MemberData(nameof(WhatIsRefusedBefore))]
    public async Task What_can_be_known_before_the_content_travels_is_refused_before(
        string member, string value, HttpStatusCode status, string code, string? field)
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        JsonObject announced = Blocks.Announcement(Blocks.Pdf(100));
        announced[member] = JsonNode.Parse(value);

        await draft.Applicant.SayAsync(draft.Path + "/uploads", announced, ApiRequests.NewKey()).RefusesAsync(status, code, field);

        Assert.Empty(await Stored.InAsync(App, Keys.Uploads, draft));
    }

    [Fact]
    public async Task What_the_case_does_not_ask_for_is_refused_before_it_travels()
    {
        JsonObject announced = Blocks.Announcement(Blocks.Pdf(100));
        Journey asked = await StandingAsync(CaseState.ComplementRequested);
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        await asked.Applicant.SayAsync(asked.Path + "/uploads", announced, ApiRequests.NewKey())
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_not_asked", "kind");
        await check.Applicant.SayAsync(check.Path + "/uploads", announced, ApiRequests.NewKey()).RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state");
        await check.Applicant.SayAsync(check.Path + "/uploads", announced).RefusesAsync(HttpStatusCode.BadRequest, "idempotency_key_required");
    }

    [Fact]
    public async Task What_is_not_asked_for_any_more_when_the_file_is_whole_is_no_document()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(100));
        await file.SendAllAsync([1]);
        await draft.ReachAsync(CaseState.DocumentCheck);

        await draft.AddsNothingAsync(() => file.CommitAsync().RefusesAsync(HttpStatusCode.Conflict, "not_in_this_state"));
    }

    [Fact]
    public async Task An_upload_is_its_applicant_s_and_its_case_s_and_nobody_else_s()
    {
        Journey check = await Journey.ToAsync(App, CaseState.ComplementRequested);
        Blocks file = await Blocks.BeginAsync(check, Blocks.Pdf(100), "rib-certificate");
        Journey other = await StandingAsync(CaseState.Draft);
        string elsewhere = $"{other.Path}/uploads/{file.Upload["uploadId"]}";

        await other.Applicant.GetAsync(file.Path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await other.Applicant.SayAsync(file.Path + "/commit").RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await other.Applicant.GetAsync(elsewhere, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await other.Applicant.SayAsync(elsewhere + "/commit").RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await other.Applicant.DeleteAsync(file.Path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        await check.Official("officer").GetAsync(file.Path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");

        await file.SendAllAsync([1]);
        Assert.Equal(HttpStatusCode.Created, (await file.CommitAsync()).StatusCode);
    }

    [Fact]
    public async Task Announced_again_under_its_key_an_upload_is_the_same_and_another_file_under_the_key_is_refused()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        JsonObject announced = Blocks.Announcement(Blocks.Pdf(100));
        string key = ApiRequests.NewKey();
        JsonNode first = await draft.Applicant.SayAsync(draft.Path + "/uploads", announced, key).DoneAsync();

        JsonNode second = await draft.Applicant.SayAsync(draft.Path + "/uploads", announced, key).DoneAsync();

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        await draft.Applicant.SayAsync(draft.Path + "/uploads", Blocks.Announcement(Blocks.Pdf(100)), key)
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Fact]
    public async Task An_upload_is_finished_once_however_often_it_is_asked_for()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(BlockBytes + 500));
        await file.SendAllAsync([1, 2]);

        HttpResponseMessage[] atOnce = await Task.WhenAll(file.CommitAsync(), file.CommitAsync());
        string later = (await file.CommitAsync().DoneAsync()).ToJsonString();
        await draft.BringAsync("action-plan");

        // The one that was slower may be told to ask again.
        HttpResponseMessage[] created = [.. atOnce.Where(answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable)];
        Assert.NotEmpty(created);
        Assert.All(created, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(later, (await created[0].JsonAsync()).ToJsonString());
        Assert.Equal(later, (await file.CommitAsync().DoneAsync()).ToJsonString());
        Assert.Equal(2, (await draft.ReadAsync())["documents"]!.AsArray().Count);
        Assert.Equal(2, (await Stored.InAsync(App, Keys.Documents, draft)).Count);
    }

    [Fact]
    public async Task An_upload_that_was_given_up_is_gone()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(100));
        await file.SendAllAsync([1]);

        Assert.Equal(HttpStatusCode.NoContent, (await file.Client.DeleteAsync(file.Path, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await file.Client.DeleteAsync(file.Path, TestContext.Current.CancellationToken)).StatusCode);

        await file.CommitAsync().RefusesAsync(HttpStatusCode.NotFound, "not_found");
        Assert.Empty(await Stored.InAsync(App, Keys.Uploads, draft));
    }

    [Fact]
    public async Task An_upload_that_is_not_finished_in_time_has_to_be_begun_again()
    {
        await using TestApp app = await TestApp.StartAsync(await Shared.StorageAsync(), settings: ["--Uploads:HoursToFinish", "1"]);
        Journey draft = await Journey.ToAsync(app, CaseState.Draft);
        Blocks file = await Blocks.BeginAsync(draft, Blocks.Pdf(100));
        await file.SendAllAsync([1]);
        (await app.Http.PostAsJsonAsync("/local/clock", new { advance = TimeSpan.FromHours(1) }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await file.SendAsync(1).RefusesAsync(HttpStatusCode.Gone, "upload_expired");
        await file.Client.GetAsync(file.Path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.Gone, "upload_expired");
        await draft.AddsNothingAsync(() => file.CommitAsync().RefusesAsync(HttpStatusCode.Gone, "upload_expired"));
    }

    private static byte[] Changed(byte[] content) => [.. content[..^1], (byte)(content[^1] ^ 1)];
}
