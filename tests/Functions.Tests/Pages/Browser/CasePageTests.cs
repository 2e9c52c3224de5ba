using Microsoft.Playwright;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages.Browser;

/// <summary>An officer reads a case, looks at its documents and decides on them, with whatever device and means.</summary>
public sealed class CasePageTests(SharedApp shared, SharedBrowser browser) : BrowserTests(shared, browser)
{
    [Theory]
    [InlineData("fr", Screen)]
    [InlineData("ar", Screen)]
    [InlineData("fr", Phone)]
    [InlineData("ar", Phone)]
    public async Task The_page_of_a_case_is_accessible_and_no_wider_than_the_screen(string language, int width)
    {
        Journey journey = await FiledAsync();
        IPage page = await OpenAsync("officer-10", width);

        await page.GotoAsync($"/applications/{journey.Reference}?lang={language}");
        await OpenEverythingAsync(page);

        await Assertions.Expect(page.Locator($"#piece-{CheckedCase.Doubtful} .outcome.noted").First).ToBeVisibleAsync();
        await IsAccessibleAsync(page);
        await FitsAsync(page);
        await page.Locator("#piece-" + CheckedCase.Doubtful).ScrollIntoViewIfNeededAsync();
        await KeepAsync(page, $"case-{language}-{width}");
    }

    [Fact]
    public async Task Documents_are_shown_within_the_page()
    {
        Journey journey = await FiledAsync();
        CaseFile file = await journey.FileAsync();
        IPage page = await OpenAsync("officer-10");
        List<string> refusedByPolicy = [];
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                refusedByPolicy.Add(message.Text);
            }
        };

        IResponse pdf = await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync($"/applications/{journey.Reference}"), answer => answer.Url.EndsWith($"{file.Latest("statutes")!.Id}/preview", StringComparison.Ordinal));
        await page.Locator($"#piece-{CheckedCase.Photographed} .preview summary").ClickAsync();
        ILocator picture = page.Locator($"img[src*='{file.Latest(CheckedCase.Photographed)!.Id}']");
        await picture.ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("img => img.complete && img.naturalWidth > 0", await picture.ElementHandleAsync());

        Assert.Equal((200, "application/pdf"), (pdf.Status, pdf.Headers["content-type"]));
        Assert.Equal(("nosniff", "inline", "same-origin"), (pdf.Headers["x-content-type-options"], pdf.Headers["content-disposition"], pdf.Headers["cross-origin-resource-policy"]));
        Assert.Empty(refusedByPolicy);
    }

    [Fact]
    public async Task With_the_keyboard_alone_an_officer_judges_every_document_and_asks_for_the_complement()
    {
        Journey journey = await CheckedCase.FileAsync(App, region: "07");
        await journey.UntilOnDeskAsync("officer");
        IPage page = await OpenAsync("officer-07");
        Keyboard keys = new(page);

        await page.GotoAsync("/desk");
        await keys.GoToAsync("a", journey.Reference);
        await keys.EnterAsync();
        while (await page.Locator(".piece.toJudge").CountAsync() is var left && left > 0)
        {
            string kind = (await page.Locator(".piece.toJudge").First.GetAttributeAsync("id"))!["piece-".Length..];
            if (kind == CheckedCase.Doubtful)
            {
                await keys.GoToAsync("summary", "Refuser", within: kind);
                await keys.EnterAsync(leavesPage: false);
                await keys.GoToAsync("select", "", within: kind);
                await page.Keyboard.TypeAsync("Incomp");
                await keys.GoToAsync("textarea", "", within: kind);
                await page.Keyboard.TypeAsync("Le RIB est celui d'une autre coopérative.");
                await keys.GoToAsync("button", "Refuser la pièce", within: kind);
            }
            else
            {
                // What the checks could not read, the officer writes: the same date whichever comes first, day or month.
                if (await page.Locator($"#piece-{kind} form input[type=date]").First.IsVisibleAsync()
                    && await page.Locator($"#piece-{kind} form input[type=date]").First.InputValueAsync() == "")
                {
                    await keys.GoToAsync("input[type=date]", "", within: kind);
                    await page.Keyboard.TypeAsync("11112040");
                }

                await keys.GoToAsync("button", "Accepter", within: kind);
            }

            await keys.EnterAsync();
            Assert.True(await page.Locator(".piece.toJudge").CountAsync() < left, await page.Locator("main").InnerTextAsync());
        }

        await keys.GoToAsync("button", "Envoyer la demande");
        await keys.EnterAsync();

        CaseFile file = await journey.FileAsync();
        Assert.Equal((CaseState.ComplementRequested, Turn.Applicant), (file.State, file.Turn));
        Assert.Equal([CheckedCase.Doubtful], file.Complement!.Kinds);
        Assert.Equal((RefusalReason.Incomplete, "Le RIB est celui d'une autre coopérative."), (file.Latest(CheckedCase.Doubtful)!.Code, file.Latest(CheckedCase.Doubtful)!.Reason));
        await Assertions.Expect(page.Locator("#complement")).ToContainTextAsync("Attestation de RIB");
    }

    [Fact]
    public async Task Without_scripts_everything_works()
    {
        Journey journey = await CheckedCase.FileAsync(App, region: "06");
        IPage page = await OpenAsync("officer-06", Phone, scripts: false);

        await page.GotoAsync($"/applications/{journey.Reference}?lang=ar");
        await page.Locator("#piece-statutes form button").First.ClickAsync();

        await Assertions.Expect(page.Locator("#piece-statutes.accepted")).ToBeVisibleAsync();
        Assert.EndsWith("#piece-register-extract", page.Url, StringComparison.Ordinal);
        Assert.Equal(Verdict.Accepted, (await journey.FileAsync()).Latest("statutes")!.Verdict);
    }

    private static readonly Dictionary<SharedApp, Task<Journey>> s_filed = [];

    private Task<Journey> FiledAsync()
    {
        lock (s_filed)
        {
            return s_filed.TryGetValue(Shared, out Task<Journey>? filed) ? filed : s_filed[Shared] = CheckedCase.FileAsync(App);
        }
    }

    // What is folded is looked at, too, but for the other previews: one viewer shows what all of them do.
    private static async Task OpenEverythingAsync(IPage page) => await page.EvaluateAsync(
        $"document.querySelectorAll('details:not(.preview), #piece-{CheckedCase.Doubtful} details').forEach(details => {{ details.open = true; }})");
}
