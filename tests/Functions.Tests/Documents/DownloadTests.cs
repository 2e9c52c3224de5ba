using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

public sealed class DownloadTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task What_is_downloaded_is_what_was_brought_and_is_saved_not_shown()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        byte[] content = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(300_000)];
        JsonNode brought = await draft.Applicant.BringAsync(
            draft.Reference, "statutes", content.AsFile("attachment; filename*=UTF-8''%D9%86%D8%B8%D8%A7%D9%85.pdf"), ApiRequests.NewKey()).DoneAsync();

        using HttpResponseMessage answer = await draft.Applicant.GetAsync(
            $"{draft.Path}/documents/{brought["documents"]![0]!["id"]}", TestContext.Current.CancellationToken);

        byte[] downloaded = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(content, downloaded);
        Assert.Equal((string?)brought["documents"]![0]!["sha256"], Convert.ToHexStringLower(SHA256.HashData(downloaded)));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("attachment", "نظام.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task An_officer_of_the_region_downloads_and_nobody_else_finds_anything()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        string path = $"{check.Path}/documents/{(await check.ReadAsync())["documents"]![0]!["id"]}";

        Assert.Equal(HttpStatusCode.OK, (await check.Official("officer").GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        foreach (string person in (string[])["officer-01", "applicant-2"])
        {
            await App.SignedIn(person).GetAsync(path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        }
    }

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("..%2F")]
    public async Task A_document_that_is_not_there_is_not_found(string id)
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.Applicant.GetAsync($"{draft.Path}/documents/{id}", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_document_of_another_case_is_not_found_in_this_one()
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        string id = (string)(await check.ReadAsync())["documents"]![0]!["id"]!;

        await draft.Applicant.GetAsync($"{draft.Path}/documents/{id}", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_document_is_downloaded_in_ranges_as_long_as_it_is_the_same()
    {
        (Journey draft, string path, byte[] content) = await BroughtAsync();
        string tag = (await draft.Applicant.GetAsync(path, TestContext.Current.CancellationToken)).Headers.ETag!.Tag;
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"", tag);

        using HttpResponseMessage part = await AskAsync(draft, path, ("Range", "bytes=1000-1999"), ("If-Range", tag));
        using HttpResponseMessage end = await AskAsync(draft, path, ("Range", "bytes=-500"));
        using HttpResponseMessage other = await AskAsync(draft, path, ("Range", "bytes=1000-1999"), ("If-Range", "\"0\""));
        using HttpResponseMessage beyond = await AskAsync(draft, path, ("Range", "bytes=400000-"));
        using HttpResponseMessage same = await AskAsync(draft, path, ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[1000..2000], await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal((1000, 1999, 300_009), (part.Content.Headers.ContentRange!.From, part.Content.Headers.ContentRange.To, part.Content.Headers.ContentRange.Length));
        Assert.Equal(content[^500..], await end.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.OK, content.Length), (other.StatusCode, (await other.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length));
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, 300_009), (beyond.StatusCode, beyond.Content.Headers.ContentRange!.Length));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_signed_in_on_the_pages_gets_a_document_from_there_with_the_same_care()
    {
        (Journey draft, string path, byte[] content) = await BroughtAsync();
        string page = path["/api".Length..];
        string cookie = $"tasdir-session={draft.Applicant.DefaultRequestHeaders.Authorization!.Parameter}";

        using HttpResponseMessage answer = await App.Http.TellAsync(HttpMethod.Get, page, null, ("Cookie", cookie));

        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        await App.Http.TellAsync(HttpMethod.Get, path, null, ("Cookie", cookie)).RefusesAsync(HttpStatusCode.Unauthorized, "sign_in_required");
        await App.Http.TellAsync(HttpMethod.Get, page, null).RefusesAsPageAsync(HttpStatusCode.Unauthorized, "sign_in_required");
        await App.SignedIn("applicant-2").GetAsync(page, TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
        await draft.Applicant.GetAsync(page + "0", TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task The_page_of_a_case_leads_to_its_documents()
    {
        (Journey draft, string path, _) = await BroughtAsync();

        string page = await draft.Applicant.GetStringAsync($"/applications/{draft.Reference}", TestContext.Current.CancellationToken);

        Assert.Contains($"href=\"{path["/api".Length..]}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_whose_time_was_over_is_gone()
    {
        (Journey draft, string path, _) = await BroughtAsync();
        await draft.SayAsync(draft.Applicant, "withdrawal");
        await App.Services.GetRequiredService<CaseStore>().AppendAsync(
            draft.Reference,
            new Operation("erase", Actor.Procedure),
            file => Outcome.Record(new DocumentErased(file.Documents[0].Id)),
            beforeWriting: null,
            TestContext.Current.CancellationToken);

        await draft.Applicant.GetAsync(path, TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.Gone, "document_erased");
        await draft.Applicant.GetAsync(path["/api".Length..], TestContext.Current.CancellationToken).RefusesAsPageAsync(HttpStatusCode.Gone, "document_erased");
        Assert.NotNull((await draft.ReadAsync())["documents"]![0]!["erasedAt"]);
        Assert.DoesNotContain("/documents/", await draft.Applicant.GetStringAsync($"/applications/{draft.Reference}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<(Journey Draft, string Path, byte[] Content)> BroughtAsync()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        byte[] content = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(300_000)];
        JsonNode brought = await draft.Applicant.BringAsync(draft.Reference, "statutes", content.AsFile(), ApiRequests.NewKey()).DoneAsync();
        return (draft, $"{draft.Path}/documents/{brought["documents"]![0]!["id"]}", content);
    }

    private static Task<HttpResponseMessage> AskAsync(Journey draft, string path, params (string Name, string? Value)[] headers) =>
        draft.Applicant.TellAsync(HttpMethod.Get, path, null, headers);
}
