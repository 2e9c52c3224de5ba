using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Tasdir.Local.Host;
using Tasdir.Local.SignIn;

namespace Tasdir.Functions.Tests.Pages.Browser;

/// <summary>Tests that look at pages in a browser, as somebody, on a screen of some size.</summary>
[Collection(InBrowser.Name)]
public abstract class BrowserTests(SharedApp shared, SharedBrowser browser) : SharedAppTests(shared)
{
    /// <summary>Width of a small phone, CSS pixels.</summary>
    protected const int Phone = 360;

    /// <summary>Width of an office screen, CSS pixels.</summary>
    protected const int Screen = 1280;

    private readonly List<IBrowserContext> _windows = [];

    protected string Site => App.Services.GetRequiredService<LocalAddress>().BaseUrl;

    /// <summary>A window in which somebody is signed in.</summary>
    protected async Task<IPage> OpenAsync(string? person, int width = Screen, bool scripts = true)
    {
        IBrowserContext context = await (await browser.StartAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Site,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            JavaScriptEnabled = scripts,
        });
        _windows.Add(context);
        if (person is not null)
        {
            string token = App.Services.GetRequiredService<TokenIssuer>().TokenFor(People.Find(person)!);
            await context.AddCookiesAsync([new Cookie { Name = "tasdir-session", Value = token, Url = Site }]);
        }

        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        return page;
    }

    /// <summary>Closes the windows: a viewer that stays open goes on drawing.</summary>
    public override async ValueTask DisposeAsync()
    {
        foreach (IBrowserContext window in _windows)
        {
            await window.CloseAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What axe-core finds wrong for people who see, hear or move otherwise; nothing, when the page is good.</summary>
    protected static async Task IsAccessibleAsync(IPage page)
    {
        // What is in a frame is the browser's own viewer, into which nothing of ours can look.
        AxeResult result = await page.RunAxe(new AxeRunOptions { Iframes = false }).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Select(violation =>
            $"{violation.Impact} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
    }

    /// <summary>Keeps a picture of what is on the screen, for who looks at pages or writes about them: in the folder that TASDIR_PICTURES names.</summary>
    protected static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TASDIR_PICTURES") is { Length: > 0 } folder)
        {
            // No test, and nobody can ask the browser's viewer whether it has drawn the document.
            await page.WaitForTimeoutAsync(3000);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }

    /// <summary>Nothing is wider than the screen.</summary>
    protected static async Task FitsAsync(IPage page) => Assert.True(
        await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
        await page.EvaluateAsync<string>(
            "[...document.querySelectorAll('main *, header *')].filter(e => { const r = e.getBoundingClientRect(); return r.width && (r.right > innerWidth + 1 || r.left < -1) && !e.classList.contains('unseen'); }).slice(0, 3).map(e => e.outerHTML.slice(0, 200)).join('\\n')"));
}
