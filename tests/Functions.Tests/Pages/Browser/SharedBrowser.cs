using Microsoft.Playwright;

namespace Tasdir.Functions.Tests.Pages.Browser;

/// <summary>One headless Chromium, the machine's own, for every test that looks at pages as people do; started by the first.</summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    // Nothing of it calls home, and no sandbox: tests run as root in a container, on pages of our own.
    private static readonly string[] s_arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _browser = new(LaunchAsync);

    /// <summary>The browser; the test that asks is skipped where there is none.</summary>
    public async Task<IBrowser> StartAsync()
    {
        Assert.SkipWhen(Executable is null, "No Chromium is on the PATH: ./test brings it where it may, else install the package chromium.");
        return (await _browser.Value).Browser;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            (IPlaywright driver, IBrowser browser) = await _browser.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static string? Executable { get; } =
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in s_names
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static async Task<(IPlaywright, IBrowser)> LaunchAsync()
    {
        IPlaywright driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = s_arguments }));
    }
}

/// <summary>The tests in a browser, one after the other in the one browser.</summary>
[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<SharedBrowser>
{
    public const string Name = "In a browser";
}
