using System.Net;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>A file's name is only a name: what could be read as a path or could deceive a reader is refused.</summary>
public sealed class FileNameTests(SharedApp shared) : SharedAppTests(shared)
{
    private static readonly byte[] s_pdf = "%PDF-1.7\n"u8.ToArray();

    [Theory]
    [InlineData(null)]
    [InlineData("attachment")]
    [InlineData("attachment; name=\"a.pdf\"")]
    [InlineData("attachment; filename=\"\"")]
    [InlineData("attachment; filename=\"../a.pdf\"")]
    [InlineData("attachment; filename=\"..\\\\a.pdf\"")]
    [InlineData("attachment; filename=\"..a.pdf\"")]
    [InlineData("attachment; filename=\"/etc/passwd\"")]
    [InlineData("attachment; filename=\"C:\\\\a.pdf\"")]
    [InlineData("attachment; filename=\"C:a.pdf\"")]
    [InlineData("attachment; filename=\"a.pdf:stream\"")]
    [InlineData("attachment; filename=\"%2e%2e%2fa.pdf\"")]
    [InlineData("attachment; filename=\"a%00.pdf\"")]
    [InlineData("attachment; filename=\"a.pdf.\"")]
    [InlineData("attachment; filename=\" a.pdf\"")]
    [InlineData("attachment; filename=\".\"")]
    [InlineData("attachment; filename=\"a|b<c>?*.pdf\"")]
    [InlineData("attachment; filename*=UTF-8''..%2Fa.pdf")]
    [InlineData("attachment; filename*=UTF-8''%2e%2e%5ca.pdf")]
    [InlineData("attachment; filename*=UTF-8''C%3A%5Ca.pdf")]
    [InlineData("attachment; filename*=UTF-8''%252e%252e%252fa.pdf")]
    [InlineData("attachment; filename*=UTF-8''a%00.pdf")]
    [InlineData("attachment; filename*=UTF-8''a%0D%0ASet-Cookie%3Ab.pdf")]
    [InlineData("attachment; filename*=UTF-8''a%E2%80%AEfdp.exe")]
    [InlineData("attachment; filename=\"a.pdf\"; filename*=UTF-8''..%2Fa.pdf")]
    public async Task A_name_that_is_not_only_a_name_is_refused(string? disposition)
    {
        Journey draft = await StandingAsync(CaseState.Draft);

        await draft.AddsNothingAsync(async () => await draft.Applicant.BringAsync(draft.Reference, "statutes", s_pdf.AsFile(disposition), ApiRequests.NewKey())
            .RefusesAsync(HttpStatusCode.UnprocessableEntity, "file_name_invalid"));
    }

    [Fact]
    public async Task A_name_is_at_most_150_characters()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);

        Assert.Equal(new string('n', 150), await NameOfAsync(draft, $"attachment; filename=\"{new string('n', 150)}\""));
        await draft.AddsNothingAsync(async () =>
            await draft.Applicant.BringAsync(draft.Reference, "statutes", s_pdf.AsFile($"attachment; filename=\"{new string('n', 151)}\""), ApiRequests.NewKey())
                .RefusesAsync(HttpStatusCode.UnprocessableEntity, "file_name_invalid"));
    }

    [Theory]
    [InlineData("attachment; filename=statuts.pdf", "statuts.pdf")]
    [InlineData("inline; filename=\"plan d'action (2).pdf\"", "plan d'action (2).pdf")]
    [InlineData("attachment; filename*=UTF-8''r%C3%A9c%C3%A9piss%C3%A9.pdf", "récépissé.pdf")]
    [InlineData("attachment; filename*=UTF-8''%D8%A7%D9%84%D9%86%D8%B8%D8%A7%D9%85.pdf", "النظام.pdf")]
    [InlineData("attachment; filename=\"ascii.pdf\"; filename*=UTF-8''%C3%A9t%C3%A9.pdf", "été.pdf")]
    public async Task A_plain_name_is_kept_in_any_letters(string disposition, string name) =>
        Assert.Equal(name, await NameOfAsync(await Journey.ToAsync(App, CaseState.Draft), disposition));

    private static async Task<string?> NameOfAsync(Journey draft, string disposition) =>
        (string?)(await draft.Applicant.BringAsync(draft.Reference, "statutes", s_pdf.AsFile(disposition), ApiRequests.NewKey()).DoneAsync())["documents"]![0]!["fileName"];
}
