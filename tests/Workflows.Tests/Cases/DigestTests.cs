using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Functions.Cases;
using Tasdir.Local.Demo;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class DigestTests(EmulatedStorage storage) : IAsyncLifetime
{
    private static readonly WorkingCalendar s_calendar = WorkingCalendar.Default;
    private TestApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync(storage, "--AzureWebJobs.SendDigests.Disabled", "false");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task On_each_working_day_and_on_no_other_an_office_with_something_waiting_gets_one_digest_when_it_opens()
    {
        // From a few days before a holiday of the working week, over the week-end.
        DateOnly holiday = _app.Today();
        while (s_calendar.IsWorkingDay(holiday) || holiday.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            holiday = holiday.AddDays(1);
        }

        await _app.LetPassAsync(holiday.AddDays(-4));
        await using Dossier dossier = await Dossier.SubmitAsync(_app, region: "09");
        DateOnly last = holiday.AddDays(4);
        await _app.LetPassAsync(last);

        IEnumerable<DateOnly> days = Enumerable.Range(-3, 8).Select(holiday.AddDays).Where(s_calendar.IsWorkingDay);
        IReadOnlyList<ArrivedMail> digests = await _app.World.MailAsync("digest-", Cancellation);
        Assert.Equal(days.Select(day => $"digest-{day:yyyyMMdd}-09"), digests.Select(mail => mail.MailId));
        Assert.All(digests, mail => Assert.Equal(("bureau-09@tasdir.example", 1), (mail.To, mail.Deliveries)));
        Assert.All(digests, mail => Assert.Contains(dossier.Reference, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_that_fires_again_on_the_same_day_sends_nothing_more()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(_app, region: "08");
        DateOnly day = s_calendar.NextWorkingDay(_app.Today().AddDays(1));
        await _app.LetPassAsync(day.AddDays(-1));
        await _app.LetPassAsync(TimeSpan.FromHours(10));

        SendDigests timer = ActivatorUtilities.CreateInstance<SendDigests>(_app.Services);
        await timer.Run(new TimerInfo(), _app.DurableClient(), Cancellation);
        await _app.SettleAsync();

        Assert.Equal(1, Assert.Single(await _app.World.MailAsync($"digest-{day:yyyyMMdd}", Cancellation)).Deliveries);
    }

    [Fact]
    public async Task An_office_whose_cases_wait_for_others_gets_none()
    {
        await using Dossier dossier = await Dossier.SubmitAsync(_app, region: "07");
        await dossier.AskToCompleteAsync();

        await _app.LetPassAsync(s_calendar.NextWorkingDay(_app.Today().AddDays(1)));

        Assert.Empty(await _app.World.MailAsync("digest-", Cancellation));
    }
}
