using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Local.Demo;
using Tasdir.Storage;
using Tasdir.Storage.Committees;
using Tasdir.Storage.Mail;
using Tasdir.TestKit;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Tests.Pages.Browser;

/// <summary>The pages of committees: members open theirs by a link, on a phone; secretaries sign in.</summary>
public sealed class CommitteePagesTests(SharedApp shared, SharedBrowser browser) : BrowserTests(shared, browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SiteOptions Options => App.Services.GetRequiredService<IOptions<SiteOptions>>().Value;

    [Fact]
    public async Task A_member_scores_and_votes_on_a_phone_without_scripts()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        string seat = (await journey.FileAsync()).Sessions[^1].SeatsToVote.First();
        IPage page = await OpenAsync(null, Phone, scripts: false);

        await page.GotoAsync($"/vote?ballot={await journey.BallotAsync(seat)}&lang=ar");
        foreach (ILocator points in await page.Locator("input[type=number]").AllAsync())
        {
            await points.FillAsync((await points.GetAttributeAsync("max"))!);
        }

        await page.Locator("input[name=choice][value=reject]").CheckAsync();
        await page.Locator("textarea[name=reason]").FillAsync("المعرض غير مفتوح للمهنيين.");
        await page.Locator("form > section:last-of-type button").ClickAsync();

        await Assertions.Expect(page.Locator("[data-code=voted]").First).ToBeVisibleAsync();
        Session session = (await journey.FileAsync()).Sessions[^1];
        Assert.Equal((VoteChoice.Reject, "المعرض غير مفتوح للمهنيين."), (session.VoteOf(seat)!.Choice, session.VoteOf(seat)!.Reason));
        Assert.Equal(100, session.Scores[seat].Sum(score => score.Points));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task The_page_of_absences_is_accessible(string language)
    {
        IPage page = await OpenAsync(null, Phone);
        Uri link = App.Services.GetRequiredService<AbsencePasses>().Create(Options, "11", "chamber", "comite-11-ccis@tasdir.example");

        await page.GotoAsync($"{link.PathAndQuery}&lang={language}");

        await Assertions.Expect(page.Locator("#absence-form")).ToBeVisibleAsync();
        await IsAccessibleAsync(page);
        await FitsAsync(page);
        await KeepAsync(page, $"absence-{language}");
    }

    [Fact]
    public async Task The_page_of_a_meeting_is_accessible()
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee, region: "12");
        DateOnly on = WorkingCalendar.Default.AddWorkingDays(WorkingCalendar.Default.DateOf(await App.World.NowAsync(Cancellation)), 6);
        using HttpClient secretary = App.SignedIn("secretary-12");
        (await secretary.PutAsJsonAsync(string.Create(CultureInfo.InvariantCulture, $"/api/meetings/{on:yyyy-MM-dd}"), new { references = new[] { journey.Reference } }, Cancellation)).EnsureSuccessStatusCode();
        ArrivedMail call = await World.UntilAsync(
            "the call", async () => await App.World.MailAsync(Keys.Meeting("12", on), Cancellation) is [var first, ..] ? first : null, Cancellation);
        IPage page = await OpenAsync(null, Phone);

        foreach (string language in (string[])["fr", "ar"])
        {
            await page.GotoAsync($"/meeting?pass={call.Text.Split("/meeting?pass=")[1].Split('\n')[0].Trim()}&lang={language}");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(journey.Reference);
            await IsAccessibleAsync(page);
            await FitsAsync(page);
            await KeepAsync(page, $"meeting-{language}");
        }
    }

    [Theory]
    [InlineData("fr", Screen)]
    [InlineData("ar", Phone)]
    public async Task A_secretary_s_pages_are_accessible(string language, int width)
    {
        string id = Keys.ReceivedMail($"browser:{language}");
        await App.Services.GetRequiredService<CommitteeMail>().AddAsync(
            new WaitingMail
            {
                Id = id,
                Region = "11",
                ReceivedAt = await App.World.NowAsync(Cancellation),
                Why = MailTrouble.NotUnderstood,
                Seat = "chamber",
                From = "comite-11-ccis@tasdir.example",
                Subject = "Re: votre vote est attendu",
                Words = "Je ne sais pas encore.",
                Spf = "pass",
                Dkim = "{@tasdir.example : pass}",
                Attachments = ["signature.png"],
                HasSource = true,
            },
            Cancellation);
        await HoldAsync("11", new(2026, 3, 4));
        IPage page = await OpenAsync("secretary-11", width);

        await page.GotoAsync($"/secretariat?lang={language}");
        await Assertions.Expect(page.Locator($"a[href*='{id}']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#meetings a[href*='/minutes']")).ToBeVisibleAsync();
        await IsAccessibleAsync(page);
        await FitsAsync(page);
        await KeepAsync(page, $"secretariat-{language}");

        await page.Locator("#convening input[name=on]").FillAsync("2026-01-02");
        await page.Locator("#convening button").ClickAsync();
        await Assertions.Expect(page.Locator("#convening-wrong [data-code=meeting_date]")).ToBeVisibleAsync();
        await IsAccessibleAsync(page);
        await FitsAsync(page);

        await page.GotoAsync($"/secretariat/mail/{id}?lang={language}");
        await Assertions.Expect(page.Locator("textarea[name=note]")).ToBeVisibleAsync();
        await IsAccessibleAsync(page);
        await FitsAsync(page);
        await KeepAsync(page, $"secretariat-mail-{language}");
    }

    // A meeting that is over, its minutes written.
    private async Task HoldAsync(string region, DateOnly on)
    {
        MeetingStore meetings = App.Services.GetRequiredService<MeetingStore>();
        string id = Keys.Meeting(region, on);
        await meetings.ConveneAsync(new(id, region, on, $"secretary-{region}", await App.World.NowAsync(Cancellation)), Cancellation);
        await meetings.WriteMinutesAsync(id, "%PDF-1.7"u8.ToArray(), Cancellation);
    }
}
