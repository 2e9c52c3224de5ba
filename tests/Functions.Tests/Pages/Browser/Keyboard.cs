using Microsoft.Playwright;

namespace Tasdir.Functions.Tests.Pages.Browser;

/// <summary>Somebody who has a keyboard and no mouse.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int Patience = 250;

    private const string Reached = """
        ([tag, text, within]) => {
            const at = document.activeElement;
            return at !== null && at.matches(tag) && (at.textContent ?? '').includes(text)
                && (within === null || at.closest('#piece-' + within) !== null);
        }
        """;

    /// <summary>Presses Tab until the focus is on an element.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="text">Part of its text.</param>
    /// <param name="within">The piece that it belongs to; null for anywhere.</param>
    public async Task GoToAsync(string tag, string text, string? within = null)
    {
        for (int presses = 0; presses < Patience; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(Reached, new object?[] { tag, text, within }))
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not lead to {tag} {text} {within}.");
    }

    /// <summary>Presses Enter where the focus is.</summary>
    /// <param name="leavesPage">Whether that leads to another page, which is waited for.</param>
    public async Task EnterAsync(bool leavesPage = true)
    {
        TaskCompletionSource arrived = new();
        void Arrive(object? sender, IPage there) => arrived.TrySetResult();
        page.DOMContentLoaded += Arrive;
        await page.Keyboard.PressAsync("Enter");
        if (leavesPage)
        {
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }

        page.DOMContentLoaded -= Arrive;
    }
}
