using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Documents;
using Tasdir.Local.Clock;
using Tasdir.Storage;
using Tasdir.Storage.Documents;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Documents;

/// <summary>What has been kept long enough goes, the content first and then the word of it; whatever the review does comes twice.</summary>
public sealed class RetentionReviewTests(EmulatedStorage storage) : IAsyncLifetime
{
    private static readonly Actor s_office = new("office", Role.ProgrammeOffice);
    private TestApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DocumentStore Documents => _app.Services.GetRequiredService<DocumentStore>();

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync(storage, "--Local:DeliverTwice", "true");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Documents_of_an_ended_case_are_erased_each_in_its_time_and_those_of_an_open_one_stay()
    {
        await using Dossier open = await WithContentsAsync(await Dossier.SubmitAsync(_app));
        await using Dossier ended = await WithContentsAsync(await Dossier.SubmitAsync(_app));
        await ended.WithdrawAsync();

        await ReviewAfterAsync(months: 23);
        Assert.Empty(await ended.FactsAsync<DocumentErased>());
        await ReviewAfterAsync(months: 1);

        CaseFile file = await ended.FileAsync();
        CaseDocument[] identity = [.. file.Documents.Where(document => document.Kind == "signatory-id")];
        Assert.Equal(identity.Select(document => new DocumentErased(document.Id, "P24M")), await ended.FactsAsync<DocumentErased>());
        foreach (CaseDocument document in file.Documents)
        {
            Assert.Equal(!document.IsErased, await IsThereAsync(file, document));
        }

        Assert.Empty(await open.FactsAsync<DocumentErased>());
        await ReviewAfterAsync(months: 8 * 12);
        Assert.All((await ended.FileAsync()).Documents, document => Assert.True(document.IsErased));
        Assert.All((await open.FileAsync()).Documents, document => Assert.False(document.IsErased));
        Assert.Equal(CaseState.Withdrawn, await ended.StateAsync());
    }

    [Fact]
    public async Task Under_a_legal_hold_nothing_is_erased_until_it_is_lifted()
    {
        await using Dossier ended = await WithContentsAsync(await Dossier.SubmitAsync(_app));
        await ended.WithdrawAsync();
        await ended.DoAsync(s_office, (file, _) => LegalHold.Place(file, "Procédure judiciaire"));

        await ReviewAfterAsync(months: 36);
        Assert.Empty(await ended.FactsAsync<DocumentErased>());
        await ended.DoAsync(s_office, (file, _) => LegalHold.Lift(file, "Jugement rendu"));
        await ReviewAfterAsync(months: 0, day: 1);

        Assert.Single(await ended.FactsAsync<DocumentErased>());
    }

    [Fact]
    public async Task A_content_that_was_removed_before_a_crash_is_said_to_be_erased_by_the_next_review()
    {
        await using Dossier ended = await WithContentsAsync(await Dossier.SubmitAsync(_app));
        await ended.WithdrawAsync();
        CaseFile file = await ended.FileAsync();
        await Documents.DeleteAsync(Keys.Document(file.Reference, file.Latest("signatory-id")!.ContentId), Cancellation);

        await ReviewAfterAsync(months: 24);

        Assert.Single(await ended.FactsAsync<DocumentErased>());
    }

    [Fact]
    public async Task A_draft_that_nobody_changes_lapses_and_an_edited_one_does_not()
    {
        await using Dossier left = await WithContentsAsync(await Dossier.DraftAsync(_app));
        await using Dossier kept = await WithContentsAsync(await Dossier.DraftAsync(_app));
        await ReviewAfterAsync(months: 6);
        await kept.DoAsync(Dossier.Applicant, (file, now) => Applications.Edit(file, file.Form with { PlanTitle = "Un autre marché" }, file.Sequence, now.Rules));

        await ReviewAfterAsync(months: 7);

        Assert.Equal((CaseState.Expired, CaseState.Draft), (await left.StateAsync(), await kept.StateAsync()));
        CaseFile file = await left.FileAsync();
        Assert.All(file.Documents, document => Assert.True(document.IsErased));
        Assert.False(await IsThereAsync(file, file.Documents[0]));
        Assert.True(await IsThereAsync(await kept.FileAsync(), (await kept.FileAsync()).Documents[0]));
    }

    [Fact]
    public async Task What_came_of_a_file_that_nobody_finished_is_removed()
    {
        await using Dossier draft = await Dossier.DraftAsync(_app);
        UploadStore uploads = _app.Services.GetRequiredService<UploadStore>();
        Upload late = new(new string('a', 32), "statutes", "a.pdf", "application/pdf", 5, new string('0', 64), 1024, _app.Now().AddHours(1), "");
        Upload young = late with { Id = new string('b', 32), ExpiresAt = _app.Now().AddDays(90) };
        foreach (Upload upload in (Upload[])[late, young])
        {
            await uploads.BeginAsync(draft.Reference, upload, Cancellation);
            using MemoryStream block = new("%PDF-"u8.ToArray());
            await uploads.StageAsync(draft.Reference, upload, 1, block, Cancellation);
        }

        await ReviewAfterAsync(months: 1);

        Assert.Null(await uploads.FindAsync(draft.Reference, late.Id, Cancellation));
        Assert.Empty((await uploads.ProgressAsync(draft.Reference, late, Cancellation)).Received);
        Assert.Equal(1, Assert.Single((await uploads.ProgressAsync(draft.Reference, young, Cancellation)).Received));
    }

    private async Task<Dossier> WithContentsAsync(Dossier dossier)
    {
        CaseFile file = await dossier.FileAsync();
        foreach (CaseDocument document in file.Documents)
        {
            using MemoryStream content = new(Encoding.UTF8.GetBytes(document.Id));
            await Documents.SaveAsync(Keys.Document(file.Reference, document.Id), content, 1000, Cancellation);
        }

        return dossier;
    }

    // The clock is put forward at once: nothing but the review is looked at, so the years between need not be lived.
    private async Task ReviewAfterAsync(int months, int day = 0)
    {
        MovableClock clock = _app.Services.GetRequiredService<MovableClock>();
        clock.MoveTo(WorkingCalendar.Default.At(_app.Today().AddMonths(months).AddDays(day), new TimeOnly(10, 0)));
        await new ReviewRetention(clock).Run(new TimerInfo(), _app.DurableClient(), Cancellation);
        await _app.SettleAsync();
    }

    private async Task<bool> IsThereAsync(CaseFile file, CaseDocument document) =>
        await _app.Services.GetRequiredService<StorageClients>().Container(Keys.Documents)
            .GetBlobClient(Keys.Document(file.Reference, document.ContentId)).ExistsAsync(Cancellation);
}
