using Microsoft.Playwright;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages.Browser;

/// <summary>The desk can be read, searched and left by everybody, on a phone and on a screen.</summary>
public sealed class DeskPageTests(SharedApp shared, SharedBrowser browser) : BrowserTests(shared, browser)
{
    [Theory]
    [InlineData("fr", Screen)]
    [InlineData("ar", Screen)]
    [InlineData("fr", Phone)]
    [InlineData("ar", Phone)]
    public async Task The_desk_is_accessible_and_no_wider_than_the_screen(string language, int width)
    {
        Journey journey = await StandingAsync(CaseState.DocumentCheck);
        await journey.UntilOnDeskAsync("officer");
        IPage page = await OpenAsync("officer-10", width);

        await page.GotoAsync($"/desk?lang={language}");

        Assert.Equal(language == "ar" ? "rtl" : "ltr", await page.Locator("html").GetAttributeAsync("dir"));
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = journey.Reference })).ToBeVisibleAsync();
        await IsAccessibleAsync(page);
        await FitsAsync(page);
        await KeepAsync(page, $"desk-{language}-{width}");
    }
}
