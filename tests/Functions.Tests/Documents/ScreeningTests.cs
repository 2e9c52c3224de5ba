using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;
using Tasdir.Local.Demo;
using Tasdir.TestKit;
using Tasdir.TestKit.Files;
using SampleFile = Tasdir.TestKit.Files.SampleFile;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>Every file that passes the door is looked at before anybody relies on it, and what is found stands in the case.</summary>
public sealed class ScreeningTests(SharedApp shared) : SharedAppTests(shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateOnly Today => WorkingCalendar.Default.DateOf(App.Services.GetRequiredService<TimeProvider>().GetUtcNow());

    [Fact]
    public async Task A_bad_file_that_passes_the_door_is_found_out_and_cannot_be_used()
    {
        (SampleFile File, AutomaticCheck Check, FindingCode Code)[] bad = [.. Bad];
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        foreach ((SampleFile file, _, _) in bad)
        {
            await draft.BringAsync(file);
        }

        JsonArray documents = (await draft.UntilCheckedAsync())["documents"]!.AsArray();

        Assert.Equal(bad.Length, documents.Count);
        Assert.All(bad.Zip(documents), pair =>
        {
            ((SampleFile file, AutomaticCheck check, FindingCode code), JsonNode? document) = pair;
            Assert.Equal((file.FileName, false), ((string?)document!["fileName"], (bool)document["usable"]!));
            Assert.True(
                document.Told(check).Outcome == "failed" && document.Told(check).Codes.Contains(EnumText.Of(code)), $"{code} is not in {document["checks"]}");
        });
    }

    [Fact]
    public async Task A_good_file_can_be_used_and_what_could_be_read_of_it_is_told()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        DateOnly issued = Today.AddDays(-20);
        await draft.BringAsync(SampleContent.PdfOf("attestation.pdf", "Attestation", SampleFiles.Enterprise, $"ICE : {draft.Ice}", DatedOn(issued)), "ice-attestation");
        foreach (SampleFile file in SampleContent.Good)
        {
            await draft.BringAsync(file);
        }

        JsonArray documents = (await draft.UntilCheckedAsync())["documents"]!.AsArray();

        Assert.Equal(1 + SampleContent.Good.Count, documents.Count);
        Assert.All(documents, document => Assert.True((bool)document!["usable"]!, document.ToJsonString()));
        JsonNode attestation = documents[0]!;
        Assert.Equal("1", attestation.ValueOf("pages"));
        Assert.Equal(("passed", "iceFound nameFound issuedOn"), attestation.Told(AutomaticCheck.Content));
        Assert.Equal(Iso(issued), attestation.ValueOf("issuedOn"));
        Assert.Equal(("noted", "noText"), documents.Single(document => (string?)document!["fileName"] == "scan.pdf")!.Told(AutomaticCheck.Content));
    }

    [Fact]
    public async Task An_attestation_of_another_enterprise_and_an_expired_one_are_pointed_out_and_left_to_an_officer()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        string other = SampleFiles.NewIce();
        DateOnly issued = Today.AddMonths(-4);
        await draft.BringAsync(SampleContent.PdfOf("autre.pdf", SampleFiles.Enterprise, $"ICE : {other}"), "ice-attestation");
        await draft.BringAsync(SampleContent.PdfOf("ancien.pdf", SampleFiles.Enterprise, draft.Reference, DatedOn(issued)), "register-extract");

        JsonArray documents = (await draft.UntilCheckedAsync())["documents"]!.AsArray();

        Assert.All(documents, document => Assert.Equal((true, "noted"), ((bool)document!["usable"]!, document.Told(AutomaticCheck.Content).Outcome)));
        Assert.Equal(other[^4..], documents[0]!.ValueOf("otherIce"));
        Assert.Equal((Iso(issued), Iso(issued.AddMonths(3))), (documents[1]!.ValueOf("issuedOn"), documents[1]!.ValueOf("expired")));
    }

    [Fact]
    public async Task A_content_of_another_applicant_s_case_is_pointed_out_to_officials_and_never_to_the_applicant()
    {
        SampleFile statutes = SampleContent.PdfOf("statuts.pdf", SampleFiles.Enterprise, ApiRequests.NewKey());
        Journey first = await Journey.ToAsync(App, CaseState.Draft);
        await first.BringAsync(statutes);
        await first.ReachAsync(CaseState.DocumentCheck);
        Journey second = await Journey.ToAsync(App, CaseState.Draft);
        await second.BringAsync(statutes);
        await second.ReachAsync(CaseState.DocumentCheck);

        JsonNode seen = Brought(await second.Official("officer").GetAsync(second.Path, Cancellation).DoneAsync());

        Assert.Equal(("noted", "usedByAnother"), seen.Told(AutomaticCheck.Copies));
        Assert.Equal(first.Reference, seen.ValueOf("usedByAnother"));
        Assert.True((bool)seen["usable"]!);
        JsonNode own = Brought(await second.ReadAsync());
        Assert.True((bool)own["checked"]!);
        Assert.DoesNotContain(own["checks"]!.AsArray(), check => (string?)check!["check"] == "copies");
        foreach (string path in (string[])[second.Path, second.Path + "/timeline", $"/applications/{second.Reference}"])
        {
            string text = await second.Applicant.GetStringAsync(path, Cancellation);
            Assert.DoesNotContain(first.Reference, text, StringComparison.Ordinal);
            Assert.DoesNotContain("usedByAnother", text, StringComparison.Ordinal);
        }

        // Nor is it hinted at: the timeline says the same as where the content was new.
        Assert.Equal(await ChecksInTimelineAsync(first), await ChecksInTimelineAsync(second));

        static JsonNode Brought(JsonNode file) => file["documents"]![0]!;
    }

    [Fact]
    public async Task Without_a_scanner_every_document_says_that_nobody_looked_for_malware()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        foreach (HttpClient reader in (HttpClient[])[check.Applicant, check.Official("officer")])
        {
            JsonNode file = await reader.GetAsync(check.Path, Cancellation).DoneAsync();
            Assert.All(file["documents"]!.AsArray(), document =>
            {
                Assert.Equal(("notDone", "notScanned"), document!.Told(AutomaticCheck.Malware));
                Assert.True((bool)document!["usable"]!);
            });
        }
    }

    [Fact]
    public async Task A_document_that_fails_counts_as_not_brought_and_an_earlier_good_one_of_its_kind_counts()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        foreach (string kind in (string[])["register-extract", "rib-certificate", "action-plan", "sworn-statement", "signatory-id"])
        {
            await draft.BringAsync(kind);
        }

        await draft.BringAsync(SampleContent.EmptyPdf);
        await draft.UntilCheckedAsync();
        await draft.Applicant.SayAsync(draft.Path + "/submission").RefusesAsync(HttpStatusCode.Conflict, "document_unusable", "documents");
        await draft.BringAsync("statutes");
        await draft.BringAsync(SampleContent.CorruptedPdf);
        await draft.UntilCheckedAsync();

        await draft.SayAsync(draft.Applicant, "submission");

        JsonNode[] statutes = [.. (await draft.UntilAsync(CaseState.DocumentCheck))["documents"]!.AsArray().OfType<JsonNode>().Where(document => (string?)document["kind"] == "statutes")];
        Assert.Equal([false, true, false], statutes.Select(document => (bool)document["usable"]!));
        await JudgeAsync(0).RefusesAsync(HttpStatusCode.Conflict, "document_unusable");
        await JudgeAsync(2).RefusesAsync(HttpStatusCode.Conflict, "document_unusable");
        await JudgeAsync(1).DoneAsync();

        Task<HttpResponseMessage> JudgeAsync(int index) =>
            draft.Official("officer").SayAsync($"{draft.Path}/documents/{statutes[index]["id"]}/verdict", draft.Acceptance());
    }

    // Every sample that is bad and looks at its beginning like what it says: the others are refused at the door.
    private static IEnumerable<(SampleFile File, AutomaticCheck Check, FindingCode Code)> Bad =>
    [
        .. Found(AutomaticCheck.Format, FindingCode.SeveralFormats, [.. SampleContent.TwoAtOnce]),
        .. Found(AutomaticCheck.Format, FindingCode.NameDiffers, SampleContent.Pdf with { FileName = "statuts.pdf.exe" }),
        .. Found(AutomaticCheck.Format, FindingCode.DeclaredTypeDiffers, SampleContent.Zip with { Content = SampleContent.Docx.Content }),
        .. Found(
            AutomaticCheck.Structure,
            FindingCode.Unreadable,
            [.. SampleContent.Truncated, SampleContent.CorruptedPdf, SampleContent.CutJpeg, SampleContent.CorruptedPng, SampleContent.CorruptedZip, SampleContent.LoopingPdf]),
        .. Found(AutomaticCheck.Structure, FindingCode.Encrypted, SampleContent.LockedPdf, SampleContent.RestrictedPdf, SampleContent.ClaimsLockedPdf, SampleContent.LockedZip),
        .. Found(AutomaticCheck.Structure, FindingCode.Empty, SampleContent.EmptyPdf, SampleContent.EmptyZip),
        .. Found(AutomaticCheck.Structure, FindingCode.TooManyPixels, SampleContent.PixelBomb),
        .. Found(AutomaticCheck.Structure, FindingCode.Bomb, [.. SampleContent.ZipBombs, SampleContent.DocxBomb, SampleContent.PdfBomb]),
        .. Found(AutomaticCheck.Structure, FindingCode.UnsafePath, [.. SampleContent.UnsafeZips]),
        .. Found(AutomaticCheck.Structure, FindingCode.EntryNotAllowed, SampleContent.ZipWithProgram, SampleContent.ZipWithScript),
        .. Found(AutomaticCheck.Structure, FindingCode.ActiveContent, [.. SampleContent.ActivePdfs]),
        .. Found(AutomaticCheck.Structure, FindingCode.EmbeddedFiles, [.. SampleContent.CarryingPdfs]),
        .. SampleContent.DangerousDocx.Select(sample => (sample.File, AutomaticCheck.Structure, sample.Finding)),
    ];

    private static IEnumerable<(SampleFile File, AutomaticCheck Check, FindingCode Code)> Found(
        AutomaticCheck check, FindingCode code, params IReadOnlyList<SampleFile> files) => files.Select(file => (file, check, code));

    private static async Task<List<string?>> ChecksInTimelineAsync(Journey journey) =>
    [
        .. (await journey.Applicant.GetAsync(journey.Path + "/timeline", Cancellation).DoneAsync())["items"]!.AsArray()
            .Where(item => (string?)item!["type"] == "documentChecked").Select(item => (string?)item!["text"]).Order(),
    ];

    private static string DatedOn(DateOnly day) => day.ToString("'Fait à Rabat, le 'dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
