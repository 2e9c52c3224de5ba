using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage.Documents;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>Whoever looks at a document learns in which other cases the same content was used, as far as that is anybody's business.</summary>
public sealed class ContentIndexTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task A_content_is_found_in_the_submitted_cases_of_others_and_in_the_applicant_s_own_drafts()
    {
        byte[] content = Blocks.Pdf(1000);
        Journey asking = await WithAsync(content);
        Journey draftOfAnother = await WithAsync(content);
        Journey submitted = await WithAsync(content);
        await submitted.ReachAsync(CaseState.DocumentCheck);
        await App.SettleAsync();
        CaseFile file = await asking.FileAsync();

        IReadOnlyList<ContentUse> uses = await UsesAsync(file, file.Documents[0]);

        ContentUse use = Assert.Single(uses);
        CaseDocument used = (await submitted.FileAsync()).Documents[0];
        Assert.Equal(new ContentUse(submitted.Reference, used.Id, "certificates", BySameApplicant: false), use);
        Assert.Contains(
            await UsesAsync(file with { Reference = "TSD-2026-10-00000V" }, file.Documents[0]),
            own => own == new ContentUse(asking.Reference, file.Documents[0].Id, "certificates", BySameApplicant: true));
        Assert.DoesNotContain(await UsesAsync(file, file.Documents[0]), other => other.Reference == draftOfAnother.Reference);
    }

    [Fact]
    public async Task A_content_that_no_other_case_has_has_no_uses()
    {
        Journey asking = await WithAsync(Blocks.Pdf(1000));
        await App.SettleAsync();
        CaseFile file = await asking.FileAsync();

        Assert.Empty(await UsesAsync(file, file.Documents[0]));
    }

    private Task<IReadOnlyList<ContentUse>> UsesAsync(CaseFile file, CaseDocument document) =>
        App.Services.GetRequiredService<ContentIndex>().UsesOfAsync(file, document.Received.Sha256, TestContext.Current.CancellationToken);

    private async Task<Journey> WithAsync(byte[] content)
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        await draft.Applicant.BringAsync(draft.Reference, "certificates", content.AsFile(), ApiRequests.NewKey()).DoneAsync();
        return draft;
    }
}
