using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Documents;
using Tasdir.Storage;
using Tasdir.Storage.Documents;
using Tasdir.TestKit;
using Tasdir.TestKit.Files;
using Tasdir.Workflows.Tests.Driver;
using SampleFile = Tasdir.TestKit.Files.SampleFile;

namespace Tasdir.Workflows.Tests.Documents;

/// <summary>What the checks of a document do while a scanner is away, is slow, or says what it found.</summary>
public sealed class DocumentScreeningTests(EmulatedStorage storage, DocumentScreeningTests.Scanner scanner) : IClassFixture<DocumentScreeningTests.Scanner>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_check_reports_once_whatever_is_delivered_twice()
    {
        await using TestApp app = await RunningApp.StartAsync(storage, "--Local:DeliverTwice", "true");
        await using Dossier draft = await Dossier.DraftAsync(app);

        string id = await SendAsync(draft, SampleContent.PdfOf("statuts.pdf", "Statuts de la coop\u00E9rative"));

        CaseDocument document = await ReadAsync(draft, id);
        Assert.True(document is { IsScreened: true, IsUsable: true });
        Assert.Equal(Enum.GetValues<AutomaticCheck>(), document.Reports.Select(report => report.Check).Order());
        Assert.Equal(CheckOutcome.NotDone, document.Reports.Single(report => report.Check == AutomaticCheck.Malware).Outcome);
    }

    [Fact]
    public async Task What_two_had_in_their_drafts_at_once_is_pointed_out_to_the_office_when_the_second_is_submitted()
    {
        await using TestApp app = await RunningApp.StartAsync(storage);
        await using Dossier first = await Dossier.DraftAsync(app);
        await using Dossier second = await Dossier.DraftAsync(app, applicant: "applicant-2");
        await SendAsync(first, SampleContent.Pdf);
        string id = await SendAsync(second, SampleContent.Pdf);
        Assert.Null((await ReadAsync(second, id)).Found(FindingCode.UsedByAnother));

        await first.DoAsync(Dossier.Applicant, Applications.Submit);
        await second.DoAsync(Dossier.Applicant, Applications.Submit);

        Assert.Equal(first.Reference, (await ReadAsync(second, id)).Found(FindingCode.UsedByAnother)!.Value);
    }

    [Fact]
    public async Task A_document_of_which_nobody_heard_is_checked_with_the_next_change_of_its_case()
    {
        await using TestApp app = await RunningApp.StartAsync(storage);
        await using Dossier draft = await Dossier.DraftAsync(app);
        string id = await SendAsync(draft, SampleContent.Pdf, unheard: true);
        Assert.Empty((await ReadAsync(draft, id)).Reports);

        await draft.DoAsync(Dossier.Applicant, Applications.Submit);

        Assert.True((await ReadAsync(draft, id)).IsScreened);
    }

    [Fact]
    public async Task A_document_whose_checks_were_lost_is_checked_after_the_review_of_the_day()
    {
        await using TestApp app = await RunningApp.StartAsync(storage);
        await using Dossier dossier = await Dossier.SubmitAsync(app);
        await dossier.ReachAsync(CaseState.ComplementRequested);
        string id = await SendAsync(dossier, SampleContent.Pdf, "rib-certificate", unheard: true);
        Assert.Empty((await ReadAsync(dossier, id)).Reports);

        await new ReviewRenewals(app.Services.GetRequiredService<TimeProvider>()).Run(new TimerInfo(), app.DurableClient(), Cancellation);
        await app.SettleAsync();

        Assert.True((await ReadAsync(dossier, id)).IsScreened);
    }

    [Fact]
    public async Task While_the_scanner_is_away_a_document_waits_and_nobody_judges_it_and_when_it_is_back_its_word_counts()
    {
        Assert.SkipUnless(Clamd.IsThere, Clamd.NotThere);
        await using Clamd late = new();
        await using TestApp app = await RunningApp.StartAsync(storage, "--Scanner:Kind", "clamd", "--Scanner:Clamd", late.Address);
        await using Dossier dossier = await Dossier.SubmitAsync(app);
        await dossier.ReachAsync(CaseState.ComplementRequested);
        string clean = await SendAsync(dossier, SampleContent.Pdf, "rib-certificate");
        string infected = await SendAsync(dossier, SampleContent.EicarPdf, "rib-certificate");
        await app.LetPassAsync(TimeSpan.FromDays(3));

        CaseDocument waiting = await ReadAsync(dossier, clean);
        Assert.Equal(4, waiting.Reports.Count);
        Assert.DoesNotContain(waiting.Reports, report => report.Check == AutomaticCheck.Malware);

        await late.StartAsync();
        await app.LetPassAsync(TimeSpan.FromHours(2));

        Assert.True(await ReadAsync(dossier, clean) is { IsScreened: true, IsUsable: true });
        CaseDocument found = await ReadAsync(dossier, infected);
        Assert.Equal(FindingCode.Infected, Assert.Single(found.Reports.Single(report => report.Check == AutomaticCheck.Malware).Findings).Code);
        Assert.False(found.IsUsable);
        Assert.Equal(clean, (await dossier.FileAsync()).Latest("rib-certificate")!.Id);
    }

    [Fact]
    public async Task A_scanner_that_is_there_lets_through_what_is_clean_and_nothing_else()
    {
        Assert.SkipUnless(Clamd.IsThere, Clamd.NotThere);
        await using TestApp app = await RunningApp.StartAsync(storage, "--Scanner:Kind", "clamd", "--Scanner:Clamd", await scanner.Clamd.StartAsync());
        await using Dossier draft = await Dossier.DraftAsync(app);

        Assert.True(await ReadAsync(draft, await SendAsync(draft, SampleContent.Pdf)) is { IsScreened: true, IsUsable: true });
        Assert.True(await ReadAsync(draft, await SendAsync(draft, SampleContent.EicarPdf)) is { IsScreened: true, IsUsable: false });
    }

    [Fact]
    public async Task Where_the_storage_scans_its_word_is_read_from_the_tags_and_no_tag_and_an_unknown_one_are_no_word()
    {
        await using TestApp app = await RunningApp.StartAsync(storage, "--Scanner:Kind", "defender");
        await using Dossier draft = await Dossier.DraftAsync(app);
        string clean = await SendAsync(draft, SampleContent.Pdf);
        string infected = await SendAsync(draft, SampleContent.PackedPdf);
        await TagAsync(app, draft, clean, "Not scanned yet");
        await app.LetPassAsync(TimeSpan.FromDays(1));
        Assert.False((await ReadAsync(draft, clean)).IsScreened);
        Assert.False((await ReadAsync(draft, infected)).IsScreened);

        await TagAsync(app, draft, clean, "No threats found");
        await TagAsync(app, draft, infected, "Malicious");
        await app.LetPassAsync(TimeSpan.FromHours(2));

        Assert.True(await ReadAsync(draft, clean) is { IsScreened: true, IsUsable: true });
        Assert.True(await ReadAsync(draft, infected) is { IsScreened: true, IsUsable: false });
    }

    private static async Task TagAsync(TestApp app, Dossier dossier, string id, string verdict) =>
        await app.Services.GetRequiredService<StorageClients>().Container(Keys.Documents).GetBlobClient(Keys.Document(dossier.Reference, id))
            .SetTagsAsync(new Dictionary<string, string> { ["Malware Scanning scan result"] = verdict }, cancellationToken: Cancellation);

    // The file is stored and its arrival recorded, as the endpoint does; what follows is the procedure's.
    private static async Task<string> SendAsync(Dossier dossier, SampleFile file, string kind = "statutes", bool unheard = false)
    {
        string id = $"F{(await dossier.FileAsync()).Documents.Count:000000000000000}";
        StoredFile stored = (await dossier.App.Services.GetRequiredService<DocumentStore>()
            .SaveAsync(Keys.Document(dossier.Reference, id), new MemoryStream(file.Content), file.Content.Length, Cancellation))!;
        DocumentReceived received = new(id, kind, file.FileName, file.ContentType, stored.Bytes, stored.Sha256);
        await (unheard
            ? dossier.WriteUnheardAsync(Dossier.Applicant, Receive)
            : dossier.DoAsync(Dossier.Applicant, Receive));
        return id;

        Outcome Receive(CaseFile now, Circumstances circumstances) => Applications.Receive(now, received, circumstances.Rules);
    }

    private static async Task<CaseDocument> ReadAsync(Dossier dossier, string id) =>
        (await dossier.FileAsync()).Documents.Single(document => document.Id == id);

    /// <summary>One daemon for the class.</summary>
    public sealed class Scanner : IAsyncDisposable
    {
        /// <summary>The daemon.</summary>
        public Clamd Clamd { get; } = new();

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Clamd.DisposeAsync();
    }
}
