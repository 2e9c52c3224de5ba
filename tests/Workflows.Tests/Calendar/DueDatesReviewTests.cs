using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Functions.Calendar;
using Tasdir.Storage;
using Tasdir.Storage.Calendar;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Calendar;

/// <summary>Aïd al-Adha turns out to be later than estimated.</summary>
public sealed class DueDatesReviewTests(EmulatedStorage storage) : IAsyncLifetime
{
    private const string Feast = "adha";
    private static readonly WorkingCalendar s_estimated = WorkingCalendar.Default;
    private TestApp _app = null!;
    private FeastConfirmation _announced = null!;
    private WorkingCalendar _confirmed = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Whatever the review does comes twice.
        _app = await RunningApp.StartAsync(storage, "--Local:DeliverTwice", "true");
        FeastDate estimate = s_estimated.TryDateOf(Feast, _app.Today().Year)!;
        // By a day, in most years; where that day is no working day anyway, no due date would move.
        _announced = Enumerable.Range(1, 3)
            .Select(later => new FeastConfirmation(Feast, estimate.Year, estimate.FirstDay.AddDays(later), "Communiqué du ministère des Habous"))
            .First(announced => Enumerable.Range(0, 7).Select(announced.FirstDay.AddDays)
                .Any(day => s_estimated.IsWorkingDay(day) && !s_estimated.With(announced).IsWorkingDay(day)));
        _confirmed = s_estimated.With(_announced);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_confirmed_feast_moves_the_due_dates_that_rest_on_it_and_no_others_each_with_its_entry_and_what_is_asked_for_expires_then()
    {
        await using Dossier elsewhere = await AskedAsync(CaseState.ComplementRequested);
        (DateOnly from, DateOnly to) = await OnADayThatMattersAsync();
        await using Dossier complement = await AskedAsync(CaseState.ComplementRequested);
        await using Dossier convention = await AskedAsync(CaseState.ConventionToSign);
        await using Dossier withdrawn = await AskedAsync(CaseState.ConventionToSign);
        await withdrawn.WithdrawAsync();
        Assert.Equal((from, from), ((await complement.FileAsync()).DueOn, (await convention.FileAsync()).DueOn));

        await ConfirmAsync();
        await ConfirmAsync();
        await ReviewOfTheDayAsync();

        Assert.Equal([new DueDateMoved(new RequestKey(Ask.Complement), from, to, Feast, _announced.Year)], await complement.FactsAsync<DueDateMoved>());
        Assert.Equal([new DueDateMoved(new RequestKey(Ask.Signature), from, to, Feast, _announced.Year)], await convention.FactsAsync<DueDateMoved>());
        Assert.Empty(await elsewhere.FactsAsync<DueDateMoved>());
        Assert.Empty(await withdrawn.FactsAsync<DueDateMoved>());
        Assert.Equal(to, await OnTheDeskAsync(complement));

        await _app.LetPassAsync(from);
        Assert.Equal(CaseState.ComplementRequested, await complement.StateAsync());
        Assert.Equal(CaseState.ConventionToSign, await convention.StateAsync());

        await _app.LetPassAsync(to);
        Assert.Equal(CaseState.Expired, await convention.StateAsync());
        LogEntry expired = Assert.Single(await complement.LogAsync(), entry => entry.Event is RequestExpired);
        Assert.InRange(expired.At - _confirmed.EndOfDay(to), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_the_review_after_a_confirmation_missed_the_review_of_the_day_mends_and_the_timeline_says_so_in_both_languages()
    {
        (DateOnly from, DateOnly to) = await OnADayThatMattersAsync();
        await using Dossier convention = await AskedAsync(CaseState.ConventionToSign);
        await _app.Services.GetRequiredService<CalendarStore>().ConfirmAsync(_announced, "programme-office", Cancellation);
        await _app.SettleAsync();
        Assert.Empty(await convention.FactsAsync<DueDateMoved>());

        await ReviewOfTheDayAsync();

        DueDateMoved moved = Assert.Single(await convention.FactsAsync<DueDateMoved>());
        Assert.Equal(new DueDateMoved(new RequestKey(Ask.Signature), from, to), moved);
        Assert.Contains("signature de la convention", await SaidAsync(convention, "fr"), StringComparison.Ordinal);
        Assert.Contains("توقيع الاتفاقية", await SaidAsync(convention, "ar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_after_a_confirmation_is_due_by_it_at_once()
    {
        await ConfirmAsync();
        (_, DateOnly to) = await OnADayThatMattersAsync();
        await using Dossier convention = await AskedAsync(CaseState.ConventionToSign);

        Assert.Equal(to, (await convention.FileAsync()).DueOn);
        await ReviewOfTheDayAsync();
        Assert.Empty(await convention.FactsAsync<DueDateMoved>());
    }

    [Fact]
    public async Task Until_the_feast_is_confirmed_the_page_of_a_case_says_that_its_date_is_estimated()
    {
        await OnADayThatMattersAsync();
        await using Dossier convention = await AskedAsync(CaseState.ConventionToSign);
        Assert.Contains("peut encore changer", await PageAsync(convention), StringComparison.Ordinal);

        await ConfirmAsync();

        Assert.DoesNotContain("peut encore changer", await PageAsync(convention), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_that_cannot_be_read_keep_no_other_from_being_reviewed_nor_the_pages_that_follow()
    {
        await OnADayThatMattersAsync();
        await using Dossier convention = await AskedAsync(CaseState.ConventionToSign);
        TableClient desk = _app.Services.GetRequiredService<StorageClients>().Table(Keys.Desk);
        foreach (int number in Enumerable.Range(0, 60))
        {
            string lost = CaseReference.Create(_app.Today().Year, "01", [0, 0, 0, 0, (byte)(number % 32)]);
            await desk.UpsertEntityAsync(
                new TableEntity("01", Keys.DeskRow(Turn.Officer, _app.Today().AddDays(number), lost)), TableUpdateMode.Replace, Cancellation);
        }

        await ConfirmAsync();
        await _app.LetPassAsync(TimeSpan.FromMinutes(10));

        Assert.Single(await convention.FactsAsync<DueDateMoved>());
    }

    [Fact]
    public async Task The_open_cases_are_found_page_by_page_each_once_and_drafts_and_ended_ones_are_not()
    {
        await using Dossier check = await AskedAsync(CaseState.DocumentCheck);
        await using Dossier complement = await AskedAsync(CaseState.ComplementRequested);
        await using Dossier withdrawn = await AskedAsync(CaseState.DocumentCheck);
        await withdrawn.WithdrawAsync();
        await using Dossier draft = await Dossier.DraftAsync(_app);
        OpenCases cases = _app.Services.GetRequiredService<OpenCases>();
        List<string> found = [];
        string? cursor = null;
        do
        {
            ReferencePage page = await cases.PageAsync(cursor, 1, Cancellation);
            found.AddRange(page.References);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(new[] { check.Reference, complement.Reference }.Order(), found.Order());
    }

    private Task<string> PageAsync(Dossier dossier) =>
        _app.SignedIn(Dossier.Applicant.Id).GetStringAsync($"/applications/{dossier.Reference}?lang=fr", Cancellation);

    private async Task<Dossier> AskedAsync(CaseState state)
    {
        Dossier dossier = await Dossier.SubmitAsync(_app);
        await dossier.ReachAsync(state);
        return dossier;
    }

    // Lets time pass to the first day from which thirty days are over on another date by the announcement than by the estimate.
    private async Task<(DateOnly From, DateOnly To)> OnADayThatMattersAsync()
    {
        LegalClock clock = new(_app.Today().AddDays(1), 30);
        while (!(clock.DueOn(_confirmed) > clock.DueOn(s_estimated)))
        {
            clock = clock with { Start = clock.Start.AddDays(1) };
        }

        await _app.LetPassAsync(clock.Start.AddDays(-1));
        return (clock.DueOn(s_estimated)!.Value, clock.DueOn(_confirmed)!.Value);
    }

    private async Task ConfirmAsync()
    {
        using HttpResponseMessage answer = await _app.SignedIn("programme-office").PutAsJsonAsync(
            $"/api/programme/holidays/{_announced.Feast}/{_announced.Year}", new { firstDay = _announced.FirstDay, source = _announced.Source }, Cancellation);
        answer.EnsureSuccessStatusCode();
        await _app.SettleAsync();
    }

    private async Task ReviewOfTheDayAsync()
    {
        ReviewDueDates timer = ActivatorUtilities.CreateInstance<ReviewDueDates>(_app.Services);
        await timer.Run(new TimerInfo(), _app.DurableClient(), Cancellation);
        await _app.SettleAsync();
    }

    private async Task<DateOnly?> OnTheDeskAsync(Dossier dossier)
    {
        CasePage desk = await _app.Services.GetRequiredService<Projections>().DeskAsync("10", Turn.Applicant, null, 100, Cancellation);
        return desk.Items.Single(line => line.Reference == dossier.Reference).DueOn;
    }

    private async Task<string> SaidAsync(Dossier dossier, string language)
    {
        JsonNode timeline = await _app.SignedIn(Dossier.Applicant.Id).GetAsync(
            $"/api/applications/{dossier.Reference}/timeline?lang={language}", Cancellation).DoneAsync();
        return (string)timeline["items"]!.AsArray().Single(item => (string?)item!["type"] == "dueDateMoved")!["text"]!;
    }
}
