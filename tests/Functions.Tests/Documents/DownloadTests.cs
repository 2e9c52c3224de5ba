using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
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
}
