using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.TestKit;

namespace Tasdir.Workflows.Tests.Driver;

/// <summary>Time as it passes for an app.</summary>
internal static class Time
{
    /// <summary>The instant.</summary>
    public static DateTimeOffset Now(this TestApp app) => app.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>The date in Morocco.</summary>
    public static DateOnly Today(this TestApp app) => WorkingCalendar.Default.DateOf(app.Now());

    /// <summary>Waits until everything that can be done now is done.</summary>
    public static Task SettleAsync(this TestApp app) => MoveAsync(app, new { advance = TimeSpan.Zero });

    /// <summary>Lets time pass; everything that falls due on the way happens.</summary>
    public static Task LetPassAsync(this TestApp app, TimeSpan time) => MoveAsync(app, new { advance = time });

    /// <summary>Lets time pass until a date is over.</summary>
    public static Task LetPassAsync(this TestApp app, DateOnly date) =>
        MoveAsync(app, new { to = WorkingCalendar.Default.EndOfDay(date) });

    private static async Task MoveAsync(TestApp app, object move)
    {
        using HttpResponseMessage response = await app.Http.PostAsJsonAsync("/local/clock", move, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
