using System.Net;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>What was changed on its way is not taken, and what the case has already is kept once.</summary>
public sealed class DigestTests(SharedApp shared) : SharedAppTests(shared)
{
    [Theory]
    [InlineData("Content-Digest")]
    [InlineData("Repr-Digest")]
    public async Task A_file_that_is_not_the_one_whose_digest_came_with_it_leaves_nothing_behind(string header)
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        byte[] content = Blocks.Pdf(1000);

        await draft.AddsNothingAsync(() => BringAsync(draft, content, header, Blocks.DigestOf(Blocks.Pdf(1000)))
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "digest_mismatch"));
        Assert.Empty(await Stored.InAsync(App, Keys.Documents, draft));

        Assert.Equal(HttpStatusCode.Created, (await BringAsync(draft, content, header, "md5=:AAAA:, " + Blocks.DigestOf(content))).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha-256=")]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=\"X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=\"")]
    [InlineData("sha-512=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public async Task A_digest_that_cannot_be_checked_is_refused(string digest)
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(() =>
            BringAsync(draft, Blocks.Pdf(1000), "Content-Digest", digest).RefusesAsync(HttpStatusCode.BadRequest, "digest_invalid"));
    }

    [Fact]
    public async Task The_same_content_brought_again_is_another_document_and_is_stored_once()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        byte[] content = Blocks.Pdf(1000);
        await BringAsync(draft, content);
        await draft.Applicant.BringAsync(draft.Reference, "action-plan", content.AsFile(), ApiRequests.NewKey()).DoneAsync();
        Blocks file = await Blocks.BeginAsync(draft, content);
        await file.SendAllAsync([1]);
        await file.CommitAsync().DoneAsync();

        await IsStoredOnceAsync(draft, content, documents: 3);
    }

    [Fact]
    public async Task The_same_content_brought_twice_at_once_is_stored_once()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        byte[] content = Blocks.Pdf(1000);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => BringAsync(draft, content)));

        await IsStoredOnceAsync(draft, content, documents: 5);
    }

    private async Task IsStoredOnceAsync(Journey draft, byte[] content, int documents)
    {
        CaseDocument[] all = [.. (await draft.FileAsync()).Documents];
        Assert.Equal(documents, all.Length);
        Assert.All(all.Skip(1), document => Assert.Equal(all[0].Id, document.Received.StoredAs));
        Assert.Equal([Keys.Document(draft.Reference, all[0].Id)], await Stored.InAsync(App, Keys.Documents, draft));
        foreach (CaseDocument document in all)
        {
            Assert.Equal(content, await draft.Applicant.GetByteArrayAsync($"{draft.Path}/documents/{document.Id}", TestContext.Current.CancellationToken));
        }
    }

    private static Task<HttpResponseMessage> BringAsync(Journey draft, byte[] content, string header = "Content-Digest", string? digest = null) =>
        draft.Applicant.TellAsync(
            HttpMethod.Post,
            draft.Path + "/documents?kind=statutes",
            content.AsFile(),
            ("Idempotency-Key", ApiRequests.NewKey()),
            (header, digest));
}
