using Microsoft.Playwright;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages.Browser;

/// <summary>The pages that everybody else sees.</summary>
public sealed class OtherPagesTests(SharedApp shared, SharedBrowser browser) : BrowserTests(shared, browser)
{
    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task The_vote_page_is_accessible(string language)
    {
        Journey journey = await Journey.ToAsync(App, CaseState.Committee);
        IPage page = await OpenAsync(null, Phone);
        string ballot = await journey.BallotAsync((await journey.FileAsync()).Sessions[^1].SeatsToVote.First());

        await page.GotoAsync($"/vote?ballot={ballot}&lang={language}");

        Assert.Equal(1, await page.Locator("form").CountAsync());
        await IsAccessibleAsync(page);
        await FitsAsync(page);
        await KeepAsync(page, $"vote-{language}");
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task A_page_that_says_what_is_wrong_is_accessible(string language)
    {
        IPage page = await OpenAsync(null, Phone);

        await page.GotoAsync($"/desk?lang={language}");

        Assert.Equal("sign_in_required", await page.Locator(".problem").GetAttributeAsync("data-code"));
        await IsAccessibleAsync(page);
        await FitsAsync(page);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task An_applicants_pages_are_accessible(string language)
    {
        IPage page = await OpenAsync("applicant-1", Phone);

        await page.GotoAsync($"/applications?lang={language}");

        await IsAccessibleAsync(page);
        await FitsAsync(page);
    }
}
